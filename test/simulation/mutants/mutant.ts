export interface Edit {
  readonly file: string;
  /** Occurs exactly once in the file; a test fails when it no longer does. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutant {
  readonly name: string;
  /** What a hurried developer would have done, in one line. */
  readonly says: string;
  readonly edits: readonly Edit[];
}

export const one = (name: string, says: string, file: string, find: string, replace: string): Mutant => ({
  name,
  says,
  edits: [{ file, find, replace }],
});
