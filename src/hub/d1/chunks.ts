/** A character has at most three bytes, and a D1 parameter of ours has at most a million bytes. */
const CHUNK_CHARACTERS = 300_000;

/** Rows in parts that each fit one bound parameter. */
export function chunksOf<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const chunks: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    const size = JSON.stringify(row).length + 1;
    if (size > room || chunks.length === 0) {
      chunks.push([]);
      room = CHUNK_CHARACTERS;
    }
    chunks.at(-1)?.push(row);
    room -= size;
  }
  return chunks;
}
