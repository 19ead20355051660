import { DefineDocument, type MetafieldDefinitionInput } from "../generated/operations.ts";
import type { AdminClient, AdminFailure, Priority } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";
import { ORDER_DEFINITIONS } from "./order-definitions.ts";

const note = "Mantido por gondola; não altere.";
/** Prices by company for a theme, an app or a Function; the storefront may read them. */
const PRICES: MetafieldDefinitionInput = {
  ownerType: "PRODUCTVARIANT",
  namespace: "erp",
  key: "precos",
  name: "Preços por loja (ERP)",
  description: `Empresa → preço, em centavos. ${note}`,
  type: "json",
  access: { storefront: "PUBLIC_READ" },
};
const DEFINITIONS: readonly MetafieldDefinitionInput[] = [
  {
    ownerType: "PRODUCT",
    namespace: "erp",
    key: "seq_produto",
    name: "seqProduto (ERP)",
    description: `O produto no ERP. ${note}`,
    type: "id",
  },
  {
    ownerType: "COLLECTION",
    namespace: "erp",
    key: "seq_categoria",
    name: "seqCategoria (ERP)",
    description: `A categoria no ERP. ${note}`,
    type: "id",
  },
  {
    ownerType: "PRODUCT",
    namespace: "erp",
    key: "categoria",
    name: "Categoria (ERP)",
    description: `O caminho da categoria no ERP. ${note}`,
    type: "single_line_text_field",
  },
  {
    ownerType: "PRODUCT",
    namespace: "erp",
    key: "similares",
    name: "Produtos similares (ERP)",
    description: `Para “veja também” e “se faltar”. ${note}`,
    type: "list.product_reference",
    access: { storefront: "PUBLIC_READ" },
  },
  {
    ownerType: "PRODUCTVARIANT",
    namespace: "erp",
    key: "limite_por_venda",
    name: "Limite por venda (ERP)",
    description: `limit: do produto por venda; unit: quanto uma unidade desta embalagem usa. ${note}`,
    type: "json",
    access: { storefront: "PUBLIC_READ" },
  },
  PRICES,
];

export const DEFINED: readonly string[] = [...DEFINITIONS, ...ORDER_DEFINITIONS].map(
  ({ namespace, key }) => `${namespace}.${key}`,
);

/**
 * Creates the definitions by which products and collections are found by the ERP's number; the type `id` is unique.
 * Shopify answers TAKEN to a repetition, which counts as success.
 */
export const ensureDefinitions = (admin: AdminClient): Promise<Called<true>> => defineAll(admin, DEFINITIONS);

/** At the set-up: without them the fields of an order are written all the same, and are shown less well. */
export const ensureOrderDefinitions = (admin: AdminClient): Promise<Called<true>> =>
  defineAll(admin, ORDER_DEFINITIONS);

async function defineAll(admin: AdminClient, definitions: readonly MetafieldDefinitionInput[]): Promise<Called<true>> {
  for (const definition of definitions) {
    const called = await define(admin, definition, "catalog");
    if (called.kind !== "done") return called;
  }
  return { kind: "done", value: true };
}

/** The definition that the price lane needs: an operator may configure a target before the setup ran. */
export const ensurePricesDefinition = (admin: AdminClient): Promise<Called<true>> => define(admin, PRICES, "prices");

/** A lookup by ERP number before the definitions exist: no record can carry one. */
export const lacksDefinition = (failure: AdminFailure): boolean =>
  failure.kind === "refused" && /definition of type 'id' is required/i.test(failure.message);

async function define(admin: AdminClient, definition: MetafieldDefinitionInput, lane: Priority): Promise<Called<true>> {
  const result = await admin.run(DefineDocument, { definition }, { priority: lane, repeatable: true });
  const called = calledOf(
    result,
    (data) => data.metafieldDefinitionCreate,
    () => true as const,
  );
  // The merchant has pinned as many as Shopify allows: the field is there all the same.
  if (called.kind === "userErrors" && called.errors.some(({ code }) => code === "PINNED_LIMIT_REACHED"))
    return define(admin, { ...definition, pin: false }, lane);
  const isThere = called.kind === "userErrors" && called.errors.every(({ code }) => code === "TAKEN");
  return isThere ? { kind: "done", value: true } : called;
}
