/** WebCrypto's check of a signature, computed at once: a thread's answer would come at a time that no seed decides. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Hmac } from "../../src/ports.ts";

export const simulatedHmac: Hmac = {
  async verify(secret, signature, data) {
    const wanted = createHmac("sha256", secret).update(data).digest();
    return signature.byteLength === wanted.byteLength && timingSafeEqual(signature, wanted);
  },
};
