/**
 * A baseline JPEG of squares of 8 × 8 pixels. A square of one colour is its mean alone, so each block is one DC
 * coefficient and "end of block"; the Huffman tables hold just that.
 */
import type { Colour, Dots } from "./label.ts";

const QUANTUM = 8; // times the transform's own 8: a step of the coefficient is a step of brightness
const CATEGORIES = [0, 1, 2, 3, 4, 5, 6, 7, 8];

export function jpegOf(dots: Dots): Uint8Array<ArrayBuffer> {
  const bits = new Bits();
  const last = [0, 0, 0];
  const ground = yccOf(dots.ground);
  const ink = yccOf(dots.ink);
  for (let row = 0; row < dots.height; row++)
    for (let column = 0; column < dots.width; column++) {
      const colour = dots.isInk(column, row) ? ink : ground;
      for (const [part, value] of colour.entries()) {
        const difference = value - (last[part] ?? 0);
        last[part] = value;
        const category = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
        bits.put(category, 4); // nine codes of four bits, in the order of the categories
        if (category > 0) bits.put(difference > 0 ? difference : difference + 2 ** category - 1, category);
        bits.put(0, 1); // end of block
      }
    }
  const width = dots.width * 8;
  const height = dots.height * 8;
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
      segment(0xdb, [0, ...Array.from({ length: 64 }, () => QUANTUM)]),
      segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
      segment(0xc4, [0x00, ...lengths(4, CATEGORIES.length), ...CATEGORIES]),
      segment(0xc4, [0x10, ...lengths(1, 1), 0x00]),
      segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
      bits.end(),
      Buffer.from([0xff, 0xd9]),
    ]),
  );
}

/** Brightness and two colour differences, each from -128 to 127. */
function yccOf([red, green, blue]: Colour): readonly number[] {
  return [
    within(0.299 * red + 0.587 * green + 0.114 * blue - 128),
    within(-0.1687 * red - 0.3313 * green + 0.5 * blue),
    within(0.5 * red - 0.4187 * green - 0.0813 * blue),
  ];
}

const within = (value: number) => Math.max(-128, Math.min(127, Math.round(value)));

/** How many codes there are of each length, 1 to 16 bits. */
const lengths = (bits: number, count: number): number[] =>
  Array.from({ length: 16 }, (_, index) => (index + 1 === bits ? count : 0));

function segment(marker: number, data: readonly number[]): Buffer {
  const size = data.length + 2;
  return Buffer.from([0xff, marker, size >> 8, size & 255, ...data]);
}

class Bits {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  put(value: number, width: number): void {
    for (let bit = width - 1; bit >= 0; bit--) {
      this.#held = (this.#held << 1) | ((value >> bit) & 1);
      this.#count += 1;
      if (this.#count === 8) this.#flush();
    }
  }

  end(): Buffer {
    while (this.#count > 0) this.put(1, 1);
    return Buffer.from(this.#bytes);
  }

  #flush(): void {
    this.#bytes.push(this.#held);
    if (this.#held === 0xff) this.#bytes.push(0); // 0xff alone would begin a marker
    this.#held = 0;
    this.#count = 0;
  }
}
