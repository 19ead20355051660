import { isoSeconds } from "../record/iso-seconds.ts";
import { fromErpTime } from "../brazil/erp-time.ts";
import { centsText } from "../brazil/money.ts";
import { consultationUrl } from "../brazil/nfe-links.ts";
import { readNfeKey } from "../brazil/nfe-key.ts";
import { billedWeights, weightsText, type BilledWeight } from "./back/billed-weights.ts";
import { furthest } from "./back/status-plan.ts";
import { isStatus, type StatusType } from "./status.ts";
import { cancelsInvoice, cancelsOrder, eventProblem, type ErpEvent, type EventInvoice } from "./erp-event.ts";

/** An event with how far it has got in the hub. */
export interface StoredEvent {
  readonly event: ErpEvent;
  /** received | waiting | due (entered, its effect is to come) | desk | cleared (approved by a person) | applied */
  readonly state: string;
  /** SKUs of goods by weight among its items. */
  readonly weighed?: readonly string[] | undefined;
}

/** A document of the order. A cancelled one stays listed: its link may be in a mail already sent. */
export interface OrderInvoice extends EventInvoice {
  readonly isCancelled: boolean;
}

export interface InvoicePlan {
  /** Invoices for the Shopify order, in the order of their emission; each key once. */
  readonly invoices: readonly OrderInvoice[];
  /** Events of these invoices, and of documents cancelled, that are not marked applied yet. */
  readonly applying: readonly string[];
  /** FATURADO events that wait for an alteration before them. */
  readonly waiting: readonly string[];
  /** Every ALTERADO event of the order. */
  readonly alterations: readonly StoredEvent[];
  /** Every CANCELADO of the order itself, or of what is not billed of it; the oldest first. */
  readonly cancellations: readonly StoredEvent[];
  /** A FATURADO of each document that stands, whether it is shown yet or not. */
  readonly billings: readonly ErpEvent[];
  /** ALTERADO and CANCELADO events that are not resolved yet. */
  readonly forPerson: readonly ErpEvent[];
  /** New states on the way. */
  readonly done: readonly string[];
  /** The furthest state on the way; null: the ERP has named none. */
  readonly status: StatusType | null;
  /** What goods by weight really weighed. */
  readonly weights: readonly BilledWeight[];
}

/**
 * The consequences of an order's events.
 *
 * Invariant 5: an alteration is applied to the Shopify order before its invoice. Until the connector applies it, an
 * operator does so and marks it (`applied`). An invoice at or after an unresolved ALTERADO waits. So does an invoice
 * whose items differ from the order before any alteration has come: events of one order may arrive out of order. An
 * invoice that an operator cleared is always sent. A CANCELADO stops no invoice: an operator decides. A CANCELADO that
 * names a document marks it, and its replacement is another FATURADO.
 *
 * Two partial invoices of one order (E10) both stay: each FATURADO adds its document, identified by the access key. The
 * same key in two events is one invoice. The single fields (nfe_chave …) show the first invoice emitted, the list all.
 */
export function planInvoices(events: readonly StoredEvent[]): InvoicePlan {
  const open = events.filter(({ state }) => state !== "applied" && state !== "cleared");
  const alterations = open.filter(({ event }) => event.type === "ALTERADO").map(({ event }) => event);
  const firstOpenAlteration = Math.min(...alterations.map(({ happenedAt }) => instantOf(happenedAt)));
  const resolved = events.filter(({ event, state }) => event.type === "ALTERADO" && state === "applied");
  const resolvedBefore = (at: number) => resolved.some(({ event }) => instantOf(event.happenedAt) <= at);
  const cancelled = new Set(
    events.flatMap(({ event }) => (cancelsInvoice(event) && !eventProblem(event) ? (event.invoice?.key ?? []) : [])),
  );
  const invoices = new Map<string, OrderInvoice>();
  const billed = new Map<string, ErpEvent>();
  const applying: string[] = [];
  const waiting: string[] = [];
  for (const { event, state } of events) {
    // An event that an operator resolved at the desk no longer blocks, but its invoice is still incomplete.
    if (event.type !== "FATURADO" || event.invoice === null || state === "desk" || eventProblem(event)) continue;
    const isSubmitted = state === "applied" || state === "cleared" || state === "due";
    const at = instantOf(event.happenedAt);
    const isAhead = at >= firstOpenAlteration || (differsFromOrder(event) && !resolvedBefore(at));
    const { key } = event.invoice;
    if (!billed.has(key)) billed.set(key, event);
    // A cancelled document waits for nothing any more.
    if (!isSubmitted && isAhead && !cancelled.has(key)) {
      waiting.push(event.eventKey);
      continue;
    }
    if (!invoices.has(key)) invoices.set(key, { ...event.invoice, isCancelled: cancelled.has(key) });
    if (state !== "applied" && state !== "due") applying.push(event.eventKey);
  }
  // Of a document that has not come it is kept in mind, and asks for nothing now.
  const unmet: string[] = [];
  for (const { event, state } of open)
    if (cancelsInvoice(event) && state !== "due")
      (invoices.has(event.invoice?.key ?? "") ? applying : unmet).push(event.eventKey);
  return {
    invoices: [...invoices.values()].sort(byEmission),
    applying,
    waiting,
    alterations: events.filter(({ event }) => event.type === "ALTERADO"),
    cancellations: events
      .filter(({ event }) => cancelsOrder(event))
      .toSorted((a, b) => instantOf(a.event.happenedAt) - instantOf(b.event.happenedAt)),
    billings: [...billed.values()].filter(({ invoice }) => !cancelled.has(invoice?.key ?? "")),
    forPerson: open.map(({ event }) => event).filter((event) => event.type === "ALTERADO" || cancelsOrder(event)),
    done: [
      ...open.filter(({ event, state }) => isStatus(event.type) && state !== "due").map(({ event }) => event.eventKey),
      ...unmet,
    ],
    weights: billedWeights(events, new Set(invoices.keys())),
    status: furthest(events.flatMap(({ event }) => (isStatus(event.type) ? [event.type] : []))),
  };
}

