/** Phantom stock: what a store cuts from one order after another is held back there, and nothing else is. */
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "phantom stock is held back";

/** The desk says that the SKU is held back at the company. */
export const isHeldBack = ({ desk }: JudgeContext, sku: string, company: number): boolean =>
  desk.some(
    (entry) =>
      entry.area === "publish-stock" &&
      entry.reason === "cut-again" &&
      entry.state === "open" &&
      entry.sku === sku &&
      entry.company === company,
  );

export function judgeHeldStock({ scenario, desk, check }: JudgeContext): void {
  const { holdAfterCuts } = scenario.plan.features;
  for (const { area, reason, sku, company } of desk) {
    if (area !== "publish-stock" || reason !== "cut-again") continue;
    const orders = new Set(
      scenario.systems.erp.state.orders.listings.flatMap(({ event: { tipoEvento, item } }) => {
        const items = item["itens"] as {
          seqProduto: number;
          qtdEmbalagem: number;
          qtdPedida: number;
          qtdAtendida: number;
        }[];
        const isCut = items.some(
          (each) => `P${each.seqProduto}E${each.qtdEmbalagem}` === sku && each.qtdAtendida < each.qtdPedida,
        );
        return tipoEvento === "ALTERADO" && item["nroEmpresa"] === company && isCut ? [item["idPedidoCanalVenda"]] : [];
      }),
    );
    check(
      INVARIANT,
      holdAfterCuts > 0 && orders.size >= holdAfterCuts,
      () =>
        `${sku} is held back at company ${company}: ${orders.size} orders were cut of it, the rule is ${holdAfterCuts}`,
    );
  }
}
