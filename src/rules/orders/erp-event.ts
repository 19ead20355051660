import * as z from "zod";
import { fromErpTime } from "../brazil/erp-time.ts";
import { readNfeKey } from "../brazil/nfe-key.ts";
import { STATUS_TYPES } from "./status.ts";
import type { Fault } from "../record/desk-entry.ts";

/** The types of event that the ERP sends about an order. */
export const EVENT_TYPES = ["ALTERADO", "FATURADO", "CANCELADO", ...STATUS_TYPES] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** One item of an event: the ordered and the present quantity, in thousandths of a package or of a kg. */
export interface EventItem {
  readonly sku: string;
  readonly orderedMilli: number;
  readonly attendedMilli: number;
  readonly priceCents: number | null;
}

export interface EventInvoice {
  readonly model: string;
  readonly key: string;
  readonly number: string;
  readonly series: string;
  /** The type as the ERP wrote it. */
  readonly issuedAt: string;
  readonly totalCents: number;
  /** The document as a page or PDF, and its XML, where the ERP names them. */
  readonly url: string | null;
  readonly xmlUrl?: string | null | undefined;
}

/** An event in our form, without personal data. */
export interface ErpEvent {
  readonly eventKey: string;
  readonly orderId: string;
  readonly seqPedido: number | null;
  readonly nroPedVenda: number | null;
  readonly company: number | null;
  readonly type: EventType;
  readonly happenedAt: string;
  readonly items: readonly EventItem[];
  readonly invoice: EventInvoice | null;
  readonly motive: string | null;
}

const storedEvent = z.object({
  eventKey: z.string(),
  orderId: z.string(),
  seqPedido: z.number().nullable(),
  nroPedVenda: z.number().nullable(),
  company: z.number().nullable(),
  type: z.enum(EVENT_TYPES),
  happenedAt: z.string(),
  items: z.array(
    z.object({
      sku: z.string(),
      orderedMilli: z.number(),
      attendedMilli: z.number(),
      priceCents: z.number().nullable(),
    }),
  ),
  invoice: z
    .object({
      model: z.string(),
      key: z.string(),
      number: z.string(),
      series: z.string(),
      issuedAt: z.string(),
      totalCents: z.number(),
      url: z.string().nullable(),
      xmlUrl: z.string().nullish(),
    })
    .nullable(),
  motive: z.string().nullable(),
});

/** Reads an event back from the hub. Throws when we did not write it in this form: a defect of ours. */
export const parseStoredEvent = (json: string): ErpEvent => storedEvent.parse(JSON.parse(json));

/** Why an event cannot be used. */
export type EventProblem = "invoice-missing" | "invoice-key-invalid" | "invoice-model-differs" | "invoice-date-invalid";

/** A CANCELADO that names a document cancels this document; without one it cancels the order, or what of it is not billed. */
export const cancelsInvoice = ({ type, invoice }: ErpEvent): boolean => type === "CANCELADO" && invoice !== null;
export const cancelsOrder = ({ type, invoice }: ErpEvent): boolean => type === "CANCELADO" && invoice === null;

/** Checks the required fields of a FATURADO, and of a cancelled document; other types need only their order. */
export function eventProblem(event: ErpEvent): EventProblem | null {
  if (cancelsInvoice(event)) return readNfeKey(event.invoice?.key ?? "").ok ? null : "invoice-key-invalid";
  if (event.type !== "FATURADO") return null;
  if (event.invoice === null) return "invoice-missing";
  const key = readNfeKey(event.invoice.key);
  if (!key.ok) return "invoice-key-invalid";
  if (event.invoice.model !== String(key.value.model)) return "invoice-model-differs";
  if (fromErpTime(event.invoice.issuedAt) === null) return "invoice-date-invalid";
  return null;
}

/** The problem with its facts, for the desk. */
export function eventFault({ orderId, invoice }: ErpEvent, problem: EventProblem): Fault<"events", EventProblem> {
  return problem === "invoice-model-differs"
    ? { reason: problem, params: { orderId, model: invoice?.model ?? "?" } }
    : { reason: problem, params: { orderId } };
}
