/** Similar products: as the ERP or a CSV lists them. The ERP's flag `indKit` says only that there are some. */

/** Shopify takes so many references in one metafield. */
const SIMILARS_MAX = 128;

/** In their order, each once, without the product itself. */
export const similarsOf = (seqProduct: number, listed: readonly number[]): readonly number[] =>
  [...new Set(listed)].filter((similar) => similar !== seqProduct).slice(0, SIMILARS_MAX);

export interface SimilarLine {
  readonly seqProduct: number;
  /** Empty: the list of the file is taken away, and the ERP's counts. */
  readonly similars: readonly number[];
}

export interface SimilarFault {
  /** From 1, as an editor shows it. */
  readonly line: number;
  readonly text: string;
  readonly fault: "product" | "similar";
}

const NUMBER = /^(?:P)?([1-9]\d{0,14})(?:E\d+(?:\.\d+)?)?$/i;

/**
 * A line is `product;similar;similar…`, between `;` or tabs, or with commas in the second column. A number may be
 * written as a SKU (`P919E1`). A first line without numbers is the heading. Lines of one product are one list.
 */
export function readSimilars(csv: string): {
  readonly lines: readonly SimilarLine[];
  readonly faults: readonly SimilarFault[];
} {
  const lists = new Map<number, number[]>();
  const faults: SimilarFault[] = [];
  for (const [index, text] of csv
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (text.trim() === "") continue;
    const separator = /[;\t]/.test(text) ? /[;,\t]/ : /[,]/;
    const cells = text.split(separator).map((cell) => cell.trim().replaceAll(/^"|"$/g, ""));
    const [first = "", ...others] = cells;
    if (index === 0 && cells.every((cell) => !/\d/.test(cell))) continue;
    const seqProduct = numberIn(first);
    const similars = others.filter((cell) => cell !== "").map(numberIn);
    const fault = seqProduct === null ? "product" : similars.includes(null) ? "similar" : null;
    if (seqProduct === null || fault !== null) faults.push({ line: index + 1, text, fault: fault ?? "product" });
    else lists.set(seqProduct, [...(lists.get(seqProduct) ?? []), ...similars.filter((each) => each !== null)]);
  }
  const lines = [...lists].map(([seqProduct, listed]) => ({ seqProduct, similars: similarsOf(seqProduct, listed) }));
  return { lines, faults };
}

function numberIn(cell: string): number | null {
  const digits = NUMBER.exec(cell)?.[1];
  return digits === undefined ? null : Number(digits);
}
