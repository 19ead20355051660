import { DefineDocument, type MetafieldDefinitionInput } from "../generated/operations.ts";
import type { AdminClient } from "../result.ts";
import { calledOf, type Called } from "../user-errors.ts";

const note = "Mantido por gondola; não altere.";
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
];

export const DEFINED: readonly string[] = DEFINITIONS.map(({ namespace, key }) => `${namespace}.${key}`);

/**
 * Makes sure that products and collections can be found by the ERP's number: type `id` is unique by itself. Asked again
 * Shopify answers TAKEN, which is as good.
 */
export async function ensureDefinitions(admin: AdminClient): Promise<Called<true>> {
  for (const definition of DEFINITIONS) {
    const result = await admin.run(DefineDocument, { definition }, { lane: "catalog", repeatable: true });
    const called = calledOf(
      result,
      (data) => data.metafieldDefinitionCreate,
      () => true as const,
    );
    const isThere = called.kind === "userErrors" && called.errors.every(({ code }) => code === "TAKEN");
    if (called.kind !== "done" && !isThere) return called;
  }
  return { kind: "done", value: true };
}
