/**
 * What a record of ProdutoSkuEspecificacao carries. The same collection holds pictures and texts ("Conservação: manter
 * em local seco"): a record is a picture when its value can only be one, or when its name says so.
 */
export type SourceValue =
  | { readonly kind: "url"; readonly url: string }
  /** Base64 of the picture; it may hold blanks and line breaks. */
  | { readonly kind: "inline"; readonly base64: string }
  | { readonly kind: "specification"; readonly value: string }
  /** It is named a picture and holds none. */
  | { readonly kind: "blank" }
  /** A `data:` URL that is no base64 picture. */
  | { readonly kind: "unreadable" };

const PICTURE_NAME = /imagem|imagens|foto|figura|picture|image|photo/i;
const PICTURE_ADDRESS = /^https?:\/\/\S+$/i;
const PICTURE_EXTENSION = /\.(?:jpe?g|png|gif|webp|heic|avif|svg|bmp)(?:[?#]|$)/i;
/** JPEG, PNG, GIF, WebP, SVG and XML, as their first bytes look in base64. */
const PICTURE_BASE64 = /^(?:\/9j\/|iVBORw0KGgo|R0lGOD|UklGR|PHN2Z|PD94bWw)/;
/** A shorter text in letters of base64 is a word. */
const BASE64_LENGTH_MIN = 64;

/** @param isFlagged the record says whether it is the main picture, which texts do not */
export function sourceValue(name: string, value: string | null, isFlagged: boolean): SourceValue {
  const text = (value ?? "").trim();
  const isNamedPicture = PICTURE_NAME.test(name);
  if (text === "") return isNamedPicture ? { kind: "blank" } : { kind: "specification", value: "" };
  if (/^data:/i.test(text)) {
    const comma = text.indexOf(",");
    const isBase64 = comma > 0 && /;base64$/i.test(text.slice(0, comma).trim());
    return isBase64 ? { kind: "inline", base64: text.slice(comma + 1) } : { kind: "unreadable" };
  }
  if (PICTURE_ADDRESS.test(text)) {
    const isPicture = isNamedPicture || isFlagged || PICTURE_EXTENSION.test(text);
    return isPicture ? { kind: "url", url: text } : { kind: "specification", value: text };
  }
  const start = text.slice(0, BASE64_LENGTH_MIN * 2);
  const isBase64 = text.length >= BASE64_LENGTH_MIN && /^[A-Za-z0-9+/_\-\s]+=*\s*$/.test(start);
  if (isBase64 && (PICTURE_BASE64.test(start) || isNamedPicture)) return { kind: "inline", base64: text };
  return isNamedPicture ? { kind: "unreadable" } : { kind: "specification", value: text };
}
