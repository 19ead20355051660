/** Counts by name: faults that counts, steps that were covered, checks that were made. */
export class Tally {
  readonly counts: Record<string, number> = {};
  /** Of all. */
  sum = 0;

  add(name: string, by = 1): void {
    this.sum += by;
    if (by !== 0) this.counts[name] = (this.counts[name] ?? 0) + by;
  }

  addAll(counts: Readonly<Record<string, number>>): void {
    for (const [name, by] of Object.entries(counts)) this.add(name, by);
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  sorted(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
