/**
 * What the ERP may push, by our names for its fields (the reader in src/erp knows the other names). These schemas judge
 * a push, and the API's description is generated from them.
 */
import * as z from "zod";
import { fromErpTime } from "../brazil/erp-time.ts";
import { parseDecimal } from "../brazil/decimal.ts";
import type { EventType } from "./erp-event.ts";
import { STATUS_TYPES } from "./status.ts";

/** Events that one call may bring. */
export const EVENTS_OF_A_PUSH = 200;
/** Items of one event: more than any order of a supermarket. */
const ITEMS_MAX = 1_000;

/** A whole number above zero, as number or digits. */
const whole = z.union([z.number().int().positive(), z.string().regex(/^[1-9]\d{0,14}$/)]);

/** A decimal that is not negative and has at most so many places, as number or text. */
const decimal = (places: number, example: string) =>
  z
    .union([z.number(), z.string().max(20)])
    .refine((value) => {
      const read = parseDecimal(String(value), places);
      return read.ok && read.value >= 0 && !String(value).includes(",");
    }, `must be a decimal, not negative, with at most ${places} places`)
    .meta({ description: `not negative, at most ${places} decimal places, with a point`, examples: [example] });

const quantity = decimal(3, "0.712");
const money = decimal(2, "24.90");

const erpTime = z
  .string()
  .max(40)
  .refine((text) => fromErpTime(text) !== null, "must be a date and time: 2026-11-24T08:00:00")
  .meta({ description: "date and time; of São Paulo without a zone", examples: ["2026-11-24T08:00:00"] });

const item = z.object({
  seqProduto: whole,
  qtdEmbalagem: quantity.refine((value) => Number(value) > 0, "must be above zero"),
  qtdPedida: quantity.optional(),
  qtdAtendida: quantity.optional(),
  vlrEmbInformado: money.nullish(),
});

/** What every event has. `Idempotency-Key`, `seqEvento` and the content each keep a repeated push from counting twice. */
const common = {
  seqEvento: z.union([whole, z.string().trim().min(1).max(40)]).nullish(),
  idPedidoCanalVenda: z
    .union([z.number().int().positive(), z.string()])
    .refine((id) => /^\d{1,20}$/.test(String(id)), "must be the number of the Shopify order")
    .meta({ examples: ["6123456789012"] }),
  seqPedido: whole.nullish(),
  nroPedVenda: whole.nullish(),
  nroEmpresa: whole.nullish(),
  tipoEvento: z.string().max(40).nullish(),
  dtaHorEvento: erpTime,
  motivo: z.string().max(500).nullish(),
};
const items = z.array(item).max(ITEMS_MAX);

const notaFiscal = z.object({
  modelo: z.union([z.enum(["55", "65"]), z.literal([55, 65])]),
  chave: z.string().max(60).meta({ description: "access key: 44 characters, the last one its check digit" }),
  numero: whole,
  serie: z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,3}$/)]),
  dtaHorEmissao: erpTime,
  vlrTotal: money,
  url: z.string().max(2_000).nullish(),
  urlXml: z.string().max(2_000).nullish(),
});
/** Of a cancelled document its key is enough. */
const cancelled = notaFiscal.partial().required({ chave: true });

/** The calls, by the last part of their address. */
export const PUSHES = {
  invoices: z.object({ ...common, notaFiscal, itens: items.optional() }),
  cancellations: z.object({ ...common, notaFiscal: cancelled.nullish(), itens: items.optional() }),
  alterations: z.object({ ...common, itens: items.min(1) }),
  statuses: z.object({ ...common, tipoEvento: z.enum(STATUS_TYPES), itens: items.optional() }),
} as const;
export type PushKind = keyof typeof PUSHES;

/** The types of event that a call takes. */
export const TYPES_OF: Readonly<Record<PushKind, readonly EventType[]>> = {
  invoices: ["FATURADO"],
  cancellations: ["CANCELADO"],
  alterations: ["ALTERADO"],
  statuses: STATUS_TYPES,
};
