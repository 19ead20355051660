/** How an installation serves its lists where no document says how. The default is the ERP of erp-wire. */
export interface Habits {
  /** What a page without records is: a list without items, 204, or a 404 in the ERP's error shape. */
  readonly emptyIs: "list" | "noContent" | "notFound";
}

export const HABITS_DEFAULTS: Habits = { emptyIs: "list" };
