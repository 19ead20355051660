/** A lossless WebP of two colours: each channel has one or two values, so a pixel is at most one bit a channel. */
import type { Dots } from "./label.ts";

export function webpOf(dots: Dots, scale = 2): Uint8Array<ArrayBuffer> {
  const bits = new Bits();
  const width = dots.width * scale;
  const height = dots.height * scale;
  bits.put(0x2f, 8);
  bits.put(width - 1, 14);
  bits.put(height - 1, 14);
  bits.put(0, 1 + 3); // no alpha, version 0
  bits.put(0, 1 + 1 + 1); // no transform, no colour cache, one group of codes
  // Green, red, blue, in the order of the format; alpha and distance have one value each.
  const channels = [1, 0, 2].map((index) => ({
    ground: dots.ground[index] ?? 0,
    ink: dots.ink[index] ?? 0,
  }));
  for (const { ground, ink } of channels) bits.code([ground, ink]);
  bits.code([255]);
  bits.code([0]);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isInk = dots.isInk(Math.floor(x / scale), Math.floor(y / scale));
      for (const { ground, ink } of channels)
        if (ground !== ink) bits.put((isInk ? ink : ground) === Math.max(ground, ink) ? 1 : 0, 1);
    }
  const data = bits.end();
  const padded = data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)]);
  const head = Buffer.alloc(20);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(4 + 8 + padded.length, 4);
  head.write("WEBPVP8L", 8, "latin1");
  head.writeUInt32LE(data.length, 16);
  return Uint8Array.from(Buffer.concat([head, padded]));
}

/** The lowest bit first. */
class Bits {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  put(value: number, width: number): void {
    for (let bit = 0; bit < width; bit++) {
      this.#held |= ((value >> bit) & 1) << this.#count;
      this.#count += 1;
      if (this.#count < 8) continue;
      this.#bytes.push(this.#held);
      this.#held = 0;
      this.#count = 0;
    }
  }

  /** A simple prefix code of one or two values; the lower one is the bit 0. */
  code(values: readonly number[]): void {
    const symbols = [...new Set(values)].sort((one, other) => one - other);
    this.put(1, 1);
    this.put(symbols.length - 1, 1);
    this.put(1, 1); // the first value has eight bits
    for (const symbol of symbols) this.put(symbol, 8);
  }

  end(): Buffer {
    while (this.#count > 0) this.put(0, 1);
    return Buffer.from(this.#bytes);
  }
}
