/** Deliberate defects, one at a time: a simulation that does not find them finds nothing. */
export interface Mutant {
  readonly name: string;
  /** What a hurried developer would have done, in one line. */
  readonly says: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

export const MUTANTS: readonly Mutant[] = [];
