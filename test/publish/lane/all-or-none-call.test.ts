import { expect, it } from "vitest";
import { callAllOrNone, splitByErrors, type AfterCall } from "../../../src/publish/lane/all-or-none-call.ts";

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

interface Group {
  readonly lines: readonly string[];
}
/** Refuses any group that holds `bad`, without naming the line. */
function shop(bad: string) {
  const sent: string[] = [];
  const refused: string[] = [];
  const left: string[] = [];
  const send = async ({ lines }: Group, waiting: readonly Group[]): Promise<AfterCall<Group, string>> => {
    sent.push(`${lines.join("")} before ${waiting.map((group) => group.lines.join("")).join(",")}`);
    if (!lines.includes(bad)) return { kind: "next", groups: [] };
    const { named, again } = splitByErrors(lines, [error(null)]);
    refused.push(...named.map(([line]) => line));
    return { kind: "next", groups: again.map((part) => ({ lines: part })) };
  };
  const leave = (groups: readonly Group[]) => void left.push(...groups.map(({ lines }) => lines.join("")));
  return { sent, refused, left, send, leave };
}

it("halves until the failing line is alone; the parts go before the waiting groups", async () => {
  const { sent, refused, left, ...call } = shop("b");
  expect(await callAllOrNone({ lines: ["a", "b", "c", "d"] }, { callsMax: 9, ...call })).toBeNull();
  expect(sent).toEqual(["abcd before ", "ab before cd", "a before b,cd", "b before cd", "cd before "]);
  expect([refused, left]).toEqual([["b"], []]);
});

it("leaves all groups that wait once its calls are used up", async () => {
  const { sent, left, ...call } = shop("a");
  expect(await callAllOrNone({ lines: ["a", "b", "c", "d"] }, { callsMax: 2, ...call })).toBeNull();
  expect([sent.length, left]).toEqual([2, ["a", "b", "cd"]]);
});

it("makes no call for a group without lines, and counts the requests that a call reports", async () => {
  let calls = 0;
  const send = async (): Promise<AfterCall<Group, string>> => {
    calls += 1;
    return { kind: "next", groups: [{ lines: [] }, { lines: ["a"] }], calls: 2 };
  };
  await callAllOrNone({ lines: [] }, { callsMax: 4, send, leave: () => undefined });
  expect(calls).toBe(0);
  await callAllOrNone({ lines: ["a"] }, { callsMax: 4, send, leave: () => undefined });
  expect(calls).toBe(2);
});

it("makes no further call after an end, and returns it", async () => {
  const ended = await callAllOrNone<Group, string>(
    { lines: ["a"] },
    { callsMax: 4, send: async () => ({ kind: "end", end: "stopped" }), leave: () => expect.unreachable() },
  );
  expect(ended).toBe("stopped");
});
