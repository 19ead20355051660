/** What a dialect may name of each record: the fields of its reader, blocks by paths as `itens.qtdAtendida`. */
import type { RecordKind } from "../../rules/dialect/lines.ts";
import type { Blocks, WireField } from "../wire/respell.ts";
import { erpBrand } from "./brands.ts";
import { erpCategory } from "./categories.ts";
import { EVENT_BLOCKS, EVENT_FIELDS } from "./evento-pedido.ts";
import { erpImage } from "./images.ts";
import { ORDER_BLOCKS, ORDER_FIELDS } from "./pedido-venda.ts";
import { erpPrice } from "./prices.ts";
import { erpProduct } from "./products.ts";
import { erpSku } from "./skus.ts";
import { erpStock } from "./stock.ts";

const COMPANY_FIELDS: readonly WireField[] = [
  { wires: ["id", "nroEmpresa"], kind: "whole" },
  { wires: ["companyId"], kind: "whole" },
  { wires: ["branchId"], kind: "whole" },
  { wires: ["descricao", "name"], kind: "text" },
  { wires: ["ativo", "isActive"], kind: "flag" },
];

/** A documented name, and those that are known anyway. */
export const RECORD_FIELDS: Readonly<Record<RecordKind, readonly WireField[]>> = {
  brands: erpBrand.fields,
  categories: erpCategory.fields,
  products: erpProduct.fields,
  skus: erpSku.fields,
  companies: COMPANY_FIELDS,
  prices: erpPrice.fields,
  stock: erpStock.fields,
  images: erpImage.fields,
  events: [...EVENT_FIELDS, ...inner(EVENT_BLOCKS)],
  orders: [...ORDER_FIELDS, ...inner(ORDER_BLOCKS)],
};

function inner(blocks: Blocks): readonly WireField[] {
  return Object.entries(blocks).flatMap(([block, fields]) =>
    fields.map(({ wires: [first, ...others], kind }): WireField => ({ wires: [`${block}.${first}`, ...others], kind })),
  );
}