/** One SKU may stand in several rows. */
function differsFromOrder({ items }: ErpEvent): boolean {
  const bySku = new Map<string, number>();
  for (const { sku, orderedMilli, attendedMilli } of items)
    bySku.set(sku, (bySku.get(sku) ?? 0) + attendedMilli - orderedMilli);
  return [...bySku.values()].some((difference) => difference !== 0);
}

const instantOf = (text: string): number => fromErpTime(text) ?? 0;
const byEmission = (a: EventInvoice, b: EventInvoice): number =>
  instantOf(a.issuedAt) - instantOf(b.issuedAt) || (a.key < b.key ? -1 : 1);

/** One metafield of the Shopify order in our namespace `erp`. */
export interface OrderMetafield {
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

const TEXT = "single_line_text_field";
export const WEIGHTS_KEY = "pesos_faturados";

/**
 * The ERP data that the Shopify order should show. Numbers are text: they are never used in arithmetic, and a series "001" or a
 * number beyond 2^53 keeps its digits.
 */
export function orderMetafields(
  { seqPedido, nroPedVenda }: { readonly seqPedido: number | null; readonly nroPedVenda: number | null },
  invoices: readonly OrderInvoice[],
  status: StatusType | null = null,
  weights: readonly BilledWeight[] | null = null,
): readonly OrderMetafield[] {
  const fields: OrderMetafield[] = [];
  const add = (key: string, type: string, value: string | null) => {
    if (value !== null && value !== "") fields.push({ key, type, value });
  };
  add("seq_pedido", TEXT, seqPedido === null ? null : String(seqPedido));
  add("nro_ped_venda", TEXT, nroPedVenda === null ? null : String(nroPedVenda));
  add("status", TEXT, status === null ? null : status.toLowerCase());
  add(WEIGHTS_KEY, "json", weights === null ? null : weightsText(weights));
  // The first one that stands; where none does, the last one, shown as cancelled.
  const first = invoices.find(({ isCancelled }) => !isCancelled) ?? invoices.at(-1);
  if (first === undefined) return fields;
  const showsState = invoices.some(({ isCancelled }) => isCancelled);
  add("nfe_chave", TEXT, first.key);
  add("nfe_numero", TEXT, first.number);
  add("nfe_serie", TEXT, first.series);
  add("nfe_modelo", TEXT, first.model);
  add("nfe_emissao", "date_time", emission(first));
  add("nfe_valor", "number_decimal", centsText(first.totalCents));
  // An address once shown is replaced, never left: it would be that of another document, which may be cancelled.
  const inPlaceOf = (each: "url" | "xmlUrl") =>
    invoices.some((invoice) => (invoice[each] ?? null) !== null) ? consultation(first) : null;
  add("nfe_url", "url", first.url ?? inPlaceOf("url"));
  add("nfe_xml_url", "url", first.xmlUrl ?? inPlaceOf("xmlUrl"));
  add("nfe_consulta", "url", consultation(first));
  if (showsState) add("nfe_situacao", TEXT, stateOf(first));
  if (invoices.length > 1)
    add(
      "notas_fiscais",
      "json",
      JSON.stringify(
        invoices.map((invoice) => ({
          chave: invoice.key,
          numero: invoice.number,
          serie: invoice.series,
          modelo: invoice.model,
          emissao: emission(invoice),
          valor: centsText(invoice.totalCents),
          url: invoice.url,
          consulta: consultation(invoice),
          ...(showsState ? { situacao: stateOf(invoice) } : {}),
        })),
      ),
    );
  return fields;
}

/** UTC, as Shopify stores a date_time. */
const emission = ({ issuedAt }: EventInvoice): string => isoSeconds(instantOf(issuedAt));

function consultation({ key }: EventInvoice): string | null {
  const read = readNfeKey(key);
  return read.ok ? consultationUrl(read.value) : null;
}

const stateOf = ({ isCancelled }: OrderInvoice): string => (isCancelled ? "cancelada" : "autorizada");
