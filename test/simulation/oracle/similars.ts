/** Similar products and the limit per sale stand in the metafields as the ERP, or a person's list, says. */
import type { JudgeContext } from "./judge.ts";

export function judgeSimilars({ scenario, check }: JudgeContext, isQuiet: boolean): void {
  const { erp, shop } = scenario.systems;
  if (!erp.state.settings.habits.similars || !isQuiet) return;
  const shown = new Map(
    [...shop.state.products.values()].flatMap((each) => {
      const seq = each.metafields.get("erp.seq_produto")?.value;
      return seq === undefined ? [] : [[Number(seq), each] as const];
    }),
  );
  const numberOf = new Map([...shown].map(([seq, { id }]) => [id, seq]));
  for (const product of erp.state.catalogue.products) {
    const there = shown.get(product.seqProduto);
    if (!there || product.delisted || product.patch !== null) continue;
    const listed = scenario.operator.similars.get(product.seqProduto) ?? product.similars;
    const wanted = [...new Set(listed)].filter((seq) => seq !== product.seqProduto && shown.has(seq));
    const value = there.metafields.get("erp.similares")?.value;
    const gids = value === undefined ? [] : (JSON.parse(value) as readonly string[]);
    // A product that a merchant deleted stays in a list that nothing has changed since; the storefront shows none.
    const got = gids.flatMap((gid) => numberOf.get(gid) ?? []);
    check(
      "similar products as the ERP says",
      JSON.stringify(got) === JSON.stringify(wanted),
      () => `P${product.seqProduto}: similar are ${got.join(", ") || "none"}, should be ${wanted.join(", ") || "none"}`,
    );
    for (const variant of shop.state.variants.values()) {
      const size = /^P(\d+)E(\d+)$/.exec(variant.item.sku ?? "");
      if (variant.productId !== there.id || Number(size?.[1]) !== product.seqProduto) continue;
      const unit = product.weighed ? (product.multipleMilli ?? 0) / 1000 : Number(size?.[2]);
      const right = product.limitMilli === null ? null : { limit: product.limitMilli / 1000, unit };
      const limit: unknown = JSON.parse(variant.metafields.get("erp.limite_por_venda")?.value ?? "null");
      check(
        "limit per sale as the ERP says",
        JSON.stringify(limit) === JSON.stringify(right),
        () => `${variant.item.sku}: the limit is ${JSON.stringify(limit)}, should be ${JSON.stringify(right)}`,
      );
    }
  }
}
