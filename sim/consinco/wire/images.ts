/** Records of ProdutoSkuEspecificacao: a product's pictures, a package's own picture, and texts that are no picture. */
import type { Product } from "../catalogue/types.ts";
import type { Erp } from "../erp.ts";
import { toLocal } from "../local-time.ts";
import {
  fileNameOf,
  fileOf,
  PACKAGE_SLOT,
  pictureIn,
  slotKey,
  SPECIFICATION_SLOT,
  specificationOf,
  type Picture,
} from "../pictures.ts";
import type { Item } from "./dialect.ts";

/** Epoch ms of the record's last change; null: there is none in this slot. */
export function imageChangedAt(erp: Erp, product: Product, productIndex: number, slot: number): number | null {
  const changed = erp.pictures.get(slotKey(product.seqProduto, slot));
  if (changed) return changed.changedAt;
  if (slot === SPECIFICATION_SLOT)
    return specificationOf(erp, product, productIndex) === undefined
      ? null
      : (erp.specifications.get(product.seqProduto)?.changedAt ?? product.createdAt);
  return pictureIn(erp, product, productIndex, slot) === null ? null : product.createdAt;
}

/** Slot 0 is the main image. A record's number is the product's times 10 plus the slot: it never moves. */
export function imageItem(erp: Erp, product: Product, productIndex: number, slot: number): Item {
  const picture = pictureIn(erp, product, productIndex, slot);
  const isSpecification = slot === SPECIFICATION_SLOT;
  const skus = erp.catalogue.skus;
  const sku = skus[slot === PACKAGE_SLOT ? product.firstSku + product.skuCount - 1 : product.firstSku];
  return {
    productSpecificationId: product.seqProduto * 10 + slot,
    companyId: 1,
    branchId: 1,
    seqProduto: product.seqProduto,
    qtdEmbalagem: sku?.qtdEmbalagem ?? 1,
    nome: isSpecification ? "Conservação" : slot === 0 ? "Imagem principal" : `Imagem ${slot + 1}`,
    valor: isSpecification
      ? (specificationOf(erp, product, productIndex) ?? null)
      : picture && valueOf(erp, product, slot, picture),
    indPrincipal: slot === 0 ? "S" : "N",
    ordem: slot + 1,
    ativo: isSpecification ? typeof specificationOf(erp, product, productIndex) === "string" : picture !== null,
    dtaHorAlteracao: toLocal(imageChangedAt(erp, product, productIndex, slot) ?? product.createdAt),
  };
}

/** Mostly an https URL; one in twenty a `data:` URL, one in twenty bare base64, in lines as a database tool wraps it. */
function valueOf(erp: Erp, product: Product, slot: number, picture: Picture): string {
  if (picture.form === "url" || picture.fault === "missing")
    return `${erp.settings.imageBase}/${fileNameOf(product, slot, picture)}`;
  const { bytes, contentType } = fileOf(product, slot, picture);
  const base64 = Buffer.from(bytes).toString("base64");
  return picture.form === "data" ? `data:${contentType};base64,${base64}` : base64.replaceAll(/.{76}/g, "$&\r\n");
}
