/** Deliberate defects, one at a time: a simulation that does not find them finds nothing. */
import { GOODS_MUTANTS } from "./goods.ts";
import { type Mutant, one } from "./mutant.ts";

export const MUTANTS: readonly Mutant[] = [
  one(
    "document-in-the-log-with-dots",
    "a log line has the customer's CPF as people write it",
    "src/queues/order/tell.ts",
    'log.info("order.submitted", { orderId: row.orderId, seqPedido, outcome });',
    'log.info("order.submitted", { orderId: row.orderId, seqPedido, outcome, of: pedido.clienteDto.cpfCnpj.replace(/(...)(...)(...)(..)/, "$1.$2.$3-$4") });',
  ),
  one(
    "secret-in-the-log",
    "the line that tells of a new token tells what it was asked for with",
    "src/shopify/token.ts",
    "scope: parsed.data.scope ?? null });",
    "scope: parsed.data.scope ?? null, by: config.clientSecret });",
  ),
  one(
    "complement-dropped",
    "the second half of an address, before the bairro, is left out",
    "src/orders/customer.ts",
    'complementoLogradouro: erpText(parts.complement ?? "", MAX.complement),',
    'complementoLogradouro: erpText("", MAX.complement),',
  ),
  one(
    "first-payment-form-for-all",
    "every payment is told as the form that was mapped first",
    "src/orders/pedido-venda.ts",
    "seqFormaPagto: formOf(payment) ?? 0,",
    "seqFormaPagto: [...paymentForms.values()][0] ?? 0,",
  ),
  one(
    "a-cent-is-nothing",
    "a row of weighed goods may come to a cent more or less than was paid",
    "src/orders/rows.ts",
    "if (rowCents({ priceCents: price, quantityMilli }) === netCents)",
    "if (Math.abs(rowCents({ priceCents: price + 1, quantityMilli }) - netCents) <= 1)",
  ),
  one(
    "document-by-exact-name",
    "a CPF in an attribute is read under its lower-case name only, and the order held",
    "src/orders/customer.ts",
    "tax[\\s_-]?id)$/i;",
    "tax[\\s_-]?id)$/;",
  ),
  one(
    "exact-payment-held",
    "an order that is paid to the cent is held as if something were missing",
    "src/orders/payments.ts",
    "if (paid < order.totalCents)",
    "if (paid <= order.totalCents)",
  ),
  {
    name: "watermark-before-rows",
    says: "the cursor and the watermark move in a batch before the page's rows",
    edits: [
      {
        file: "src/crons/pull.ts",
        find: "  const outcome = await commitPage(deps, load, statements);\n",
        replace:
          "  const [first, ...others] = statements;\n  const outcome = await commitPage(deps, load, [first]);\n" +
          '  if (outcome === "committed" && others.length > 0) await db.batch(others);\n',
      },
    ],
  },
  one(
    "overlap-removed",
    "a run asks from the watermark itself, not from five minutes before it",
    "src/crons/pull.ts",
    "return at === null || watermark <= FIRST_WATERMARK ? FIRST_WATERMARK : toErpTime(at - seconds * 1000);",
    "return at === null || watermark <= FIRST_WATERMARK ? FIRST_WATERMARK : toErpTime(at + 0 * seconds);",
  ),
  one(
    "empty-page-is-the-end",
    "an empty page ends a collection, whatever hasNext says",
    "src/erp/pages.ts",
    'const isLast = typeof hasNext === "boolean" ? !hasNext : items.length < pageSize;',
    'const isLast = items.length === 0 || (typeof hasNext === "boolean" ? !hasNext : items.length < pageSize);',
  ),
  one(
    "epoch-fence-dropped",
    "whoever comes last writes, lease or no lease",
    "src/hub/loads.ts",
    'const fence = "epoch = ?4 AND page = ?5 AND run_id = ?6";',
    'const fence = "?4 = ?4 AND ?5 = ?5 AND ?6 = ?6";',
  ),
  one(
    "refusals-not-told",
    "a record that is refused is skipped in silence",
    "src/crons/pull-page.ts",
    "    for (const remark of remarks)\n",
    "    for (const remark of remarks.slice(0, 0))\n",
  ),
  one(
    "errors-with-200-are-success",
    "an answer with data counts, whatever stands in errors",
    "src/shopify/answer.ts",
    "  if (errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.length === 0))\n",
    "  if (data === undefined && errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.length === 0))\n",
  ),
  one(
    "sent-mark-regardless-of-hash",
    "a row is marked sent although it changed while it was being sent",
    "src/hub/stock-publish.ts",
    "sent = CASE WHEN n.isNow IS n.wasThen THEN stock.hash ELSE NULL END",
    "sent = CASE WHEN n.isNow IS n.wasThen THEN stock.hash ELSE stock.hash END",
  ),
  one(
    "sent-mark-before-acceptance",
    "a stock call whose outcome is unknown is dropped and its rows count as sent",
    "src/crons/publish-stock-call.ts",
    '      await lane.write(result.failure.kind === "unknown" ? [] : [dropCall(lane.db, key)]);\n',
    "      await lane.write([\n        markStock(\n          lane.db,\n          run.companies,\n          lines.map(({ row, units }) => markOf(row, units)),\n        ),\n        dropCall(lane.db, key),\n      ]);\n",
  ),
  one(
    "stale-answer-ignored",
    "a comparison that failed counts as done",
    "src/crons/publish-stock-call.ts",
    "    if (desired.units === now.sentQuantity) same.push({ row: now, units: desired.units });\n",
    "    if (wasStale || desired.units === now.sentQuantity) same.push({ row: now, units: desired.units });\n",
  ),
  one(
    "stock-rounded-up",
    "0.95 kg sold by 100 g is 10",
    "src/catalog/shop-stock.ts",
    "(freeMilli - (freeMilli % unitMilli)) / unitMilli",
    "Math.ceil(freeMilli / unitMilli)",
  ),
  one(
    "stock-subtracted-twice",
    "S14: an order's goods stay reserved after the ERP has taken them off",
    "src/hub/stock-publish.ts",
    "const IS_READ = \"r.company = j.value ->> 'company' AND r.imported_at < j.value ->> 'releaseAt'\";",
    "const IS_READ = \"r.company = j.value ->> 'company' AND r.imported_at < 0 * (j.value ->> 'releaseAt')\";",
  ),
  one(
    "reserved-by-package-only",
    "a sold case does not lower the level of its single bottles",
    "src/hub/order-reservations.ts",
    "  `${found}.sku >= substr(${given}.sku, 1, instr(${given}.sku, 'E'))\n",
    "  `${found}.sku = ${given}.sku AND ${found}.sku >= substr(${given}.sku, 1, instr(${given}.sku, 'E'))\n",
  ),
  {
    name: "price-zero-published",
    says: "a price of zero is a price",
    edits: [
      {
        file: "src/catalog/price-row.ts",
        find: "  if (!normal.ok || normal.value <= 0) {\n",
        replace: "  if (!normal.ok || normal.value < 0) {\n",
      },
      {
        file: "src/catalog/shop-price.ts",
        find: 'if (normalCents <= 0) return { kind: "invalid", reason: "price-zero" };',
        replace: 'if (normalCents < 0) return { kind: "invalid", reason: "price-zero" };',
      },
    ],
  },
  one(
    "promotion-never-ends",
    "nothing is due when a promotion's time has come",
    "src/catalog/shop-price.ts",
    'return { kind: "price", priceCents: promoCents, compareAtCents: normalCents, nextChangeAt: row.promoUntil };',
    'return { kind: "price", priceCents: promoCents, compareAtCents: normalCents, nextChangeAt: null };',
  ),
  one(
    "told-without-question",
    "no question after an unknown outcome: the order is simply told again",
    "src/queues/order/ask.ts",
    "  const result = await askOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId });\n",
    '  const result = await Promise.resolve<Awaited<ReturnType<typeof askOrder>>>({ ok: false, failure: { kind: "notThere" } });\n  void [askOrder, erp, config];\n',
  ),
  one(
    "not-there-believed-at-once",
    "the ERP is asked the moment after, and its no is final",
    "src/orders/machine.ts",
    "export const NOT_THERE_COUNTS_AFTER_MS = 120_000;",
    "export const NOT_THERE_COUNTS_AFTER_MS = 1_000;",
  ),
  one(
    "post-repeated-by-the-client",
    "a POST that was cut is sent again, like a GET",
    "src/erp/client.ts",
    'post: (path, body, { leavesUntil } = {}) =>\n      once("POST", path, config.baseUrl + path, JSON.stringify(body), leavesUntil),',
    'post: async (path, body, { leavesUntil } = {}) => {\n      const tell = () => once("POST", path, config.baseUrl + path, JSON.stringify(body), leavesUntil);\n      const first = await tell();\n      return first.ok || first.failure.kind !== "unknown" ? first : tell();\n    },',
  ),
  {
    name: "unpaid-submitted",
    says: "a PIX on its way is as good as paid",
    edits: [
      {
        file: "src/orders/assess.ts",
        find: '      return { kind: "waitingPayment", reason: "pending" };\n',
        replace: "      return null;\n",
      },
      {
        file: "src/orders/payments.ts",
        find: 'order.transactions.filter(({ status }) => status === "SUCCESS")',
        replace: 'order.transactions.filter(({ status }) => status === "SUCCESS" || status === "PENDING")',
      },
    ],
  },
  {
    name: "old-payload-replayed",
    says: "an order that was read once is not read again: a retry tells what was true then",
    edits: [
      {
        file: "src/queues/order/look.ts",
        find: "  const read = await readOrder(deps.shopify, row.orderId);\n",
        replace:
          "  const kept = READ_BEFORE.get(deps.random) ?? new Map();\n  READ_BEFORE.set(deps.random, kept);\n" +
          "  const read = kept.get(row.orderId) ?? (await readOrder(deps.shopify, row.orderId));\n" +
          "  kept.set(row.orderId, read);\n",
      },
      {
        file: "src/queues/order/look.ts",
        find: "const NOTHING: Seen =",
        replace: "const READ_BEFORE = new WeakMap();\nconst NOTHING: Seen =",
      },
    ],
  },
  one(
    "old-quantities-told",
    "the order is told as it was bought, not as it stands after an edit",
    "src/orders/items.ts",
    "line.currentQuantity",
    "line.quantity",
  ),
  one(
    "sweep-moves-before-sending",
    "the sweep's messages are thrown away when the queue does not take them",
    "src/crons/order-sweep.ts",
    '    await orders.sendBatch(news.map(({ orderId }) => ({ body: { orderId, cause: "sweep" as const } })));\n',
    '    await orders.sendBatch(news.map(({ orderId }) => ({ body: { orderId, cause: "sweep" as const } }))).catch(() => undefined);\n',
  ),
  one(
    "no-sweep",
    "webhooks are enough",
    "src/crons/order-sweep.ts",
    "  const news = await unseen(db, swept);\n",
    "  const news = (await unseen(db, swept)).slice(0, 0);\n",
  ),
  one(
    "dropped-webhooks-stay-dropped",
    "a subscription is made once, by the set-up",
    "src/crons/renew-webhooks.ts",
    "  if (topics.length === 0) {\n",
    "  if (topics.length >= 0) {\n",
  ),
  one(
    "new-orders-alone-heard",
    "of a webhook's topics only orders/create is listened to",
    "src/routes/webhooks.ts",
    '  if (eventId !== "" && !(await claimDelivery(db, eventId, topic, clock.now()))) {\n',
    '  if (topic !== "orders/create" || !(await claimDelivery(db, eventId, topic, clock.now()))) {\n',
  ),
  one(
    "invoice-before-alteration",
    "an invoice goes onto the order although a cut before it was not applied",
    "src/orders/invoices.ts",
    "    if (!isTold && isAhead) {\n",
    "    if (!isTold && isAhead && event.invoice === null) {\n",
  ),
  one(
    "cancellation-not-told",
    "an order cancelled in the ERP is nobody's business",
    "src/orders/invoices.ts",
    'filter(({ type }) => type === "ALTERADO" || type === "CANCELADO")',
    'filter(({ type }) => type === "ALTERADO")',
  ),
  one(
    "name-in-the-log",
    "who buys is written into the log, it is so handy",
    "src/queues/order/tell.ts",
    'log.info("order.submitted", { orderId: row.orderId, seqPedido, outcome });',
    'log.info("order.submitted", { orderId: row.orderId, seqPedido, outcome, customer: pedido.clienteDto.nomeRazaoSocial });',
  ),
  one(
    "document-in-the-timeline",
    "the whole order is kept in the hub, for later",
    "src/queues/order/tell.ts",
    "JSON.stringify(told) }",
    "JSON.stringify({ ...told, pedido }) }",
  ),
  ...GOODS_MUTANTS,
];
