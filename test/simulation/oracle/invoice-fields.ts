/** What the Shopify order shows of its document and of its number in the ERP: each field by the ERP's own record. */
import type { Invoice, Order as ErpOrder } from "../../../sim/consinco/orders/orders.ts";
import type { Order } from "../../../sim/shopify/records/orders.ts";
import { numberOfId } from "../../../sim/shopify/state.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "each field of an invoice";
/** Where a buyer looks an invoice up: the national portal by the key; an NFC-e on the page of São Paulo, where the companies are. */
const PORTAL = /^https:\/\/www\.nfe\.fazenda\.gov\.br\/portal\/consultaRecaptcha\.aspx\?.*&nfe=([0-9A-Z]{44})$/;
const SAO_PAULO = "https://www.nfce.fazenda.sp.gov.br/NFCeConsultaPublica";
/** The number in the ERP is shown when its import is, and what belongs to the document by itself. */
const OTHERS = ["seq_pedido", "nro_ped_venda", "status", "notas_fiscais", "nfe_situacao", "pesos_faturados"];

type Shown = Readonly<Record<string, unknown>>;

export function judgeInvoiceFields({ scenario, check, excuse }: JudgeContext): void {
  const { shop, erp } = scenario.systems;
  for (const order of shop.state.orders.values()) {
    const id = String(numberOfId(order.id));
    const held = erp.state.orders.all.filter(({ body }) => body.idPedidoCanalVenda === id);
    const fields = fieldsOf(order);
    const isRedacted = scenario.privacy.some(
      ({ topic, orderIds }) => topic === "CUSTOMERS_REDACT" && orderIds.map(String).includes(id),
    );
    const compare = (where: string, given: Shown, wanted: Shown): void => {
      for (const field of new Set([...Object.keys(given), ...Object.keys(wanted)])) {
        // customers/redact takes the address out of the hub, also of an event whose document is shown later.
        const isTaken =
          isRedacted && field === "url" && (given[field] ?? null) === null && given[field] !== wanted[field];
        if (isTaken) excuse("an address that customers/redact took");
        check(
          INVARIANT,
          given[field] === wanted[field] || isTaken,
          () =>
            `order ${order.name}: ${where}${field} is ${JSON.stringify(given[field])}, in the ERP ${JSON.stringify(wanted[field])}`,
        );
      }
    };
    const numbers = held.map(({ seqPedido, nroPedVenda }) => `${seqPedido} ${nroPedVenda}`);
    if (fields.seq_pedido !== undefined)
      check(
        INVARIANT,
        numbers.includes(`${fields.seq_pedido} ${fields.nro_ped_venda ?? null}`),
        () =>
          `order ${order.name}: is ${fields.seq_pedido}, ${fields.nro_ped_venda}; in the ERP ${numbers.join(" or ")}`,
      );
    const invoice = invoiceOf(held, fields.nfe_chave);
    const single = Object.fromEntries(
      Object.entries(fields)
        .filter(([key]) => !OTHERS.includes(key))
        .map(([key, value]) => [key.replace(/^nfe_/, ""), value]),
    );
    if (invoice === undefined) {
      check(INVARIANT, Object.keys(single).length === 0, () => `order ${order.name}: shows ${Object.keys(single)[0]}`);
      continue;
    }
    // Where a document of the order had an address and this one has none, the former's would be another document's.
    const replaced = single["url"] === single["consulta"] ? { url: single["url"] } : {};
    compare("erp.nfe_", readable(single), { ...replaced, ...documentOf(invoice) });
    check(
      INVARIANT,
      fields.seq_pedido !== undefined,
      () => `order ${order.name}: shows an invoice, and no number of the ERP's order`,
    );
    const list = JSON.parse(fields.notas_fiscais ?? "[]") as readonly (Shown & { readonly chave?: string })[];
    const shown = list.length > 0 ? list.map(({ chave }) => chave) : [fields.nfe_chave];
    const standing = held
      .flatMap(({ invoices }) => invoices)
      .filter((each) => shown.includes(each.chave) && !each.isCancelled);
    if (standing.length > 0) {
      const billed = billedWeights(scenario, new Set(standing.map(({ chave }) => chave)));
      // What is altered and not billed yet shows the alteration's weight.
      const isBilled = ([sku]: readonly [string, unknown]) => sku in billed || !isAltered(scenario, id, sku);
      compare(
        "erp.pesos_faturados of ",
        Object.fromEntries(Object.entries(weightsOf(fields)).filter(isBilled)),
        billed,
      );
    }
    for (const { situacao, ...each } of list) {
      const other = invoiceOf(held, each.chave);
      if (other === undefined) continue; // a key that the ERP never issued: invoices.ts
      compare(`a document's `, readable(each), { ...documentOf(other), url: other.url ?? null });
      if (situacao !== undefined)
        check(
          INVARIANT,
          situacao === "autorizada" || other.isCancelled,
          () => `order ${order.name}: ${each.chave} is ${JSON.stringify(situacao)}, and stands in the ERP`,
        );
    }
  }
}

