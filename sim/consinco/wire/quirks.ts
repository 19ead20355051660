/** Passing misbehaviours of the pages: what a list does that changes while it is read, or a server that answers from a stale cache. */
export interface Quirk {
  readonly kind:
    | "repeat" // page n answers with page n−1's records
    | "overlap" // begins `rows` early: the same records on two pages
    | "skip"; // begins `rows` late, as if earlier records had left the list meanwhile
  /** Part of the path; absent = every collection. */
  readonly path?: string;
  readonly rows?: number;
  /** How many pages it affects; absent = until cleared. */
  readonly times?: number;
  /** Absent = always. */
  readonly chance?: number;
}

export class Quirks {
  private active: { quirk: Quirk; left: number }[] = [];
  readonly occurred: { kind: Quirk["kind"]; path: string; page: number }[] = [];
  /**
   * Pages that gave nothing though they had records: a reader cannot distinguish such an empty page from the end of the
   * list. In a list that does not say whether more follows, neither a page that repeats the one before.
   */
  readonly emptied: { path: string; page: number }[] = [];

  add(quirk: Quirk): void {
    this.active.push({ quirk, left: quirk.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.active = [];
  }

  /** The quirk of this page. The first page has none: there is nothing before it. */
  take(path: string, page: number, chance: () => number): Quirk | null {
    if (page < 2) return null;
    for (const entry of this.active) {
      const { quirk } = entry;
      if (entry.left <= 0) continue;
      if (quirk.path !== undefined && !path.toLowerCase().includes(quirk.path.toLowerCase())) continue;
      if (quirk.chance !== undefined && chance() >= quirk.chance) continue;
      entry.left -= 1;
      this.occurred.push({ kind: quirk.kind, path, page });
      return quirk;
    }
    return null;
  }

  /** Records were left out without a sign that a reader could see. */
  get hasHiddenRecords(): boolean {
    return this.emptied.length > 0 || this.occurred.some(({ kind }) => kind === "skip");
  }
}
