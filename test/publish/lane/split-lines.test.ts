import { expect, it } from "vitest";
import { splitByErrors } from "../../../src/publish/lane/split-lines.ts";

const error = (line: number | null) => ({ line, code: "INVALID", message: `line ${line}` });

it.each([
  ["an error of one line: it is named, the others go again", 3, [error(1)], ["b"], [["a", "c"]]],
  ["errors of all lines: nothing goes again", 2, [error(0), error(1)], ["a", "b"], []],
  ["a line's error beside one of none: the line is named first", 2, [error(null), error(0)], ["a"], [["b"]]],
  [
    "an error of no line: halves, the first the larger",
    5,
    [error(null)],
    [],
    [
      ["a", "b", "c"],
      ["d", "e"],
    ],
  ],
  ["an error of no line, of a single one: it is meant", 1, [error(null)], ["a"], []],
  ["a line that was not sent: the others go again", 2, [error(7)], [], [["a", "b"]]],
  ["refused without an error, a single line: it goes again", 1, [], [], [["a"]]],
] as const)("%s", (_, count, errors, named, again) => {
  const after = splitByErrors(["a", "b", "c", "d", "e"].slice(0, count), errors);
  expect([after.named.map(([line]) => line), after.again]).toEqual([named, again]);
});
