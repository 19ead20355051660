/** Goods that the ERP no longer returns: off the shelf and kept, or left as they are while the guard holds them. */
import type { JudgeContext } from "./judge.ts";
import { canBeBought, isArchived } from "./catalogue.ts";

const INVARIANT = "gone goods are off the shelf, never deleted";

export function applyDelisting({ scenario, desk, check }: JudgeContext): void {
  const { shop, erp } = scenario.systems;
  const deleted = shop.journal.effects("product-deleted");
  check(INVARIANT, deleted.length === 0, () => `${String(deleted[0]?.effect["id"])} was deleted`);
  // Pages that leave out records make others vanish for a while, and what a person let go is a number of records.
  if (erp.state.quirks.hasHiddenRecords) return;
  const { products, skus } = erp.state.catalogue;
  for (const { seqProduto, allowDelisting } of scenario.operator.vanished) {
    const index = erp.state.productBySeq.get(seqProduto) ?? -1;
    const product = products[index];
    if (!product?.gone) continue; // it came back, and is judged like any other
    const variants = [...shop.state.variants.values()].filter(({ item }) => item.sku?.startsWith(`P${seqProduto}E`));
    const shown = shop.state.products.get(variants[0]?.productId ?? "");
    if (!shown) continue;
    check(
      INVARIANT,
      allowDelisting.includes("products") ||
        desk.some(({ area, reason, state }) => area === "products" && reason === "gone-held" && state === "open"),
      () => `product ${seqProduto}: is missed, the guard holds it, and nobody is told`,
    );
    // Each list has its own guard: without its packages a product cannot be sold either, though it is itself still held.
    if (allowDelisting.length > 0) {
      const isOnSale = variants.some((variant) => canBeBought(variant, shown));
      const isStocked = variants.some(({ item }) =>
        [...item.levels.values()].some(({ available }) => item.tracked && available > 0),
      );
      check(
        INVARIANT,
        (shown.status === "DRAFT" || isArchived(scenario, shown)) && !isOnSale && !isStocked,
        () =>
          `product ${seqProduto}: in no answer of the ERP any more, in the shop ${shown.status}${isStocked ? ", with stock" : ""}`,
      );
      continue;
    }
    // What changed shortly before it vanished, or after, nobody could hear: judged is what the ERP said once and never took back.
    const isOld = (changedAt: number) => changedAt <= scenario.plan.startAt;
    const isSold = skus.some((sku, at) => {
      const { statusVenda, patch } = erp.state.prices.of(1, 1, at);
      const isPriced = statusVenda === "A" && patch === null && isOld(erp.state.prices.changedAt(1, 1, at));
      return sku.product === index && sku.active && sku.patch === null && isOld(sku.changedAt) && isPriced;
    });
    check(
      INVARIANT,
      !isSold ||
        product.patch !== null ||
        !product.integrates ||
        !isOld(product.changedAt) ||
        shown.status === "ACTIVE" ||
        isArchived(scenario, shown),
      () => `product ${seqProduto}: nobody let it go, in the shop ${shown.status}`,
    );
  }
}
