import type { Call, Gate } from "../../sim/cloudflare/gate.ts";

/** An invocation that stops at its first step that satisfies `isHere`, until `goOn` is called. */
export function stallAt(isHere: (call: Call) => boolean) {
  const { promise: stalled, resolve: reportStall } = Promise.withResolvers<void>();
  const { promise: free, resolve: goOn } = Promise.withResolvers<void>();
  let isPast = false;
  const gate: Gate = async (call, effect) => {
    if (!isPast && isHere(call)) {
      isPast = true;
      reportStall();
      await free;
    }
    return effect();
  };
  return { gate, stalled, goOn: () => goOn() };
}
