/** The routes of /api in words, with the shape of their answers. test/docs/openapi.test.ts compares it with the app. */
import { learnFiles } from "../../src/routes/api/erp.ts";
import { specificationMapping } from "../../src/rules/images/specifications.ts";
import * as z from "zod";
import * as root from "../../src/routes/api/index.ts";
import * as catalog from "../../src/routes/api/catalog.ts";
import * as companies from "../../src/routes/api/companies.ts";
import * as desk from "../../src/routes/api/desk.ts";
import * as drift from "../../src/routes/api/drift.ts";
import * as dryRun from "../../src/routes/api/live/dry-run.ts";
import * as goLive from "../../src/routes/api/live/go-live.ts";
import { similars } from "../../src/routes/api/similars.ts";
import * as images from "../../src/routes/api/images.ts";
import * as loads from "../../src/routes/api/loads.ts";
import * as ledger from "../../src/routes/api/order-ledger.ts";
import * as heldStock from "../../src/routes/api/held-stock.ts";
import * as orders from "../../src/routes/api/orders.ts";
import * as priceLists from "../../src/routes/api/price-lists.ts";
import * as prices from "../../src/routes/api/prices.ts";
import * as settings from "../../src/routes/api/settings.ts";
import * as tokens from "../../src/routes/api/access/tokens.ts";
import { ALERT_KINDS, alertSettings } from "../../src/rules/alerts/kinds.ts";
import { dialectFile } from "../../src/rules/dialect/file.ts";
import { people as peopleRows } from "../../src/rules/access/people.ts";
import { catalogSettings } from "../../src/rules/catalog/settings.ts";
import { DIFFERENCES } from "../../src/rules/orders/ledger/compare.ts";
import { orderRules } from "../../src/rules/orders/settings.ts";
import { safetyRules } from "../../src/rules/stock/safety-rules.ts";
import { answer, cents, count, flag, instantOut, maybe, queued, text, type Described } from "./described.ts";

const forced = z.object({ force: z.enum(["true"]).optional() });
const lang = { lang: z.enum(["pt-BR", "en"]).optional() };
const inLanguage = z.object(lang);
const entry = answer({ area: text, reason: text, params: answer({}), record: text, message: text });
const ofLoad = { name: text, company: count, segment: count };
const load = answer({
  ...ofLoad,
  state: z.enum(["never", "paused", "running", "waiting", "idle"]),
  watermark: maybe(text),
  run: maybe(
    answer({ runId: text, page: count, readFrom: maybe(instantOut), readUntil: maybe(instantOut), isFull: flag }),
  ),
  lastRun: maybe(
    answer({
      runId: text,
      startedAt: instantOut,
      endedAt: maybe(instantOut),
      outcome: maybe(text),
      reason: maybe(text),
      pages: count,
      read: count,
      changed: count,
      unchanged: count,
      refused: count,
      delisted: count,
    }),
  ),
  fullAt: maybe(text),
  fullWanted: flag,
  restsUntil: maybe(instantOut),
  delisting: answer({ state: maybe(text), rows: count }),
  settings: answer({}),
  cron: maybe(text),
  nextAt: maybe(instantOut),
});
const stalled = z.array(answer({ ...ofLoad, since: instantOut, hasEnded: flag, answer: maybe(text) }));
const company = answer({
  company: count,
  name: text,
  locationId: maybe(text),
  enabled: flag,
  safetyMilli: count,
  quantityIn: z.enum(["units", "packages"]),
});
const priceTarget = answer({ kind: text, priceListId: maybe(text), company: count, segment: count, removing: flag });
const paymentForm = answer({
  gateway: text,
  instalments: maybe(answer({ from: count, to: count })),
  seqFormaPagto: count,
  submitWhile: z.array(text),
});
const finding = answer({
  n: count,
  kind: text,
  seqProduct: count,
  sku: text,
  company: count,
  target: text,
  expected: maybe(text),
  actual: maybe(text),
  repairedAt: maybe(instantOut),
});
const catalogue = answer({ catalogId: text, title: text, status: text });
const preparedList = answer({
  priceListId: text,
  market: maybe(answer({ marketId: text, name: text, status: text })),
  catalog: answer({ catalogId: text, status: text }),
  made: z.array(z.enum(["market", "catalog", "priceList"])),
});
const attribute = answer({
  name: text,
  place: z.enum(["order", "checkout", "line"]),
  readAs: z.array(text),
  orders: count,
  unreadable: count,
});
const comparedLine = answer({ sku: text, says: z.enum(["packages", "units", "unclear"]) });
const ledgerRun = answer({
  runId: text,
  kind: text,
  selectedBy: z.enum(["changed", "created"]),
  since: instantOut,
  before: instantOut,
  requestedAt: instantOut,
  endedAt: maybe(instantOut),
  stage: maybe(text),
  problem: maybe(text),
  totals: answer({
    shopify: count,
    hub: count,
    erp: count,
    byVerdict: z.array(answer({ verdict: text, orders: count })),
  }),
  comparedBy: answer({}),
});
const ledgerDifference = answer({
  orderId: text,
  name: maybe(text),
  runId: text,
  checkedAt: instantOut,
  comparedBy: z.enum(["total", "items"]).nullable(),
  differences: z.array(answer({ kind: z.enum(DIFFERENCES) })),
});
const taxonomyRow = answer({ seqCategory: count, taxonomyId: text });
const specifications = answer({
  mapping: z.array(answer({ name: text, metafield: text, type: text, of: text })),
  names: z.array(answer({ name: text, records: count, isMapped: z.boolean() })),
});
const whole = (schema: z.ZodObject) => schema.partial();

