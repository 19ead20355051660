/** Passing misbehaviours of the pages: what a list does that changes while it is read, or a server that answers from a stale cache. */
export interface Quirk {
  readonly kind:
    | "repeat" // page n answers with page n−1's records
    | "overlap" // begins `rows` early: the same records on two pages
    | "skip"; // begins `rows` late, as if earlier records had left the list meanwhile
  /** Part of the path; absent = every collection. */
  readonly path?: string;
  readonly rows?: number;
  /** How many pages it strikes; absent = until cleared. */
  readonly times?: number;
  /** Absent = always. */
  readonly chance?: number;
}

export class Quirks {
  #active: { quirk: Quirk; left: number }[] = [];
  readonly struck: { kind: Quirk["kind"]; path: string; page: number }[] = [];
  /** Repeated pages that a reader cannot know as such: empty ones, and those that are not just what the page before gave. */
  readonly hidden: { path: string; page: number }[] = [];
  #given = new Map<string, { readonly page: number; readonly text: string }>();

  add(quirk: Quirk): void {
    this.#active.push({ quirk, left: quirk.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#active = [];
  }

  /** The quirk that strikes this page. The first page is never struck: there is nothing before it. */
  take(path: string, page: number, chance: () => number): Quirk | null {
    if (page < 2) return null;
    for (const entry of this.#active) {
      const { quirk } = entry;
      if (entry.left <= 0) continue;
      if (quirk.path !== undefined && !path.toLowerCase().includes(quirk.path.toLowerCase())) continue;
      if (quirk.chance !== undefined && chance() >= quirk.chance) continue;
      entry.left -= 1;
      this.struck.push({ kind: quirk.kind, path, page });
      return quirk;
    }
    return null;
  }

  /** Keeps what a page of a list gave, so that the next one, if it repeats, can be held against it. */
  note(list: string, path: string, page: number, items: readonly unknown[], quirk: Quirk | null): void {
    if (this.#active.length === 0) return;
    const text = JSON.stringify(items);
    const before = this.#given.get(list);
    const isSeen = before?.page !== page - 1 || before.text === text;
    if (quirk?.kind === "repeat" && (items.length === 0 || !isSeen)) this.hidden.push({ path, page });
    this.#given.set(list, { page, text });
  }

  /** Records were left out without a sign that a reader could see. */
  get hasHiddenRecords(): boolean {
    return this.hidden.length > 0 || this.struck.some(({ kind }) => kind === "skip");
  }
}
