/** The real weight of goods by weight stands on the order, as the invoices that it shows have it. */
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { JudgeContext } from "./judge.ts";

export function judgeWeights({ scenario, check }: JudgeContext): void {
  const { shop, erp } = scenario.systems;
  const weighed = new Set(erp.state.catalogue.products.filter((each) => each.weighed).map((each) => each.seqProduto));
  const listed = erp.state.orders.listings.map(({ event }) => event);
  const documentOf = (item: Readonly<Record<string, unknown>>): string | undefined =>
    (item["notaFiscal"] as { chave?: string } | null)?.chave;
  const cancelled = new Set(
    listed.flatMap(({ tipoEvento, item }) => (tipoEvento === "CANCELADO" ? (documentOf(item) ?? []) : [])),
  );
  for (const order of shop.state.orders.values()) {
    const id = String(numberOfId(order.id));
    const shown = ["erp.notas_fiscais", "erp.nfe_chave"].map((key) => order.metafields.get(key)?.value ?? "").join(" ");
    const bills = new Map(
      listed.flatMap(({ tipoEvento, item }) => {
        const chave = documentOf(item);
        const counts = tipoEvento === "FATURADO" && item["idPedidoCanalVenda"] === id;
        return counts && chave !== undefined && shown.includes(chave) && !cancelled.has(chave)
          ? [[chave, item["itens"] as { seqProduto: number; qtdEmbalagem: number; qtdAtendida: number }[]] as const]
          : [];
      }),
    );
    const grams = new Map<string, number>();
    for (const { seqProduto, qtdEmbalagem, qtdAtendida } of [...bills.values()].flat()) {
      if (!weighed.has(seqProduto)) continue;
      const sku = `P${seqProduto}E${qtdEmbalagem}`;
      grams.set(sku, (grams.get(sku) ?? 0) + Math.round(qtdAtendida * 1_000));
    }
    if (grams.size === 0) continue;
    const field = JSON.parse(order.metafields.get("erp.pesos_faturados")?.value ?? "[]") as {
      sku: string;
      kg: string;
    }[];
    for (const [sku, billed] of grams)
      check(
        "real weight shown",
        field.some((each) => each.sku === sku && Math.round(Number(each.kg) * 1_000) === billed),
        () => `order ${order.name} (${id}): ${billed} g of ${sku} are billed, it shows ${JSON.stringify(field)}`,
      );
  }
}
