import { expect, it } from "vitest";
import { foundIn } from "../../../src/rules/drift/compare.ts";
import { compareMedia } from "../../../src/rules/drift/media.ts";
import { NOTHING_SENT, type SentMedia } from "../../../src/rules/images/media-plan.ts";

const wanted = (fileGid: string | null, sku = "P1E1") => ({ content: "c", sku, fileGid, isFailed: false });
const sentOf = (over: Partial<SentMedia> = {}): SentMedia => ({
  ...NOTHING_SENT,
  files: ["f/1", "f/2"].map((gid) => ({ gid, sure: true })),
  order: ["f/1", "f/2"],
  orderBefore: ["f/2", "f/1"],
  ...over,
});
const live = (...ids: string[]) => ids.map((id) => ({ id, isReady: true, isFailed: false }));
const own = new Set(["f/1", "f/2", "f/3"]);

it.each([
  ["all in their places", {}, ["f/1", "f/2"], []],
  ["media of the merchant between ours", {}, ["m/9", "f/1", "m/8", "f/2"], []],
  ["one that is missing", {}, ["f/1"], ["image-missing P1E12 f/2 –"]],
  ["one whose attaching has no known outcome", { files: [{ gid: "f/2", sure: false }] }, ["f/1"], []],
  ["a file of ours too many", {}, ["f/1", "f/2", "f/3"], ["image-extra  – f/3"]],
  [
    "a file too many that a call without outcome attached",
    { files: [{ gid: "f/3", sure: false }] },
    ["f/1", "f/2", "f/3"],
    [],
  ],
  ["the order before our call", {}, ["f/2", "m/9", "f/1"], ["image-order  1, 2 2, 1"]],
  ["an order that is the merchant's", { isOrderKept: true }, ["f/2", "f/1"], []],
  ["an order of neither of our calls", { orderBefore: ["f/1", "f/2"] }, ["f/2", "f/1"], []],
] as const)("%s", (_, sent, shown, findings) => {
  const lines = compareMedia(
    { wanted: [wanted("f/1"), wanted("f/2", "P1E12"), wanted(null)], sent: sentOf(sent) },
    live(...shown),
    own,
    foundIn(1),
  );
  expect(lines.map(({ kind, sku, expected, actual }) => [kind, sku, expected ?? "–", actual ?? "–"].join(" "))).toEqual(
    findings,
  );
});
