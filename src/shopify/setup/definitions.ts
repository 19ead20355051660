import { DefineSeqProdutoDocument } from "../generated/operations.ts";
import type { AdminClient } from "../result.ts";
import { calledOf, type Called } from "../user-errors.ts";

/**
 * Makes sure that products can be found by the ERP's number: type `id` is unique by itself. Asked again it answers TAKEN,
 * which is as good.
 */
export async function ensureDefinitions(admin: AdminClient): Promise<Called<true>> {
  const result = await admin.run(
    DefineSeqProdutoDocument,
    {
      definition: {
        ownerType: "PRODUCT",
        namespace: "erp",
        key: "seq_produto",
        name: "seqProduto (ERP)",
        description: "O produto no ERP. Mantido por gondola; não altere.",
        type: "id",
      },
    },
    { lane: "catalog", repeatable: true },
  );
  const called = calledOf(
    result,
    (data) => data.metafieldDefinitionCreate,
    () => true as const,
  );
  if (called.kind === "userErrors" && called.errors.every(({ code }) => code === "TAKEN"))
    return { kind: "done", value: true };
  return called;
}
