/** Each product shows the text of its specification in the metafield that the operator mapped, and in no other. */
import { specificationOf } from "../../../sim/consinco/pictures.ts";
import { SPECIFICATION_FIELDS } from "../workload/specifications.ts";
import type { JudgeContext } from "./judge.ts";

export function judgeSpecifications({ scenario, check }: JudgeContext, isQuiet: boolean): void {
  if (!scenario.plan.features.specifications || !isQuiet) return;
  const { erp, shop } = scenario.systems;
  const products = new Map(
    [...shop.state.products.values()].map((each) => [each.metafields.get("erp.seq_produto")?.value ?? "", each]),
  );
  erp.state.catalogue.products.forEach((product, index) => {
    const shown = products.get(String(product.seqProduto));
    if (!shown || product.delisted) return;
    const text = specificationOf(erp.state, product, index) ?? null;
    for (const field of SPECIFICATION_FIELDS) {
      const wanted = field === scenario.operator.specificationField ? text : null;
      const there = shown.metafields.get(field)?.value ?? null;
      check(
        "specifications as the ERP says",
        there === wanted,
        () => `P${product.seqProduto}: ${field} is ${JSON.stringify(there)}, the ERP says ${JSON.stringify(wanted)}`,
      );
    }
  });
}
