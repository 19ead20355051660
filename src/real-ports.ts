import type { Hmac, Ports } from "./ports.ts";

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
  hmac: webCryptoHmac(),
  // A redirect is returned like any other response: following it could send a bearer token to another host.
  fetch: (request) => fetch(request, { redirect: "manual" }),
  writeLine: (line) => {
    if (line["level"] === "error") console.error(line);
    else if (line["level"] === "warn") console.warn(line);
    else console.log(line);
  },
};

/** Imports each secret once: an import costs as much as the signature of a small body. */
function webCryptoHmac(): Hmac {
  const keys = new Map<string, CryptoKey>();
  return {
    async verify(secret, signature, data) {
      let key = keys.get(secret);
      if (key === undefined) {
        const algorithm = { name: "HMAC", hash: "SHA-256" };
        key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["verify"]);
        keys.set(secret, key);
      }
      return crypto.subtle.verify("HMAC", key, signature, data);
    },
  };
}
