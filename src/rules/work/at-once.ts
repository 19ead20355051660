/**
 * Works through a list with at most `atOnce` under way. The next one begins as soon as one ends, in the list's order.
 * All promises belong to the caller's invocation: an isolate must not wait for another invocation's work.
 * Rejects with the first error of `work`; what is under way still ends.
 */
export async function eachAtOnce<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
