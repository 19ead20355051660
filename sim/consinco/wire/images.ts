/** Image records: none to three a product, derived from its number until a control replaces the main one. */
import type { Product } from "../catalogue/types.ts";
import type { Erp } from "../erp.ts";
import { fraction } from "../hash.ts";
import { toLocal } from "../local-time.ts";
import type { Item } from "./dialect.ts";

/** A whole 1×1 PNG: what a `data:` URL and a bare base64 carry. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
export const IMAGES_MAX = 3;

export function imageCount(erp: Erp, productIndex: number): number {
  const draw = fraction(erp.settings.seed ^ 0x1a, productIndex);
  return draw < 0.1 ? 0 : draw < 0.75 ? 1 : draw < 0.92 ? 2 : IMAGES_MAX;
}

/** `place` 0 is the main image. Its number is the product's times 10 plus the place: it never moves. */
export function imageItem(erp: Erp, product: Product, productIndex: number, place: number): Item {
  return {
    productSpecificationId: product.seqProduto * 10 + place,
    companyId: 1,
    branchId: 1,
    seqProduto: product.seqProduto,
    qtdEmbalagem: 1,
    nome: place === 0 ? "Imagem principal" : `Imagem ${place + 1}`,
    valor: valueOf(erp, product, productIndex, place),
    indPrincipal: place === 0 ? "S" : "N",
    ordem: place + 1,
    ativo: true,
    dtaHorAlteracao: toLocal(product.createdAt),
  };
}

/** Mostly an https URL; one in twenty a `data:` URL, one in twenty bare base64. */
function valueOf(erp: Erp, product: Product, productIndex: number, place: number): string {
  const draw = fraction(erp.settings.seed ^ 0x2b, productIndex, place);
  if (draw < 0.05) return `data:image/png;base64,${PNG}`;
  if (draw < 0.1) return PNG;
  return `${erp.settings.imageBase}/${product.seqProduto}-${place + 1}.jpg`;
}
