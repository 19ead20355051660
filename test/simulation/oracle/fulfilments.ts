/** Invoices and fulfilments: what is billed leaves once, and the connector fulfils nothing else. */
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { JudgeContext } from "./judge.ts";

interface Billed {
  readonly seqEvento: number;
  readonly chave: string;
  /** `P919E1` → what it bills, in packages or kg. */
  readonly quantities: ReadonlyMap<string, number>;
}

export function judgeFulfilments({ scenario, desk, check }: JudgeContext): void {
  const { shop, erp } = scenario.systems;
  const billed = new Map<string, Billed[]>();
  const cancelled = new Set<string>();
  for (const { event } of erp.state.orders.listings) {
    const { item, seqEvento, tipoEvento } = event;
    const chave = (item["notaFiscal"] as { chave?: string } | null)?.chave;
    if (chave === undefined) continue;
    if (tipoEvento === "CANCELADO") cancelled.add(chave);
    if (tipoEvento !== "FATURADO") continue;
    const quantities = new Map<string, number>();
    for (const row of item["itens"] as { seqProduto: number; qtdEmbalagem: number; qtdAtendida: number }[]) {
      const sku = `P${row.seqProduto}E${row.qtdEmbalagem}`;
      quantities.set(sku, (quantities.get(sku) ?? 0) + row.qtdAtendida);
    }
    const orderId = item["idPedidoCanalVenda"] as string;
    const known = billed.get(orderId) ?? [];
    if (known.every((each) => each.chave !== chave)) billed.set(orderId, [...known, { seqEvento, chave, quantities }]);
  }
  const made = new Map(shop.journal.effects("fulfillment").map(({ effect }) => [String(effect["id"]), effect]));
  for (const order of shop.state.orders.values()) {
    const invoices = billed.get(String(numberOfId(order.id))) ?? [];
    const ours = order.fulfillments.filter(({ id }) => made.has(id));
    const mails = ours.filter(({ id }) => made.get(id)?.["notify"] === true);
    check("fulfilled as billed", mails.length === 0, () => `order ${order.name}: a fulfilment mailed the customer`);
    judgeUnits(order, ours, invoices);
    for (const invoice of invoices) if (!cancelled.has(invoice.chave)) judgeEnd(order, invoice);
  }

  /** Of each SKU no more has left by our hand than was billed; goods by weight are counted in units of their own. */
  function judgeUnits(order: Order, ours: Order["fulfillments"], invoices: readonly Billed[]): void {
    const left = new Map<string, number>();
    for (const { lineId, quantity } of ours
      .filter(({ status }) => status === "SUCCESS")
      .flatMap(({ lines }) => lines)) {
      const sku = order.lines.find(({ id }) => id === lineId)?.sku;
      if (sku) left.set(sku, (left.get(sku) ?? 0) + quantity);
    }
    for (const [sku, units] of left) {
      const standing = invoices.filter(({ chave, seqEvento }) => !cancelled.has(chave) || isStopped(seqEvento));
      const total = standing.reduce((sum, { quantities }) => sum + (quantities.get(sku) ?? 0), 0);
      const isWeighed = !Number.isInteger(total) || weighed(sku);
      check(
        "fulfilled as billed",
        isWeighed ? total > 0 : units <= total,
        () => `order ${order.name}: ${units} of ${sku} fulfilled, ${total} billed`,
      );
    }
  }

  /** Shopify did not let the fulfilment of a cancelled document be cancelled, and the desk says so. */
  function isStopped(seqEvento: number): boolean {
    return desk.some(
      ({ area, ref, state, reason }) =>
        area === "events" && state === "open" && reason === "fulfillment-stopped" && ref !== String(seqEvento),
    );
  }

  function weighed(sku: string): boolean {
    const seqProduto = Number(/^P(\d+)E/.exec(sku)?.[1]);
    return erp.state.catalogue.products.some((product) => product.seqProduto === seqProduto && product.weighed);
  }

  /** An invoice that stands on the order has fulfilled it, or the desk says why not. */
  function judgeEnd(order: Order, { seqEvento, chave, quantities }: Billed): void {
    const list = order.metafields.get("erp.notas_fiscais")?.value ?? order.metafields.get("erp.nfe_chave")?.value ?? "";
    if (!list.includes(chave) || order.cancelledAt !== null) return;
    const open = order.fulfillmentOrders.filter(
      ({ status, method }) => (status === "OPEN" || status === "IN_PROGRESS") && method !== "PICK_UP",
    );
    const waiting = open.flatMap(({ lines }) =>
      lines.filter(({ lineId, remainingQuantity }) => {
        const sku = order.lines.find(({ id }) => id === lineId)?.sku ?? "";
        return remainingQuantity > 0 && (quantities.get(sku) ?? 0) > 0;
      }),
    );
    const isSaid = desk.some(
      ({ area, ref, state, reason }) =>
        area === "events" && ref === String(seqEvento) && state === "open" && reason === "fulfillment-stopped",
    );
    // Of two invoices of one SKU each leaves its part, so what waits is judged only where all of the SKU is billed.
    const isWhole = waiting.some(({ lineId }) => {
      const line = order.lines.find(({ id }) => id === lineId);
      return line !== undefined && (quantities.get(line.sku ?? "") ?? 0) >= line.currentQuantity;
    });
    check(
      "fulfilled as billed",
      !isWhole || isSaid,
      () => `order ${order.name}: invoice ${chave} stands on it, its goods wait to leave, and no entry says why`,
    );
  }
}
