/** Deliberate defects, one at a time: a simulation that does not find them finds nothing. */
import { ALTERATION_MUTANTS } from "./alterations.ts";
import { CATALOGUE_MUTANTS } from "./catalogue.ts";
import { DIALECT_MUTANTS } from "./dialect.ts";
import { FOREIGN_MUTANTS } from "./foreign.ts";
import { ORDERS_ONCE_MUTANTS } from "./orders-once.ts";
import { LINE_MUTANTS } from "./lines.ts";
import { BACK_MUTANTS } from "./back.ts";
import { PAYMENT_MUTANTS } from "./payments.ts";
import { NAMED_MUTANTS } from "./named.ts";
import { type Mutant, one } from "./mutant.ts";
import { PICTURE_MUTANTS } from "./pictures.ts";
import { PRIVACY_MUTANTS } from "./privacy.ts";
import { READING_MUTANTS } from "./reading.ts";
import { SHOP_MUTANTS } from "./shop.ts";

export const MUTANTS: readonly Mutant[] = [
  one(
    "shorthand-in-the-title",
    "shorthand of shelf labels stays in the titles",
    "src/rules/catalog/names.ts",
    "if (long !== null) return first ? capitalised(long) : long;",
    "if (long === word) return first ? capitalised(long) : long;",
  ),
  one(
    "document-in-the-log-with-dots",
    "a log line has the customer's CPF as people write it",
    "src/orders/submit/submit.ts",
    'log.info("order.accepted", { orderId: row.orderId, seqPedido });',
    'log.info("order.accepted", { orderId: row.orderId, seqPedido, of: pedido.clienteDto.cpfCnpj.replace(/(...)(...)(...)(..)/, "$1.$2.$3-$4") });',
  ),
  one(
    "secret-in-the-log",
    "the log line of a new token contains the secret of its request",
    "src/shopify/client/token.ts",
    "scope: parsed.data.scope ?? null });",
    "scope: parsed.data.scope ?? null, by: config.clientSecret });",
  ),
  one(
    "complement-dropped",
    "the second half of an address, before the bairro, is left out",
    "src/rules/orders/people/order-address.ts",
    "complementoLogradouro: complement,",
    'complementoLogradouro: "",',
  ),
  one(
    "complement-as-bairro",
    "an apartment alone on the second line is read as the bairro",
    "src/rules/brazil/address-units.ts",
    "const isKnown = COMPLEMENTS.has(letters);",
    "const isKnown = COMPLEMENTS.has(letters) && letters === `${at}`;",
  ),
  one(
    "district-not-informed",
    "an address without a bairro is submitted although the rule forbids it",
    "src/rules/orders/people/order-address.ts",
    'if (district === "" && rules.districtMissing === "hold")',
    'if (district === "" && rules.districtMissing !== "hold")',
  ),
  one(
    "invoice-to-the-recipient",
    "the invoice is made out to the name on the parcel",
    "src/rules/orders/people/customer.ts",
    "const person = [corrected.name, order.billingAddress?.name,",
    "const person = [order.shippingAddress?.name?.split(' ')[0],",
  ),
  one(
    "every-delivery-picked-up",
    "the delivery type of the rules' default wins over the order's own",
    "src/rules/orders/pedido-venda.ts",
    'tipoEntrega: own.tipoEntrega ?? (place.isPickup ? "R" : "E"),',
    'tipoEntrega: own.tipoEntrega ?? "E",',
  ),
  one(
    "first-payment-form-for-all",
    "every payment is submitted with the form that was mapped first",
    "src/rules/orders/pedido-venda.ts",
    "form === null ? [] : [{ payment, card, seqFormaPagto: form.seqFormaPagto }],",
    "form === null ? [] : [{ payment, card, seqFormaPagto: paymentForms[0]?.seqFormaPagto ?? 0 }],",
  ),
  one(
    "a-cent-is-nothing",
    "a row of weighed goods may come to a cent more or less than was paid",
    "src/rules/orders/items/erp-rows.ts",
    "if (rowCents({ priceCents, quantityMilli }) === netCents)",
    "if (Math.abs(rowCents({ priceCents: priceCents + 1, quantityMilli }) - netCents) <= 1)",
  ),
  one(
    "document-by-exact-name",
    "a CPF in an attribute is read under its lower-case name only, and the order stays on hold",
    "src/rules/orders/people/document.ts",
    "const name = fold(key.slice(0, 200));",
    "const name = key.slice(0, 200);",
  ),
  one(
    "exact-payment-on-hold",
    "an order that is paid to the cent goes on hold",
    "src/rules/orders/payments.ts",
    "if (paid < order.totalCents)",
    "if (paid <= order.totalCents)",
  ),
  {
    name: "watermark-before-rows",
    says: "the cursor and the watermark move in a batch before the page's rows",
    edits: [
      {
        file: "src/loads/pull-load.ts",
        find: "  const outcome = await commitPage(deps, load, statements, isLast);\n",
        replace:
          "  const [first, ...others] = statements;\n  const outcome = await commitPage(deps, load, [first], isLast);\n" +
          '  if (outcome === "committed" && others.length > 0) await db.batch(others);\n',
      },
    ],
  },
  one(
    "overlap-removed",
    "a run reads from the watermark itself, not from five minutes before it",
    "src/loads/run-start.ts",
    "watermark - (load.overlapSeconds ?? OVERLAP_SECONDS_DEFAULT) * 1000;",
    "watermark - (load.overlapSeconds ?? OVERLAP_SECONDS_DEFAULT) * 0;",
  ),
  one(
    "several-pages-read-once",
    "a list of several pages moves the watermark as if it were one answer",
    "src/loads/pull-load.ts",
    'ofSeveralPages: load.page > 1 && pageIs !== "unpaged"',
    "ofSeveralPages: load.page < 1",
  ),
  one(
    "empty-page-is-the-end",
    "an empty page ends a collection, whatever hasNext is",
    "src/erp/client/pages.ts",
    "const isLast = record.query.page === null || (said ?? items.length !== pageSize);",
    "const isLast = record.query.page === null || items.length === 0 || (said ?? items.length !== pageSize);",
  ),
  one(
    "epoch-fence-dropped",
    "a batch is committed also after a lost lease",
    "src/hub/loads/loads.ts",
    "const fence = sqlText`${loads.epoch} = ?4 AND ${loads.page} = ?5 AND ${loads.runId} = ?6`;",
    "const fence = sqlText`?4 = ?4 AND ?5 = ?5 AND ?6 = ?6`;",
  ),
  one(
    "refusals-not-reported",
    "a refused record is skipped without a desk entry",
    "src/loads/parse-page.ts",
    "each])).values())\n      open(remark, item);",
    "each])).values())\n      if (remark === null) open(remark, item);",
  ),
  one(
    "errors-with-200-are-success",
    "a response with data counts as success, whatever its errors",
    "src/shopify/client/answer.ts",
    "  if (errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.length === 0))\n",
    "  if (data === undefined && errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.length === 0))\n",
  ),
  one(
    "sent-mark-regardless-of-hash",
    "a row is marked sent although it changed while it was being sent",
    "src/hub/stock/due-stock.ts",
    "THEN ${stock}.${stock.hash} ELSE NULL END",
    "THEN ${stock}.${stock.hash} ELSE ${stock}.${stock.hash} END",
  ),
  one(
    "sent-mark-before-acceptance",
    "a stock call whose outcome is unknown is dropped and its rows count as sent",
    "src/publish/stock/call.ts",
    '      await lane.write(result.failure.kind === "unknown" ? [] : [dropCalls(lane.db, [key])]);\n',
    "      await lane.write([\n        markStock(\n          lane.db,\n          run.companies,\n          lines.map(({ row, units }) => markOf(row, units)),\n        ),\n        dropCalls(lane.db, [key]),\n      ]);\n",
  ),
  one(
    "stale-answer-ignored",
    "a comparison that failed counts as done",
    "src/publish/stock/call.ts",
    "    if (desired.units === now.sentQuantity) same.push({ row: now, units: desired.units });\n",
    "    if (wasStale || desired.units === now.sentQuantity) same.push({ row: now, units: desired.units });\n",
  ),
  one(
    "stock-rounded-up",
    "0.95 kg sold by 100 g is 10",
    "src/rules/stock/available-quantity.ts",
    "(freeMilli - (freeMilli % unitMilli)) / unitMilli",
    "Math.ceil(freeMilli / unitMilli)",
  ),
  one(
    "stock-subtracted-twice",
    "S14: an order's goods stay reserved after the ERP has deducted them",
    "src/hub/stock/reservation-release.ts",
    "r.${reserved.importedAt} < j.value ->> 'releaseAt'",
    "r.${reserved.importedAt} < 0 * (j.value ->> 'releaseAt')",
  ),
  one(
    "reserved-by-package-only",
    "a sold case does not lower the level of its single bottles",
    "src/hub/orders/reservations.ts",
    "  sqlText`${found}.${stock.seqProduct} = ${given}.${stock.seqProduct}\n",
    "  sqlText`${found}.${stock.sku} = ${given}.${stock.sku} AND ${found}.${stock.seqProduct} = ${given}.${stock.seqProduct}\n",
  ),
  {
    name: "price-zero-published",
    says: "a price of zero is a price",
    edits: [
      {
        file: "src/rules/prices/price-row.ts",
        find: "  if (!normal.ok || normal.value <= 0) {\n",
        replace: "  if (!normal.ok || normal.value < 0) {\n",
      },
      {
        file: "src/rules/prices/shop-price.ts",
        find: 'if (normalCents <= 0) return { kind: "invalid", reason: "price-zero" };',
        replace: 'if (normalCents < 0) return { kind: "invalid", reason: "price-zero" };',
      },
    ],
  },
  one(
    "promotion-never-ends",
    "nothing is due when a promotion's time has come",
    "src/rules/prices/shop-price.ts",
    'return { kind: "price", priceCents, compareAtCents: normalCents, nextChangeAt };',
    'return { kind: "price", priceCents, compareAtCents: normalCents, nextChangeAt: null };',
  ),
  {
    name: "digest-without-amounts",
    says: "a look after the submission compares neither amounts nor quantities, so an edit is taken for our own write",
    edits: [
      {
        file: "src/rules/orders/shop-digest.ts",
        find: "const amountOf = ({ shopMoney }: Money): number => Number(shopMoney.amount);",
        replace: "const amountOf = ({ shopMoney }: Money): number => 0 * Number(shopMoney.amount);",
      },
      {
        file: "src/rules/orders/shop-digest.ts",
        find: "lineItems.nodes.map(({ id, currentQuantity }) => [id, currentQuantity]),",
        replace: "lineItems.nodes.map(({ id }) => [id]),",
      },
    ],
  },
  one(
    "submitted-order-rests",
    "an order that is released with its number has no next check: its import never shows",
    "src/orders/submit/adopt.ts",
    "const nextAt = isOfPost ? now + FOLLOW_UP_AFTER_MS : null;",
    "const nextAt = isOfPost ? now + 1_000 * FOLLOW_UP_AFTER_MS : null;",
  ),
  one(
    "submitted-without-lookup",
    "no lookup after an unknown outcome: the order is simply submitted again",
    "src/orders/submit/confirm.ts",
    "  const lookup = await findOrder(erp, { salesChannel: config.erp.salesChannel, orderId: row.orderId }, row.seqPedido);\n",
    '  const lookup = await Promise.resolve<Awaited<ReturnType<typeof findOrder>>>({ kind: "notThere" });\n  void [findOrder, erp, config];\n',
  ),
  one(
    "not-there-believed-at-once",
    'the lookup follows at once, and its "not found" is final',
    "src/rules/orders/state-machine.ts",
    "export const NOT_FOUND_FINAL_AFTER_MS = 360_000;",
    "export const NOT_FOUND_FINAL_AFTER_MS = 1_000;",
  ),
  one(
    "post-repeated-by-the-client",
    "a POST that was cut is sent again, like a GET",
    "src/erp/client/client.ts",
    'post: (path, body, { leavesUntil, method = "POST" } = {}) =>\n        once(method, path, addressOf(config.baseUrl, path), JSON.stringify(body), leavesUntil),',
    'post: async (path, body, { leavesUntil, method = "POST" } = {}) => {\n      const submit = () => once(method, path, addressOf(config.baseUrl, path), JSON.stringify(body), leavesUntil);\n      const first = await submit();\n      return first.ok || first.failure.kind !== "unknown" ? first : submit();\n    },',
  ),
  {
    name: "unpaid-submitted",
    says: "a pending PIX counts as paid",
    edits: [
      {
        file: "src/rules/orders/assess.ts",
        find: '      return isPromiseEnough(order, mapping) ? null : { kind: "waitingPayment", reason: "pending" };\n',
        replace: "      return null;\n",
      },
      {
        file: "src/rules/orders/payments.ts",
        find: 'order.transactions.filter(({ status }) => status === "SUCCESS")',
        replace: 'order.transactions.filter(({ status }) => status === "SUCCESS" || status === "PENDING")',
      },
    ],
  },
  {
    name: "old-payload-replayed",
    says: "a retry submits the order as it was first read",
    edits: [
      {
        file: "src/orders/submit/evaluate.ts",
        find: "  const read = await readOrder(deps.shopify, row.orderId);\n",
        replace:
          "  const kept = READ_BEFORE.get(deps.random) ?? new Map();\n  READ_BEFORE.set(deps.random, kept);\n" +
          "  const read = kept.get(row.orderId) ?? (await readOrder(deps.shopify, row.orderId));\n" +
          "  kept.set(row.orderId, read);\n",
      },
      {
        file: "src/orders/submit/evaluate.ts",
        find: "const NOTHING: Reading =",
        replace: "const READ_BEFORE = new WeakMap();\nconst NOTHING: Reading =",
      },
    ],
  },
  one(
    "old-quantities-submitted",
    "the order is submitted as it was bought, not as it is after an edit",
    "src/rules/orders/shop-order.ts",
    "currentQuantity: item.currentQuantity,",
    "currentQuantity: item.quantity,",
  ),
  one(
    "sweep-moves-before-sending",
    "the sweep's messages are thrown away when the queue does not take them",
    "src/orders/intake/sweep.ts",
    "  if (messages.length > 0) await orders.sendBatch(messages);\n",
    "  if (messages.length > 0) await orders.sendBatch(messages).catch(() => undefined);\n",
  ),
  one(
    "no-sweep",
    "the sweep finds no order whose webhook was lost",
    "src/orders/intake/sweep.ts",
    "  const changed = await unseen(db, swept);\n",
    "  const changed = (await unseen(db, swept)).slice(0, 0);\n",
  ),
  one(
    "dropped-webhooks-stay-dropped",
    "a subscription is created only once, by the setup",
    "src/setup/renew-webhooks.ts",
    "  if (topics.length === 0) {\n",
    "  if (topics.length >= 0) {\n",
  ),
  one(
    "only-new-orders-handled",
    "of the webhook topics only orders/create is handled",
    "src/orders/intake/notification.ts",
    "  const notification = readNotification(topic, body);\n",
    '  const notification = readNotification(topic, body);\n  if (topic !== "orders/create") return true;\n',
  ),
  one(
    "known-is-seen",
    "a second webhook or sweep of an order counts as unchanged",
    "src/rules/orders/seen-mark.ts",
    "  return announced !== undefined && mark !== null && Date.parse(announced) <= Date.parse(mark);\n",
    "  return announced !== undefined && mark !== null;\n",
  ),
  {
    name: "hub-asked-before-the-queue",
    says: "a webhook is looked up in the hub before it is queued",
    edits: [
      {
        file: "src/orders/intake/notification.ts",
        find: "  const { log, orders, loads } = deps;\n",
        replace: "  const { log, orders, loads, db } = deps as unknown as Deps;\n",
      },
      {
        file: "src/orders/intake/notification.ts",
        find: "  const notification = readNotification(topic, body);\n  try {\n",
        replace:
          '  const notification = readNotification(topic, body);\n  try {\n    await db.prepare("SELECT count(*) FROM webhook_deliveries WHERE event_id = ?1").bind(eventId).first();\n',
      },
    ],
  },
  one(
    "invoice-before-alteration",
    "an invoice goes onto the order although a cut before it was not applied",
    "src/rules/orders/invoices.ts",
    "    if (!isSubmitted && isAhead && !cancelled.has(key)) {\n",
    "    if (!isSubmitted && isAhead && event.invoice === null) {\n",
  ),
  one(
    "cancellation-not-reported",
    "an order cancelled in the ERP opens no entry",
    "src/rules/orders/invoices.ts",
    'filter((event) => event.type === "ALTERADO" || cancelsOrder(event))',
    'filter((event) => event.type === "ALTERADO")',
  ),
  one(
    "name-in-the-log",
    "the buyer's name is written into the log",
    "src/orders/submit/submit.ts",
    'log.info("order.accepted", { orderId: row.orderId, seqPedido });',
    'log.info("order.accepted", { orderId: row.orderId, seqPedido, customer: pedido.clienteDto.nomeRazaoSocial });',
  ),
  one(
    "document-in-the-timeline",
    "the whole order is stored in the timeline",
    "src/orders/submit/submit.ts",
    "JSON.stringify(snapshot) }",
    "JSON.stringify({ ...snapshot, pedido }) }",
  ),
  ...DIALECT_MUTANTS,
  ...ORDERS_ONCE_MUTANTS,
  ...PAYMENT_MUTANTS,
  ...ALTERATION_MUTANTS,
  ...LINE_MUTANTS,
  ...BACK_MUTANTS,
  one(
    "ledger-lost-order-is-under-way",
    "an order that the ERP lost is believed to be on its way",
    "src/rules/orders/ledger/compare.ts",
    "  if (hub?.seqPedido == null) {\n    const isHeld",
    '  if (hub?.seqPedido != null) return named("under-way");\n  if (hub?.seqPedido == null) {\n    const isHeld',
  ),
  one(
    "ledger-cancelled-order-is-done",
    "an order that is cancelled in the shop is no matter of the ledger",
    "src/rules/orders/ledger/compare.ts",
    'differences: [{ kind: "cancelled-alive", seqPedido }, ...twice] };',
    "differences: [...twice] };",
  ),
  one(
    "ledger-compares-no-items",
    "items are not compared, the total will do",
    "src/rules/orders/ledger/compare.ts",
    '  if (found.length > 0) return { kind: "differs", found };\n',
    "",
  ),
  ...READING_MUTANTS,
  ...FOREIGN_MUTANTS,
  ...PICTURE_MUTANTS,
  ...PRIVACY_MUTANTS,
  ...CATALOGUE_MUTANTS,
  ...NAMED_MUTANTS,
  ...SHOP_MUTANTS,
];
