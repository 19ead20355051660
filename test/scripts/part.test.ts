import { expect, it } from "vitest";
import { runQuiet, side, type Part } from "../../scripts/lib/part.ts";

/** A part that notes when it begins and ends, and yields in between. */
function noting(log: string[], name: string, failed = 0): Part {
  return async () => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ends`);
    return { name, passed: 1 - failed, failed, skipped: 0, durationMs: 1 };
  };
}

it("rows run at the same time, the parts of a row one after the other", async () => {
  const log: string[] = [];
  const results = await side([[noting(log, "a"), noting(log, "b")], [noting(log, "c")]], () => undefined);
  expect(log.slice(0, 2)).toEqual(["a begins", "c begins"]);
  expect(log.indexOf("b begins")).toBeGreaterThan(log.indexOf("a ends"));
  expect(results.map(({ name }) => name)).toEqual(["a", "b", "c"]);
});

it("a failed part is in the results and stops none of the others", async () => {
  const shown: string[] = [];
  const parts = [noting([], "a", 1), noting([], "b")];
  const results = await side([parts], ({ name }) => shown.push(name));
  expect(results.map(({ failed }) => failed)).toEqual([1, 0]);
  expect(shown).toEqual(["a", "b"]);
});

it("a command counts as one test by its name, and a program that is not there as a failure", async () => {
  const node = (code: number) => [process.execPath, "-e", `process.exit(${code})`];
  expect(await runQuiet("good", node(0))).toMatchObject({ name: "good", passed: 1, failed: 0 });
  expect(await runQuiet("bad", node(3))).toMatchObject({ passed: 0, failed: 1 });
  expect(await runQuiet("missing", ["no-such-program-of-ours"])).toMatchObject({ passed: 0, failed: 1 });
});