const recordProbes = z.array(
  answer({
    record: text,
    reached: flag,
    status: count,
    words: text,
    path: text,
    firstPage: count,
    envelope: text,
    records: count,
    fields: z.array(answer({ field: text, name: text, proposed: flag, samples: z.array(text) })),
    missing: z.array(text),
    unknown: z.array(text),
    faults: z.array(answer({ code: text, text })),
  }),
);

export const API_ROUTES: Readonly<Record<string, Described>> = {
  "GET /report": {
    tag: "work",
    summary: "Counts of loads, lanes and orders, backlog, and open desk entries by reason",
    query: root.runsSince.extend(lang),
    answers: {
      200: answer({
        loads: z.array(answer({ ...ofLoad, runs: count })),
        lanes: z.array(answer({ lane: text, backlog: count })),
        backlog: z.array(answer({ lane: text, rows: count })),
        orders: answer({
          byState: z.array(answer({ state: text, orders: count })),
          byReason: z.array(answer({ state: text, reason: maybe(text), orders: count })),
        }),
        desk: z.array(answer({ area: text, reason: text, open: count, example: entry })),
        reservedLines: count,
        stalled,
      }),
    },
    refusals: [422],
  },
  "GET /jobs": {
    tag: "work",
    summary: "The jobs and their crons",
    answers: { 200: z.array(answer({ cron: text, job: text })) },
  },
  "POST /run/:job": {
    tag: "work",
    summary: "Runs a job now",
    answers: { 202: answer({ job: text, queued }) },
    refusals: [404],
  },
  "GET /desk": {
    tag: "work",
    summary: "Entries of the error desk, newest first",
    query: desk.query.extend(lang),
    answers: {
      200: answer({
        entries: z.array(
          entry.extend({
            detail: maybe(text),
            state: z.enum(["open", "resolved"]),
            times: count,
            firstAt: instantOut,
            lastAt: instantOut,
          }),
        ),
      }),
    },
    refusals: [422],
  },

  "POST /images": {
    tag: "loads",
    summary: "Pictures by SKU or EAN: a batch as JSON, or the bytes of one as the body (image/*)",
    query: images.pictureQuery.extend(lang),
    body: images.pictures,
    answers: {
      200: answer({
        results: z.array(
          answer({ sku: maybe(text), place: count, accepted: flag, code: text.optional(), message: text.optional() }),
        ),
      }),
    },
    refusals: [400, 413, 422],
  },
  "GET /health": {
    tag: "work",
    summary: "ok, or degraded with the loads that have not ended well for too long",
    answers: { 200: answer({ status: z.enum(["ok", "degraded"]), loads: stalled }) },
  },
  "GET /loads": {
    tag: "loads",
    summary: "Each load: state, watermark, run, settings",
    answers: { 200: z.array(load) },
  },
  "GET /audit": {
    tag: "loads",
    summary: "Who did what, newest first",
    query: loads.auditPage,
    answers: { 200: z.array(answer({ at: instantOut, id: text, who: text, act: text, name: text })) },
    refusals: [422],
  },
  "PUT /loads/:name/:company/:segment": {
    tag: "loads",
    summary: "Settings of a load; null restores the default",
    body: loads.settings,
    answers: { 200: answer({ ...ofLoad, settings: answer({}) }) },
    refusals: [400, 404, 413, 422],
  },
  "POST /loads/:name/:company/:segment/watermark": {
    tag: "loads",
    summary: "Moves the watermark of a load, or says what that would do",
    body: loads.watermark,
    answers: {
      200: answer({
        ...ofLoad,
        before: maybe(text),
        watermark: text,
        direction: z.enum(["same", "back", "forward"]),
        moved: flag,
        warning: maybe(text),
      }),
    },
    refusals: [400, 404, 409, 413, 422],
  },
  "POST /loads/:name/:company/:segment/run": {
    tag: "loads",
    summary: "Runs a load now",
    answers: { 202: answer({ ...ofLoad, queued }) },
    refusals: [404, 409],
  },
  "POST /loads/:name/:company/:segment/pause": {
    tag: "loads",
    summary: "Stops a load at a page boundary",
    answers: { 200: answer({ ...ofLoad, state: z.literal("paused") }) },
    refusals: [404],
  },
  "POST /loads/:name/:company/:segment/resume": {
    tag: "loads",
    summary: "A paused load goes on at the same page",
    answers: { 200: answer({ ...ofLoad, resumed: z.literal(true) }) },
    refusals: [404],
  },
  "POST /loads/:name/:company/:segment/full": {
    tag: "loads",
    summary: "Reads everything once, after the current run",
    answers: { 202: answer({ ...ofLoad, queued, afterRunId: maybe(text) }) },
    refusals: [404, 409],
  },
  "POST /loads/:name/:company/:segment/approve-delisting": {
    tag: "loads",
    summary: "Lets delisted records go that the guard blocked",
    answers: { 202: answer({ ...ofLoad, rowsAllowed: count, queued }) },
    refusals: [404, 409],
  },

  "GET /drift": {
    tag: "drift",
    summary: "The last comparisons with Shopify, counts by kind, and the differences",
    query: drift.query,
    answers: {
      200: answer({ runs: z.array(answer({ runId: text })), runId: maybe(text), findings: z.array(finding) }),
    },
    refusals: [422],
  },
  "POST /drift/run": {
    tag: "drift",
    summary: "Compares now",
    body: drift.wanted,
    answers: { 202: answer({ job: text, queued }) },
    refusals: [400, 413, 422],
  },
  "POST /drift/repair": {
    tag: "drift",
    summary: "Sends one difference, a kind of them, or all of a run again",
    body: drift.repair,
    answers: { 200: answer({ runId: text, repaired: count }) },
    refusals: [400, 404, 413, 422],
  },

  "GET /dry-run": {
    tag: "dry run",
    summary: "The dry-run switch",
    answers: { 200: answer({ all: flag, scopes: z.array(text), testOrder: maybe(text) }) },
  },
  "PUT /dry-run": {
    tag: "dry run",
    summary: "Sets the dry-run switch",
    body: dryRun.dryRun,
    answers: { 200: answer({ all: flag, scopes: z.array(text), testOrder: maybe(text) }) },
    refusals: [400, 413, 422],
  },
  "GET /dry-run/report": {
    tag: "dry run",
    summary: "What would be sent; with format=text as a table of text",
    query: z.intersection(dryRun.lines, inLanguage),
    answers: {
      200: answer({
        dryRun: answer({ all: flag }),
        scopes: z.array(answer({ scope: text, newest: z.array(answer({ line: count, at: instantOut })) })),
        orders: answer({ waiting: count, newest: z.array(answer({ orderId: text })) }),
        blocked: z.array(answer({ operation: text, scope: text, times: count })),
      }),
    },
    refusals: [422],
  },
  "POST /dry-run/report": {
    tag: "dry run",
    summary: "Computes the report again",
    answers: { 202: answer({ queued }) },
  },

  "GET /doctor": {
    tag: "work",
    summary: "Every check of the installation, with its reason and its cure",
    query: inLanguage,
    answers: {
      200: answer({
        ok: flag,
        checks: z.array(
          answer({
            check: text,
            name: text,
            state: z.enum(["ok", "bad", "unknown"]),
            code: text,
            reason: text,
            cure: text,
          }),
        ),
      }),
    },
  },
  "GET /go-live": {
    tag: "dry run",
    summary: "The checklist of the go-live: steps, lanes, and which step each lane waits for",
    query: inLanguage,
    answers: {
      200: answer({
        steps: z.array(answer({ step: text, done: flag, title: text, hint: text, lanes: z.array(text) })),
        lanes: z.array(answer({ lane: text, name: text, on: flag, open: z.array(text) })),
        testOrder: maybe(text),
        ordersSince: maybe(text),
        reportSeenAt: maybe(instantOut),
        reportSeenBy: maybe(text),
      }),
    },
  },
  "POST /go-live": {
    tag: "dry run",
    summary: "Switches lanes on; with open steps only when `despite` says so",
    body: goLive.lanesOn,
    answers: { 200: answer({ on: z.array(text) }) },
    refusals: [400, 409, 413, 422],
  },
  "POST /go-live/report-seen": {
    tag: "dry run",
    summary: "A person has looked at the dry run's report",
    answers: { 200: answer({ seenAt: instantOut, seenBy: text }) },
    refusals: [409],
  },
  "PUT /go-live/test-order": {
    tag: "dry run",
    summary: "Names the one order that passes the dry run; null: none",
    body: goLive.testOrder,
    answers: { 200: answer({ orderId: maybe(text) }) },
    refusals: [400, 413, 422],
  },

  "GET /catalog/settings": {
    tag: "catalogue",
    summary: "Owners of fields, channels, keywords, collections, deleted variants",
    answers: { 200: answer({ owners: answer({}), publications: maybe(z.array(text)) }) },
  },
  "PUT /catalog/settings": {
    tag: "catalogue",
    summary: "Changes the settings that are named",
    body: whole(catalogSettings),
    answers: { 200: answer({ owners: answer({}), publications: maybe(z.array(text)) }) },
    refusals: [400, 413, 422],
  },
  "POST /catalog/titles": {
    tag: "catalogue",
    summary: "What names would be shown as; settings in the body are tried, and nothing is stored",
    body: catalog.names,
    answers: { 200: z.array(answer({ before: text, after: text })) },
    refusals: [400, 413, 422],
  },
  "GET /catalog/similars": {
    tag: "catalogue",
    summary: "How many products have a list of similar ones, and which have none although the ERP says so",
    answers: {
      200: answer({
        listedByFile: count,
        listedByErp: count,
        withoutList: z.array(answer({ seqProduct: count, title: text })),
      }),
    },
  },
  "POST /catalog/similars": {
    tag: "catalogue",
    summary: "Similar products of the products that are named, as a CSV or as lists",
    body: similars,
    answers: { 200: answer({ products: count, changed: count, unknown: z.array(count) }) },
    refusals: [400, 413, 422],
  },
  "GET /catalog/taxonomy": {
    tag: "catalogue",
    summary: "Shopify's taxonomy category of each category",
    answers: { 200: z.array(taxonomyRow) },
  },
  "PUT /catalog/taxonomy": {
    tag: "catalogue",
    summary: "Replaces the whole mapping",
    query: forced,
    body: catalog.taxonomy,
    answers: { 200: z.array(taxonomyRow) },
    refusals: [400, 409, 413, 422],
  },
  "GET /catalog/specifications": {
    tag: "catalogue",
    summary: "Which specifications of the ERP go to which metafields, and the names that the ERP has",
    answers: { 200: specifications },
  },
  "PUT /catalog/specifications": {
    tag: "catalogue",
    summary: "Replaces the whole mapping; metafields of the former one are removed",
    body: specificationMapping,
    answers: { 200: specifications },
    refusals: [400, 413, 422],
  },
  "GET /catalog/channels": {
    tag: "catalogue",
    summary: "The shop's sales channels",
    answers: { 200: z.array(answer({ publicationId: text })) },
    refusals: [409, 502],
  },
  "GET /catalog/merchant-fields": {
    tag: "catalogue",
    summary: "Fields that a merchant edited in Shopify, by product",
    query: catalog.page,
    answers: { 200: z.array(answer({ seqProduct: count, fields: z.array(text) })) },
    refusals: [422],
  },
  "POST /catalog/products/:seqProduct/release": {
    tag: "catalogue",
    summary: "These fields belong to the ERP again",
    body: catalog.release,
    answers: { 200: answer({ seqProduct: count, released: z.array(text) }) },
    refusals: [400, 404, 413, 422],
  },
  "POST /catalog/products/:seqProduct/recreate": {
    tag: "catalogue",
    summary: "Creates a product again that was deleted in Shopify",
    answers: { 202: answer({ seqProduct: count, queued }) },
    refusals: [404],
  },
  "POST /catalog/skus/:sku/recreate": {
    tag: "catalogue",
    summary: "Creates a variant again that was deleted in Shopify",
    answers: { 202: answer({ sku: text, queued }) },
    refusals: [404],
  },
  "POST /catalog/collections/:seqCategory/recreate": {
    tag: "catalogue",
    summary: "Creates a collection again that was deleted in Shopify",
    answers: { 202: answer({ seqCategory: count, queued }) },
    refusals: [404],
  },

  "GET /companies": {
    tag: "set-up",
    summary: "The location of each company, and its settings",
    answers: { 200: z.array(company) },
  },
  "PUT /companies": {
    tag: "set-up",
    summary: "Maps companies to locations",
    query: forced,
    body: companies.companies,
    answers: { 200: z.array(company) },
    refusals: [400, 409, 413, 422],
  },
  "POST /setup": {
    tag: "set-up",
    summary: "Creates metafield definitions and subscribes the webhooks; may be repeated",
    answers: { 200: answer({}) },
    refusals: [409, 502],
  },
  "DELETE /setup/webhooks": {
    tag: "set-up",
    summary: "Deletes this app's webhooks to the address of this call; may be repeated",
    answers: { 200: answer({ address: text, removed: z.array(text) }) },
    refusals: [409, 502],
  },
  "GET /erp/dialect": {
    tag: "set-up",
    summary: "How the ERP speaks: the lines in which it differs from the documented one, as a file",
    answers: { 200: dialectFile },
  },
  "PUT /erp/dialect": {
    tag: "set-up",
    summary: "Replaces the dialect; loads whose records are read otherwise read everything again",
    body: dialectFile,
    answers: { 200: answer({ dialect: dialectFile, fullReads: z.array(text) }) },
    refusals: [400, 413, 422],
  },
  "GET /erp/companies": {
    tag: "set-up",
    summary: "The companies as the ERP lists them",
    answers: { 200: z.array(answer({ company: count, name: text, active: flag })) },
    refusals: [502],
  },
  "GET /shopify/locations": {
    tag: "set-up",
    summary: "The shop's locations",
    answers: { 200: z.array(answer({ locationId: text, name: text, isActive: flag })) },
    refusals: [502],
  },
  "POST /erp/probe": {
    tag: "set-up",
    summary: "Reads the first pages of each record of the ERP and proposes a dialect; changes nothing",
    query: inLanguage,
    answers: {
      200: answer({
        login: answer({ ok: flag, status: count, words: text }),
        records: recordProbes,
        dialect: dialectFile,
      }),
    },
  },
  "POST /erp/learn": {
    tag: "set-up",
    summary: "Proposes a dialect out of a Swagger or OpenAPI document, or of samples; changes nothing",
    query: inLanguage,
    body: learnFiles,
    answers: {
      200: answer({
        files: z.array(answer({ name: text, readAs: text, records: z.array(text) })),
        records: recordProbes,
        order: maybe(
          answer({
            paymentData: maybe(text),
            missing: z.array(text),
            unknown: z.array(text),
            needed: z.array(text),
          }),
        ),
        dialect: dialectFile,
      }),
    },
    refusals: [400, 413, 422],
  },
  "GET /orders-since": {
    tag: "set-up",
    summary: "From which instant Shopify's orders are ours",
    answers: { 200: answer({ since: maybe(instantOut) }) },
  },
  "PUT /orders-since": {
    tag: "set-up",
    summary: "Moves that instant",
    body: settings.ordersSince,
    answers: { 200: answer({ since: instantOut, before: maybe(text), ordersRequeued: count }) },
    refusals: [400, 413, 422],
  },
  "GET /alerts": {
    tag: "work",
    summary: "What is wrong at present and is, or will be, sent to ALERT_URL",
    query: inLanguage,
    answers: {
      200: answer({
        isSent: flag,
        alerts: z.array(
          answer({
            kind: z.enum(ALERT_KINDS),
            subject: text,
            count,
            urgent: flag,
            title: text,
            cure: text,
            since: instantOut,
            openedAt: instantOut,
            sentAt: maybe(instantOut),
            clearedAt: maybe(instantOut),
          }),
        ),
      }),
    },
  },
  "GET /alerts/settings": {
    tag: "set-up",
    summary: "Quiet hours, muted kinds, limits and language of the alerts",
    answers: { 200: answer(alertSettings.shape) },
  },
  "PUT /alerts/settings": {
    tag: "set-up",
    summary: "Stores them; a field that is absent takes its default",
    body: alertSettings,
    answers: { 200: answer(alertSettings.shape) },
    refusals: [400, 413, 422],
  },
  "POST /alerts/test": {
    tag: "set-up",
    summary: "Sends one message to ALERT_URL and says whether it was taken; status null: no answer",
    answers: { 200: answer({ delivered: flag, status: maybe(count) }) },
    refusals: [409],
  },
  "GET /people": {
    tag: "set-up",
    summary: "People of Cloudflare Access and their roles",
    answers: { 200: answer({ people: peopleRows }) },
  },
  "PUT /people": {
    tag: "set-up",
    summary: "Stores them whole; `@domain` stands for each other address of a domain",
    body: peopleRows,
    answers: { 200: answer({ people: peopleRows }) },
    refusals: [400, 413, 422],
  },
  "GET /tokens": {
    tag: "set-up",
    summary: "Bearer tokens, without their secrets",
    answers: { 200: answer({ tokens: z.array(answer({ id: text, name: text, scope: text })) }) },
  },
  "POST /tokens": {
    tag: "set-up",
    summary: "Makes a token; its secret stands in this answer alone",
    body: tokens.newToken,
    answers: { 201: answer({ id: text, name: text, scope: text, secret: text, expiresAt: maybe(instantOut) }) },
    refusals: [400, 409, 413, 422],
  },
  "DELETE /tokens/:id": {
    tag: "set-up",
    summary: "Revokes a token; it stops working within a minute",
    answers: { 200: answer({ id: text, revoked: z.literal(true) }) },
    refusals: [404],
  },

  "GET /held-stock": {
    tag: "stock",
    summary: "What is held back because the store cut it again and again",
    query: heldStock.heldPage,
    answers: {
      200: answer({
        held: z.array(
          answer({
            company: count,
            sku: text,
            cuts: count,
            heldSince: instantOut,
            lastCutAt: instantOut,
            countedOn: maybe(text),
            quantityMilli: maybe(count),
          }),
        ),
        next: maybe(text),
      }),
    },
    refusals: [422],
  },
  "POST /held-stock/release": {
    tag: "stock",
    summary: "Puts held stock on sale again",
    body: heldStock.released,
    answers: { 200: answer({ released: count, requested: count }) },
    refusals: [400, 413, 422],
  },

  "GET /safety-stock": {
    tag: "stock",
    summary: "Safety stock by company, category, product and days of cover",
    answers: { 200: safetyRules },
  },
  "PUT /safety-stock": {
    tag: "stock",
    summary: "Replaces the rules of safety stock; the most specific one wins",
    body: safetyRules,
    answers: { 200: safetyRules },
    refusals: [400, 413, 422],
  },

  "GET /price-targets": {
    tag: "prices",
    summary: "Whose prices go where",
    answers: { 200: z.array(priceTarget) },
  },
  "PUT /price-targets": {
    tag: "prices",
    summary: "Maps companies to the variant's own price, price lists and metafields",
    query: forced,
    body: prices.priceTargets,
    answers: { 200: z.array(priceTarget) },
    refusals: [400, 409, 413, 422],
  },
  "GET /prices/pending": {
    tag: "prices",
    summary: "Prices that fell too far and wait for a person",
    answers: { 200: z.array(answer({ target: text, sku: text, pendingCents: cents })) },
  },
  "POST /prices/approve": {
    tag: "prices",
    summary: "Lets exactly the named prices pass, once",
    body: prices.approved,
    answers: { 200: answer({ approved: count, requested: count }) },
    refusals: [400, 413, 422],
  },
  "GET /price-lists": {
    tag: "prices",
    summary: "The shop's price lists",
    answers: {
      200: z.array(
        answer({ priceListId: text, name: text, currency: text, fixedPrices: count, catalog: maybe(catalogue) }),
      ),
    },
    refusals: [409, 502],
  },
  "POST /price-lists": {
    tag: "prices",
    summary: "Creates a price list",
    body: priceLists.newList,
    answers: { 201: answer({ priceListId: text, name: text }) },
    refusals: [400, 409, 413, 422, 502],
  },
  "POST /price-lists/setup": {
    tag: "prices",
    summary: "Creates or adopts market, catalogue and price list for one group of buyers",
    body: priceLists.wanted,
    answers: {
      200: preparedList,
      201: preparedList,
    },
    refusals: [400, 409, 413, 422, 502],
  },

  "GET /orders": {
    tag: "orders",
    summary: "Counts by state, or with `state` the orders of one",
    query: z.object({ state: text.optional() }),
    answers: {
      200: z.union([
        answer({ counts: z.array(answer({ state: text, foundBy: text, count })) }),
        answer({ orders: z.array(answer({ orderId: text })) }),
      ]),
    },
    refusals: [422],
  },
  "GET /orders/settings": {
    tag: "orders",
    summary: "The rules of orders",
    answers: { 200: answer({ cepLookup: text, noteLength: count }) },
  },
  "PUT /orders/settings": {
    tag: "orders",
    summary: "Changes the rules that are named",
    body: whole(orderRules),
    answers: { 200: answer({ cepLookup: text, noteLength: count }) },
    refusals: [400, 413, 422],
  },
  "GET /orders/:orderId": {
    tag: "orders",
    summary: "One order with its timeline and the ERP's events",
    answers: {
      200: answer({
        order: answer({ orderId: text, state: text }),
        timeline: z.array(answer({ n: count, step: text })),
        events: z.array(answer({ state: text, event: answer({ eventKey: text, type: text }) })),
        corrections: z.array(answer({ field: text, value: text, note: text, who: text, at: instantOut })),
        held: maybe(answer({ at: instantOut, who: text.optional(), note: text.optional() })),
      }),
    },
    refusals: [404],
  },
  "GET /orders/attributes-check": {
    tag: "orders",
    summary: "Attributes of the last 50 orders: what each is read for; names and counts only",
    answers: { 200: answer({ orders: count, attributes: z.array(attribute) }) },
    refusals: [503],
  },
  "GET /orders/:orderId/quantity-check": {
    tag: "orders",
    summary: "What `qtdPedida` of an order in the ERP counts, beside the setting",
    answers: {
      200: answer({ setting: text, says: maybe(text), lines: z.array(comparedLine) }),
    },
    refusals: [404, 503],
  },
  "POST /orders/:orderId/retry": {
    tag: "orders",
    summary: "Works an order again and says how",
    answers: { 202: answer({ orderId: text, queued, will: text }) },
    refusals: [404, 409, 422],
  },
  "POST /orders/:orderId/corrections": {
    tag: "orders",
    summary:
      "Values for an order that is held or refused: sent to the ERP, never written to Shopify; null takes one back",
    body: orders.corrections,
    answers: { 202: answer({ orderId: text, corrected: z.array(text), queued }) },
    refusals: [404, 409, 422, 503],
  },
  "POST /orders/:orderId/hold": {
    tag: "orders",
    summary: "Holds an order that the ERP does not have: it is not submitted until a person releases it; twice is once",
    body: orders.hold,
    answers: { 200: answer({ orderId: text, held: z.literal(true), changed: z.boolean() }) },
    refusals: [404, 409, 422],
  },
  "POST /orders/:orderId/release": {
    tag: "orders",
    summary: "Releases an order that a person holds: it is looked at again at once; twice is once",
    answers: { 200: answer({ orderId: text, held: z.literal(false), changed: z.boolean() }) },
    refusals: [404, 409, 422],
  },
  "GET /orders/ledger": {
    tag: "orders",
    summary: "The newest ledger run, its counts on three sides, and the orders that differ",
    query: ledger.query,
    answers: {
      200: answer({
        run: maybe(ledgerRun),
        questionsLeftTonight: count,
        differences: z.array(ledgerDifference),
        next: maybe(text),
      }),
    },
    refusals: [422],
  },
  "POST /orders/ledger": {
    tag: "orders",
    summary: "Compares the orders made in a window",
    body: ledger.window,
    answers: { 202: answer({ runId: text, since: instantOut, before: instantOut, queued }) },
    refusals: [400, 409, 413, 422],
  },
  "GET /postal-codes/:cep": {
    tag: "orders",
    summary: "One row of the CEP table",
    answers: { 200: answer({ cep: text, source: text }) },
    refusals: [404],
  },
  "PUT /postal-codes": {
    tag: "orders",
    summary: "Rows of the chain's own CEP table",
    body: orders.postalCodes,
    answers: { 200: answer({ rows: count }) },
    refusals: [400, 413, 422],
  },
  "GET /payment-forms": {
    tag: "orders",
    summary: "The ERP's payment form of each gateway",
    answers: { 200: z.array(paymentForm) },
  },
  "PUT /payment-forms": {
    tag: "orders",
    summary: "Maps gateways to payment forms",
    body: orders.paymentForms,
    answers: { 200: z.array(paymentForm) },
    refusals: [400, 413, 422],
  },
  "GET /line-products": {
    tag: "orders",
    summary: "The ERP's product of lines that have none of their own",
    answers: { 200: z.array(answer({ kind: text, name: text })) },
  },
  "PUT /line-products": {
    tag: "orders",
    summary: "Maps lines, tips, fees and gifts to products of the ERP",
    body: orders.lineProducts,
    answers: { 200: z.array(answer({ kind: text, name: text })) },
    refusals: [400, 413, 422],
  },
  "POST /erp-events/:eventKey/resolve": {
    tag: "orders",
    summary: "A person has handled this event of the ERP",
    answers: { 200: answer({ eventKey: text, orderId: text, resolved: z.literal(true) }) },
    refusals: [404],
  },
};
