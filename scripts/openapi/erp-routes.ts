/** The routes of /erp in words. The bodies are the schemas that judge a push. */
import * as z from "zod";
import { refundsQuery } from "../../src/routes/erp/refunds.ts";
import { EVENTS_OF_A_PUSH, PUSHES, type PushKind } from "../../src/rules/orders/pushed-event.ts";
import { answer, cents, count, instantOut, maybe, text, type Described } from "./described.ts";

const headers = z.object({
  "Idempotency-Key": z.string().min(1).max(200).optional().meta({
    description: "The same key with the same body has the same answer for seven days; with another body it is 422.",
  }),
});
const taken = answer({ events: z.array(answer({ id: text, orderId: text })) });
const push = (kind: PushKind, summary: string): Described => ({
  tag: "erp",
  summary,
  headers,
  body: z.union([PUSHES[kind], z.array(PUSHES[kind]).min(1).max(EVENTS_OF_A_PUSH)]),
  answers: { 202: taken },
  refusals: [400, 408, 413, 422, 429, 503],
});

export const ERP_ROUTES: Readonly<Record<string, Described>> = {
  "POST /invoices": push("invoices", "Invoices of orders, NF-e or NFC-e"),
  "POST /cancellations": push("cancellations", "Orders were cancelled, or documents of them"),
  "POST /alterations": push("alterations", "Quantities as they now are: cut, less, more, other weight, added items"),
  "POST /statuses": push("statuses", "States on the way: picking, ready for pickup, dispatched, delivered"),
  "GET /refunds": {
    tag: "erp",
    summary: "Refunds that Shopify recorded on orders which the ERP has, oldest record first",
    query: refundsQuery,
    answers: {
      200: answer({
        refunds: z.array(
          answer({
            id: text,
            orderId: text,
            refundedAt: instantOut,
            recordedAt: instantOut,
            totalCents: cents,
            seqPedido: maybe(count),
            nroPedVenda: maybe(count),
            nroEmpresa: maybe(count),
            madeBy: z.enum(["shop", "connector"]),
            items: z.array(
              answer({
                sku: maybe(text),
                seqProduto: maybe(count),
                qtdEmbalagem: maybe(z.number()),
                quantity: count,
                subtotalCents: cents,
                restock: text,
              }),
            ),
          }),
        ),
        next: maybe(text),
      }),
    },
    refusals: [422, 429],
  },
  "GET /events/:id": {
    tag: "erp",
    summary: "How far an event has got, and why it waits",
    query: z.object({ lang: z.enum(["pt-BR", "en"]).optional() }),
    answers: {
      200: answer({
        id: text,
        orderId: text,
        type: text,
        happenedAt: instantOut,
        state: z.enum(["received", "waiting", "desk", "applied", "cleared"]),
        receivedAt: instantOut,
        appliedAt: maybe(instantOut),
        way: z.enum(["poll", "push"]),
        reasons: z.array(answer({ code: text, message: text })),
      }),
    },
    refusals: [404, 429],
  },
};
