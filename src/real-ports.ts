import type { Ports } from "./ports.ts";

/** The world as workerd provides it: the only file of `src` that uses clock, chance, timers, network and console. */
export const realPorts: Ports = {
  clock: {
    now: () => Date.now(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const timer = setTimeout(() => {
          signal?.removeEventListener("abort", stop);
          resolve();
        }, ms);
        function stop(): void {
          clearTimeout(timer);
          reject(signal?.reason);
        }
        signal?.addEventListener("abort", stop, { once: true });
      }),
  },
  random: {
    fraction: () => Math.random(),
    uuid: () => crypto.randomUUID(),
  },
  // A redirect is returned like any other response: following it could send a bearer token to another host.
  fetch: (request) => fetch(request, { redirect: "manual" }),
  writeLine: (line) => {
    if (line["level"] === "error") console.error(line);
    else if (line["level"] === "warn") console.warn(line);
    else console.log(line);
  },
};
