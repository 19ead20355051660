import type { Call, Gate } from "../../sim/cloudflare/gate.ts";

/** An invocation that stands still at the first of its steps that `isHere` says, until it is told to go on. */
export function stallAt(isHere: (call: Call) => boolean) {
  const { promise: stalled, resolve: tell } = Promise.withResolvers<void>();
  const { promise: free, resolve: goOn } = Promise.withResolvers<void>();
  let isPast = false;
  const gate: Gate = async (call, effect) => {
    if (!isPast && isHere(call)) {
      isPast = true;
      tell();
      await free;
    }
    return effect();
  };
  return { gate, stalled, goOn: () => goOn() };
}
