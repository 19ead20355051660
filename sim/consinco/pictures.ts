/**
 * The ERP's pictures: which a product has, in which form they are on the wire, and what is wrong with some of them.
 * Everything is derived from the seed until a control changes a picture. The picture itself is a shelf label with the
 * product's name and colour.
 */
import { hash } from "node:crypto";
import { jpegOf } from "../pictures/jpeg.ts";
import { dotsOf, wrap, type Colour } from "../pictures/label.ts";
import { pngClaiming, pngOf } from "../pictures/png.ts";
import { webpOf } from "../pictures/webp.ts";
import type { Product } from "./catalogue/types.ts";
import type { Erp } from "./erp.ts";
import { fraction } from "./hash.ts";

/** Slots 0 to 2 are the product's, 3 is its last package's own, 4 is a specification that is no picture. */
export const SLOTS = 5;
export const PACKAGE_SLOT = 3;
export const SPECIFICATION_SLOT = 4;
const PRODUCT_SLOTS = 3;

export const PICTURE_FAULTS = [
  "missing", // 404
  "html", // an error page with status 200 and the picture's content type
  "svg",
  "truncated", // half of the bytes
  "huge", // a header that claims 30,000 × 30,000 pixels
  "noise", // no picture at all
  "placeholder", // the same "SEM FOTO" for every product that has none
] as const;
export type PictureFault = (typeof PICTURE_FAULTS)[number];

export interface Picture {
  /** How the record carries it. */
  readonly form: "url" | "data" | "base64";
  readonly type: "jpeg" | "png" | "webp";
  readonly fault: PictureFault | null;
  /** Rises when the picture is replaced under the same address. */
  readonly version: number;
}

/** What a control has changed: another picture, or none. */
export interface PictureChange {
  readonly picture: Picture | null;
  readonly changedAt: number;
}

export const slotKey = (seqProduto: number, slot: number): string => `${seqProduto}-${slot}`;

/** The picture in a slot now; null: the slot is empty. */
export function pictureIn(erp: Erp, product: Product, productIndex: number, slot: number): Picture | null {
  const changed = erp.pictures.get(slotKey(product.seqProduto, slot));
  if (changed) return changed.picture;
  if (slot === SPECIFICATION_SLOT || !isFilled(erp, product, productIndex, slot)) return null;
  const { seed, badPictureShare } = erp.settings;
  const form = fraction(seed ^ 0x2b, productIndex, slot);
  const type = fraction(seed ^ 0x3c, productIndex, slot);
  const fault = fraction(seed ^ 0x4d, productIndex, slot);
  return {
    form: form < 0.05 ? "data" : form < 0.1 ? "base64" : "url",
    // WebP is a fault as long as nothing allows it.
    type: type < 0.6 ? "jpeg" : type < 1 - badPictureShare ? "png" : "webp",
    fault:
      fault < badPictureShare
        ? (PICTURE_FAULTS[Math.floor((fault / badPictureShare) * PICTURE_FAULTS.length)] ?? null)
        : null,
    version: 1,
  };
}

function isFilled(erp: Erp, product: Product, productIndex: number, slot: number): boolean {
  const { seed } = erp.settings;
  if (slot === PACKAGE_SLOT) return product.skuCount > 1 && fraction(seed ^ 0x5e, productIndex) < 0.3;
  const draw = fraction(seed ^ 0x1a, productIndex);
  const count = draw < 0.1 ? 0 : draw < 0.75 ? 1 : draw < 0.92 ? 2 : PRODUCT_SLOTS;
  return slot < count;
}

/** The text of the product's specification that is no picture; null: it is switched off; undefined: there is none. */
export function specificationOf(erp: Erp, product: Product, productIndex: number): string | null | undefined {
  const changed = erp.specifications.get(product.seqProduto);
  if (changed) return changed.value;
  return fraction(erp.settings.seed ^ 0x6f, productIndex) < 0.2 ? "Manter em local seco e fresco" : undefined;
}

const EXTENSIONS = { jpeg: "jpg", png: "png", webp: "webp" } as const;
export const fileNameOf = (product: Product, slot: number, { type }: Picture): string =>
  `${product.seqProduto}-${slot + 1}.${EXTENSIONS[type]}`;

export interface PictureFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** What is at the picture's address, or in its record. */
export function fileOf(product: Product, slot: number, picture: Picture): PictureFile {
  const { type, fault, version } = picture;
  const contentType = `image/${type}`;
  switch (fault) {
    case "html":
      return { bytes: text("<!DOCTYPE html><html><body>404 - imagem não encontrada</body></html>"), contentType };
    case "svg":
      return {
        bytes: text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        contentType: "image/svg+xml",
      };
    case "huge":
      return { bytes: pngClaiming(30_000, 30_000), contentType };
    case "noise":
      return { bytes: Uint8Array.from({ length: 600 }, (_, index) => (index * 37 + 11) % 251), contentType };
    case "placeholder":
      return { bytes: pngOf(dotsOf({ lines: ["SEM FOTO"], ground: [200, 200, 200] })), contentType: "image/png" };
    case "missing":
    case "truncated":
    case null: {
      const dots = dotsOf({
        lines: [
          ...wrap(labelOf(product)).slice(0, 2),
          `${product.seqProduto}-${slot + 1}${version > 1 ? ` V${version}` : ""}`,
        ],
        ground: colourOf(product.seqProduto, version),
      });
      const drawn = type === "jpeg" ? jpegOf(dots) : type === "png" ? pngOf(dots) : webpOf(dots);
      return { bytes: fault === "truncated" ? drawn.slice(0, drawn.length >> 1) : drawn, contentType };
    }
  }
}

const text = (words: string) => Uint8Array.from(new TextEncoder().encode(words));

/** The name when the picture was taken: a product that is called otherwise keeps its picture. */
const LABELS = new WeakMap<Product, string>();
function labelOf(product: Product): string {
  const label = LABELS.get(product) ?? product.descReduzida;
  LABELS.set(product, label);
  return label;
}

function colourOf(seqProduto: number, version: number): Colour {
  const part = (salt: number) => 40 + Math.floor(fraction(seqProduto, salt, version) * 200);
  return [part(1), part(2), part(3)];
}

/** The image host: no login, an ETag, and "not modified" to who has the picture already. Undefined: not an address of it. */
export function pictureAt(erp: Erp, request: Request, url: URL): Response | undefined {
  const folder = new URL(erp.settings.imageBase).pathname;
  const [, seq = "", place = ""] = /^(\d+)-(\d+)\.\w+$/.exec(url.pathname.slice(folder.length + 1)) ?? [];
  if (request.method !== "GET" || !url.pathname.startsWith(`${folder}/`)) return undefined;
  const index = erp.productBySeq.get(Number(seq));
  const product = index === undefined ? undefined : erp.catalogue.products[index];
  const slot = Number(place) - 1;
  const picture = product && index !== undefined ? pictureIn(erp, product, index, slot) : null;
  if (!product || !picture || picture.fault === "missing") return new Response("não encontrada", { status: 404 });
  const { bytes, contentType } = fileOf(product, slot, picture);
  const etag = `"${hash("sha1", bytes).slice(0, 16)}"`;
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers: { etag } });
  return new Response(bytes, {
    headers: { "content-type": contentType, etag, "content-length": String(bytes.length) },
  });
}
