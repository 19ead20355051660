/** Goods that the ERP no longer returns: unpublished and kept, or unchanged while the guard blocks them. */
import type { JudgeContext } from "./judge.ts";
import { canBeBought, isArchived } from "./catalogue.ts";

const INVARIANT = "delisted goods are off sale, never deleted";

export function applyDelisting({ scenario, desk, check }: JudgeContext): void {
  const { shop, erp } = scenario.systems;
  const deleted = shop.journal.effects("product-deleted");
  check(INVARIANT, deleted.length === 0, () => `${String(deleted[0]?.effect["id"])} was deleted`);
  // Pages that leave out records make others vanish for a while, and an approval covers a number of records.
  if (erp.state.quirks.hasHiddenRecords) return;
  const { products, skus } = erp.state.catalogue;
  for (const { seqProduto, approvedLoads } of scenario.operator.vanished) {
    const index = erp.state.productBySeq.get(seqProduto) ?? -1;
    const product = products[index];
    if (!product?.delisted) continue; // it came back, and is judged like any other
    const variants = [...shop.state.variants.values()].filter(({ item }) => item.sku?.startsWith(`P${seqProduto}E`));
    const shown = shop.state.products.get(variants[0]?.productId ?? "");
    if (!shown) continue;
    check(
      INVARIANT,
      approvedLoads.includes("products") ||
        desk.some(
          ({ area, reason, state }) => area === "products" && reason === "delisting-blocked" && state === "open",
        ),
      () => `product ${seqProduto}: is missing, the guard blocks it, and no entry says so`,
    );
    // Each list has its own guard: without its packages a product cannot be sold, though it is itself still blocked.
    if (approvedLoads.length > 0) {
      const isOnSale = variants.some((variant) => canBeBought(variant, shown));
      const isStocked = variants.some(({ item }) =>
        [...item.levels.values()].some(({ available }) => item.tracked && available > 0),
      );
      check(
        INVARIANT,
        (shown.status === "DRAFT" || isArchived(scenario, shown)) && !isOnSale && !isStocked,
        () =>
          `product ${seqProduto}: no longer returned by the ERP, in the shop ${shown.status}${isStocked ? ", with stock" : ""}`,
      );
      continue;
    }
    // A change shortly before the product vanished, or after, cannot have been read. Only older records are judged.
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
      () => `product ${seqProduto}: its delisting was not approvedLoads, in the shop ${shown.status}`,
    );
  }
}
