import { describe, expect, it } from "vitest";
import { jpegOf } from "../../../sim/pictures/jpeg.ts";
import { dotsOf } from "../../../sim/pictures/label.ts";
import { pngClaiming, pngOf } from "../../../sim/pictures/png.ts";
import { webpOf } from "../../../sim/pictures/webp.ts";
import { inspectPicture, PICTURE_BYTES_MAX } from "../../../src/rules/images/inspect.ts";

const DOTS = dotsOf({ lines: ["ARROZ"], ground: [200, 40, 60] });
const latin = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const gif = (width: number, height: number) =>
  join(latin("GIF89a"), Uint8Array.of(width & 255, width >> 8, height & 255, height >> 8, 0, 0, 0, 0x3b));
const heic = join(
  latin("\0\0\0\x18ftypheic\0\0\0\0heicmif1"),
  latin("\0\0\0\x14ispe\0\0\0\0\0\0\x02\0\0\0\x01\0"),
  new Uint8Array(32),
);

/** A JPEG whose first marker is the frame, of this size. */
const jpegClaiming = (width: number, height: number) =>
  join(
    Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0),
    Uint8Array.of(0xff, 0xd9),
  );

describe("a picture by its own bytes", () => {
  it.each<[string, Uint8Array, object]>([
    ["JPEG", jpegOf(DOTS), { type: "image/jpeg", width: 592, height: 208 }],
    ["PNG", pngOf(DOTS), { type: "image/png", width: 296, height: 104 }],
    ["GIF", gif(320, 200), { type: "image/gif", width: 320, height: 200 }],
    ["the largest square", pngClaiming(4_472, 4_472), { width: 4_472, height: 4_472 }],
    [
      "a JPEG with fillers between its markers",
      join(jpegOf(DOTS).slice(0, 2), latin("\xff\xff"), jpegOf(DOTS).slice(2)),
      { width: 592 },
    ],
    ["a JPEG with a blank tail", join(jpegOf(DOTS), new Uint8Array(100)), { width: 592 }],
  ])("%s is accepted", (_name, bytes, expected) => {
    expect(inspectPicture(bytes, false)).toMatchObject({ ok: true, ...expected });
  });

  it("WebP and HEIC are accepted only where the settings allow them", () => {
    for (const [bytes, width, height] of [
      [webpOf(DOTS), 148, 52],
      [heic, 512, 256],
    ] as const) {
      expect(inspectPicture(bytes, false)).toEqual({ ok: false, fault: "unsupported" });
      expect(inspectPicture(bytes, true)).toMatchObject({ ok: true, width, height });
    }
  });

  it.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "empty"],
    ["a page", latin("<!DOCTYPE html><html></html>"), "html"],
    ["a page behind a byte order mark and blanks", latin("\xef\xbb\xbf  \r\n<html>"), "html"],
    ["an SVG", latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), "svg"],
    ["an SVG behind its XML line and a comment", latin('<?xml version="1.0"?>\n<!-- x -->\n<svg>'), "svg"],
    ["a PDF", latin("%PDF-1.7 ..............................."), "not-a-picture"],
    ["a bitmap", latin("BM......................................"), "not-a-picture"],
    ["noise", Uint8Array.from({ length: 600 }, (_, index) => (index * 37 + 11) % 251), "not-a-picture"],
    ["half of a JPEG", jpegOf(DOTS).slice(0, 2_000), "cut"],
    ["half of a PNG", pngOf(DOTS).slice(0, 100), "cut"],
    ["the signature of a PNG alone", pngOf(DOTS).slice(0, 8), "cut"],
    ["the start of a JPEG alone", latin("\xff\xd8\xff\xe0"), "cut"],
    ["a header of 30,000 × 30,000 pixels", pngClaiming(30_000, 30_000), "too-many-pixels"],
    ["a JPEG of 65,535 × 65,535 pixels", jpegClaiming(65_535, 65_535), "too-many-pixels"],
    ["one pixel too wide", pngClaiming(4_473, 10), "too-many-pixels"],
    ["a JPEG without a size", jpegClaiming(0, 0), "not-a-picture"],
    ["a page that begins like a GIF", latin("GIF89a"), "cut"],
    ["a polyglot: a script behind the letters of a picture", latin("\xff\xd8\xff<script>alert(1)</script>"), "cut"],
    ["more than 20 MB", new Uint8Array(PICTURE_BYTES_MAX + 1), "too-large"],
  ])("%s is refused", (_name, bytes, fault) => {
    expect(inspectPicture(bytes, false)).toEqual({ ok: false, fault });
  });

  it("no cut of a picture breaks the reader", () => {
    for (const whole of [jpegOf(DOTS), pngOf(DOTS), gif(9, 9), heic, webpOf(DOTS)])
      for (let length = 0; length < Math.min(whole.length, 400); length++)
        expect(() => inspectPicture(whole.slice(0, length), true)).not.toThrow();
  });
});