/** The product's fields of an order, by their names; those that are looked at by name. */
type Fields = Partial<
  Record<"seq_pedido" | "nro_ped_venda" | "nfe_chave" | "notas_fiscais" | "pesos_faturados", string>
>;

const weightsOf = ({ pesos_faturados }: Fields): Shown =>
  Object.fromEntries(
    (JSON.parse(pesos_faturados ?? "[]") as readonly { readonly sku: string; readonly kg: string }[]).map(
      ({ sku, kg }) => [sku, kg],
    ),
  );

const isAltered = ({ systems }: JudgeContext["scenario"], orderId: string, sku: string): boolean =>
  systems.erp.state.orders.listings.some(
    ({ event }) =>
      event.tipoEvento === "ALTERADO" &&
      event.item["idPedidoCanalVenda"] === orderId &&
      (event.item["itens"] as { seqProduto: number; qtdEmbalagem: number }[]).some(
        ({ seqProduto, qtdEmbalagem }) => `P${seqProduto}E${qtdEmbalagem}` === sku,
      ),
  );

/** Of goods by weight, what these documents bill of each: in kg, three places. */
function billedWeights({ systems }: JudgeContext["scenario"], documents: ReadonlySet<string>): Shown {
  const { catalogue, orders } = systems.erp.state;
  const milli = new Map<string, number>();
  const counted = new Set<string>();
  for (const { event } of orders.listings) {
    const chave = (event.item["notaFiscal"] as { readonly chave?: string } | null)?.chave ?? "";
    if (event.tipoEvento !== "FATURADO" || !documents.has(chave) || counted.has(chave)) continue;
    counted.add(chave);
    for (const row of event.item["itens"] as { seqProduto: number; qtdEmbalagem: number; qtdAtendida: number }[]) {
      const product = catalogue.products.find(({ seqProduto }) => seqProduto === row.seqProduto);
      const sku = `P${row.seqProduto}E${row.qtdEmbalagem}`;
      if (product?.weighed === true) milli.set(sku, (milli.get(sku) ?? 0) + Math.round(row.qtdAtendida * 1000));
    }
  }
  return Object.fromEntries([...milli].map(([sku, weight]) => [sku, (weight / 1000).toFixed(3)]));
}

const fieldsOf = ({ metafields }: Order): Fields =>
  Object.fromEntries(
    [...metafields].flatMap(([name, { value }]) => (name.startsWith("erp.") ? [[name.slice(4), value]] : [])),
  );

const invoiceOf = (held: readonly ErpOrder[], chave: string | undefined): Invoice | undefined =>
  held.flatMap(({ invoices }) => invoices).find((invoice) => invoice.chave === chave);

/** Instants and amounts compare as such, whatever way they are written. */
const readable = ({ emissao, valor, consulta, ...others }: Shown): Shown => ({
  ...others,
  emissao: Date.parse(String(emissao)),
  valor: Math.round(Number(valor) * 100),
  consulta: PORTAL.exec(String(consulta))?.[1] ?? consulta,
});

function documentOf({ chave, numero, serie, modelo, issuedAt, totalCents, url }: Invoice): Shown {
  return {
    chave,
    numero: String(numero),
    serie: String(serie),
    modelo,
    emissao: Math.floor(issuedAt / 1000) * 1000,
    valor: totalCents,
    consulta: modelo === "55" ? chave : SAO_PAULO,
    ...(url === null ? {} : { url }),
  };
}
