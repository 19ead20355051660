/** A shelf label: up to three lines of text on one colour, as a grid of dots. */
import { GLYPH_HEIGHT, GLYPH_WIDTH, hasDot } from "./font.ts";

export type Colour = readonly [red: number, green: number, blue: number];

export interface Label {
  readonly lines: readonly string[];
  readonly ground: Colour;
}

/** Two colours by their dots; each dot is drawn as a square. */
export interface Dots {
  readonly width: number;
  readonly height: number;
  readonly ground: Colour;
  readonly ink: Colour;
  isInk(column: number, row: number): boolean;
}

const LETTERS = 12;
const LINES = 3;

export function dotsOf({ lines, ground }: Label): Dots {
  const shown = lines.slice(0, LINES).map((line) => fold(line).slice(0, LETTERS));
  const [red, green, blue] = ground;
  const isDark = red * 3 + green * 6 + blue < 1_280;
  const width = LETTERS * GLYPH_WIDTH + 2;
  const height = LINES * GLYPH_HEIGHT + 2;
  const grid = new Uint8Array(width * height);
  for (const [line, text] of shown.entries())
    for (const [place, letter] of Array.from(text).entries())
      for (let column = 0; column < GLYPH_WIDTH; column++)
        for (let row = 0; row < GLYPH_HEIGHT; row++)
          if (hasDot(letter, column, row))
            grid[(1 + line * GLYPH_HEIGHT + row) * width + 1 + place * GLYPH_WIDTH + column] = 1;
  return {
    width,
    height,
    ground,
    ink: isDark ? [255, 255, 255] : [16, 16, 16],
    isInk: (column, row) => grid[row * width + column] === 1,
  };
}

/** The words of a name on lines that fit. */
export function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LETTERS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.slice(0, LETTERS));
  }
  return lines;
}

const fold = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toUpperCase();
