import * as fc from "fast-check";
import { expect, it } from "vitest";
import { mediaPlan, NOTHING_SENT, type MediaPlan } from "../../../src/rules/images/media-plan.ts";

/** Shopify's job: moves of media that left the product meanwhile have no effect. */
function ordered(list: readonly string[], moves: MediaPlan["moves"]): readonly string[] {
  let now = list;
  for (const { id, newPosition } of moves) {
    if (!now.includes(id)) continue;
    const others = now.filter((each) => each !== id);
    now = [...others.slice(0, newPosition), id, ...others.slice(newPosition)];
  }
  return now;
}

it("the order is the same whether Shopify's job runs before the old pictures left or after (seed 6002)", () => {
  const ids = ["a", "b", "c", "d", "e", "f", "g"];
  fc.assert(
    fc.property(fc.shuffledSubarray(ids), fc.shuffledSubarray(ids), fc.subarray(ids), (liveIds, wantedIds, ours) => {
      const live = liveIds.map((id) => ({ id, isReady: true, isFailed: false }));
      const wanted = wantedIds.map((id) => ({ content: id, sku: "P1E1", fileGid: id, isFailed: false }));
      const files = ours.filter((id) => liveIds.includes(id)).map((gid) => ({ gid, sure: true }));
      const { attach, detach, moves, sent } = mediaPlan(wanted, live, [], { ...NOTHING_SENT, files });
      const attached = [...liveIds, ...attach];
      const without = (list: readonly string[]) => list.filter((id) => !detach.includes(id));
      expect(without(ordered(attached, moves))).toEqual(sent.order);
      expect(ordered(without(attached), moves)).toEqual(sent.order);
    }),
  );
});
