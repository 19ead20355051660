/**
 * A database that counts the statements prepared on it. A lane prepares each statement once and runs it once, reads
 * included.
 */
export function countPrepared(db: D1Database): { readonly db: D1Database; statements(): number } {
  let statements = 0;
  return {
    db: {
      prepare(query) {
        statements += 1;
        return db.prepare(query);
      },
      batch: (batch) => db.batch(batch),
      exec: (query) => db.exec(query),
      withSession: (constraint) => db.withSession(constraint),
      dump: () => db.dump(),
    },
    statements: () => statements,
  };
}
