/**
 * A chain at work, with what may go wrong: the hub that the console's pages are tested on and photographed with. All data
 * is invented; names are long where real ones are.
 */
import { openEntries } from "../../src/hub/desk/desk.ts";
import type { DeskEntry } from "../../src/rules/record/desk-entry.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Value = string | number | null;

/** Rows of one table, by their columns. */
async function insert(db: D1Database, table: string, rows: readonly Readonly<Record<string, Value>>[]): Promise<void> {
  const statements = rows.map((row) => {
    const columns = Object.keys(row);
    return db
      .prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((_, n) => `?${n + 1}`).join(", ")})`)
      .bind(...Object.values(row));
  });
  if (statements.length > 0) await db.batch(statements);
}

const COMPANIES = [
  [1, "Centro"],
  [2, "Jardim das Acácias"],
  [3, "Bosque"],
  [4, "Vila Modelo"],
  [14, "Porto Fictício"],
  [19, "Recanto"],
] as const;

export const CPF_ORDER = "6301144820226";
export const BILLED_ORDER = "6301144820113";
export const HELD_ORDER = "6301144820233";
/** Hostile on purpose: a name of the shop, an answer of the ERP and a product's title are other people's words. */
export const HOSTILE = `"><script>alert(1)</script>`;
export const NFE_KEY = "35261112345678000195550010000845121873409269";

/** Shopify's locations, one inactive, one free. */
export const LOCATIONS = [
  ...COMPANIES.map(([company, name]) => ({
    id: `gid://shopify/Location/${9000 + company}`,
    name,
    isActive: company !== 19,
  })),
  { id: "gid://shopify/Location/9077", name: "Quiosque da praia", isActive: true },
];

/** @param alien what other people wrote into a product's title, an order's name and an answer of the ERP */
export async function fillHub(db: D1Database, now: number, alien: string = HOSTILE): Promise<void> {
  await insert(
    db,
    "companies",
    COMPANIES.map(([company, name]) => ({
      company,
      name,
      enabled: 1,
      location_gid: `gid://shopify/Location/${9000 + company}`,
      safety_milli: 2000,
      problem: company === 19 ? "location-inactive" : null,
    })),
  );
  await insert(db, "price_targets", [
    { target: "base", kind: "base", company: 1, segment: 1 },
    { target: "list-42", kind: "priceList", company: 3, segment: 2, gid: "gid://shopify/PriceList/42" },
    { target: "metafield-4", kind: "metafield", company: 4, segment: 1 },
  ]);
  await insert(db, "payment_forms", [
    { gateway: "shopify_payments", seq_forma_pagto: 7, submit_while: "[]" },
    { gateway: "pix", seq_forma_pagto: 12, submit_while: "[]" },
  ]);
  await insert(db, "settings", [
    {
      name: "webhooks",
      value: JSON.stringify({
        address: "https://gondola.example/webhooks/shopify",
        topics: ["A", "B", "C", "D", "E", "F", "G"],
      }),
      changed_at: now - 9 * DAY_MS,
    },
  ]);
  await fillLoads(db, now);
  await fillCatalog(db, now, alien);
  await fillOrders(db, now, alien);
  await fillDesk(db, now, alien);
  await fillChecks(db, now);
  await insert(db, "audit", [
    {
      at: now - 85 * MINUTE_MS,
      id: "00000000-0000-4000-8000-00000000aaaa",
      who: "Rafael Modelo",
      act: "watermark",
      name: "stock",
      company: 14,
      segment: 0,
      before: "2026-11-24T11:00:00",
      after: "2026-11-24T08:00:00",
      rows: 8420,
    },
  ]);
}

async function fillLoads(db: D1Database, now: number): Promise<void> {
  const loads: readonly (readonly [
    name: string,
    company: number,
    segment: number,
    ageMin: number,
    enabled?: number,
  ])[] = [
    ["brands", 0, 0, 9],
    ["categories", 0, 0, 8],
    ["products", 0, 0, 4],
    ["skus", 0, 0, 11],
    ["prices", 1, 1, 2],
    ["prices", 3, 2, 2],
    ["prices", 4, 1, 3],
    ["stock", 1, 0, 3],
    ["stock", 2, 0, 3],
    ["stock", 3, 0, 3],
    ["stock", 4, 0, 3],
    ["stock", 14, 0, 38],
    ["stock", 19, 0, 3],
    ["order-events", 0, 0, 1],
    ["order-sweep", 0, 0, 2, 0],
  ];
  const erpTime = (at: number) => new Date(at - 3 * HOUR_MS).toISOString().slice(0, 19);
  await insert(
    db,
    "loads",
    loads.map(([name, company, segment, age, enabled = 1]) => ({
      name,
      company,
      segment,
      enabled,
      watermark:
        name === "order-sweep"
          ? `${new Date(now - age * MINUTE_MS).toISOString().slice(0, 19)}Z`
          : erpTime(now - age * MINUTE_MS),
      last_success_started_at: now - age * MINUTE_MS,
      full_at: now - 3 * DAY_MS,
      ...(name === "skus"
        ? {
            run_id: "run-skus",
            read_from: erpTime(now - HOUR_MS),
            read_until: erpTime(now),
            page: 2,
            lease_until: now + MINUTE_MS,
          }
        : {}),
    })),
  );
  const runs = loads.flatMap(([name, company, segment, age], l) =>
    Array.from({ length: 8 }, (_, n) => {
      const isFailed = company === 14 && n < 3;
      const read = isFailed ? 0 : 212 + ((l * 37 + n * 91) % 400);
      const refused = isFailed ? 0 : n % 4 === 0 ? 1 : 0;
      const changed = isFailed ? 0 : (l * 13 + n * 7) % 90;
      const startedAt = now - age * MINUTE_MS - n * 180 * MINUTE_MS + (isFailed ? 30 * MINUTE_MS : 0);
      return {
        id: `run-${l}-${n}`,
        name,
        company,
        segment,
        started_at: startedAt,
        ended_at: startedAt + 6_000 + n * 1_000,
        outcome: isFailed ? "failed" : "done",
        reason: isFailed ? "ERP: HTTP 503" : null,
        pages: isFailed ? 0 : 1,
        read,
        changed,
        unchanged: read - changed - refused,
        refused,
      };
    }),
  );
  await insert(db, "runs", runs);
  await insert(db, "runs", [
    {
      id: "run-lane",
      name: "publish-prices",
      started_at: now - 2 * HOUR_MS,
      ended_at: now - 2 * HOUR_MS + 4000,
      outcome: "done",
      due: 1300,
      sent: 1284,
      pending: 10,
      refused: 6,
    },
  ]);
}

async function fillCatalog(db: D1Database, now: number, alien: string): Promise<void> {
  await insert(db, "brands", [{ seq_brand: 7, name: "Serra Fictícia", active: 1, hash: "h" }]);
  await insert(db, "categories", [
    { seq_category: 31, parent: null, name: "Mercearia", active: 1, hash: "h" },
    { seq_category: 310, parent: 31, name: "Cafés", active: 1, hash: "h" },
  ]);
  const products: readonly (readonly [seq: number, title: string, weighed?: number])[] = [
    [4471, "Café torrado e moído Serra Fictícia 500 g"],
    [1204, "Arroz branco Ipê 5 kg"],
    [5301, "Contrafilé bovino, por peso", 1],
    [7710, `Manjericão ${alien}`],
    [9001, "Produto sem preço nenhum com um nome muito comprido que não cabe numa linha de telefone nem de longe"],
  ];
  await insert(
    db,
    "products",
    products.map(([seq, title, weighed = 0]) => ({
      seq_product: seq,
      title,
      seq_brand: 7,
      seq_category: 310,
      weighed,
      multiple_milli: weighed === 1 ? 100 : null,
      active: 1,
      hash: "h",
    })),
  );
  await insert(
    db,
    "skus",
    products.map(([seq], n) => ({
      seq_product: seq,
      sku: `P${seq}E1`,
      package_milli: 1000,
      package_name: "UN-1",
      ean: n < 2 ? `789000004471${4 + n}` : null,
      active: 1,
      weight_g: 500,
      hash: "h",
    })),
  );
  await insert(
    db,
    "shop_products",
    products.map(([seq]) => ({
      seq_product: seq,
      due: seq === 9001 ? 1 : 0,
      product_gid: seq === 9001 ? null : `gid://shopify/Product/${seq}`,
      published: seq === 9001 ? null : "p",
      merchant_fields: seq === 4471 ? '["title"]' : null,
    })),
  );
  await insert(
    db,
    "shop_variants",
    products
      .filter(([seq]) => seq !== 9001)
      .map(([seq]) => ({
        seq_product: seq,
        sku: `P${seq}E1`,
        variant_gid: `gid://shopify/ProductVariant/${seq}1`,
        inventory_item_gid: `gid://shopify/InventoryItem/${seq}2`,
      })),
  );
  await insert(db, "prices", [
    {
      company: 1,
      segment: 1,
      sku: "P4471E1",
      seq_product: 4471,
      normal_cents: 249,
      promo_cents: null,
      on_sale: 1,
      hash: "h",
    },
    {
      company: 3,
      segment: 2,
      sku: "P4471E1",
      seq_product: 4471,
      normal_cents: 2390,
      promo_cents: 1990,
      promo_from: now - DAY_MS,
      promo_until: now + 5 * DAY_MS,
      on_sale: 1,
      hash: "h",
    },
    {
      company: 1,
      segment: 1,
      sku: "P1204E1",
      seq_product: 1204,
      normal_cents: 2890,
      promo_cents: null,
      on_sale: 1,
      hash: "h",
    },
    {
      company: 1,
      segment: 1,
      sku: "P5301E1",
      seq_product: 5301,
      normal_cents: 5990,
      promo_cents: null,
      on_sale: 1,
      hash: "h",
    },
    {
      company: 1,
      segment: 1,
      sku: "P7710E1",
      seq_product: 7710,
      normal_cents: 449,
      promo_cents: null,
      on_sale: 0,
      hash: "h",
    },
  ]);
  await insert(db, "shop_prices", [
    {
      target: "base",
      seq_product: 4471,
      sku: "P4471E1",
      due: 0,
      sent_price_cents: 2490,
      erp_price_cents: 2490,
      pending_cents: 249,
    },
    {
      target: "list-42",
      seq_product: 4471,
      sku: "P4471E1",
      due: 0,
      sent_price_cents: 1990,
      sent_compare_cents: 2390,
      erp_price_cents: 1990,
      next_change_at: now + 5 * DAY_MS,
    },
    { target: "metafield-4", seq_product: 4471, sku: "P4471E1", due: 0, sent_price_cents: 2490, erp_price_cents: 2490 },
    { target: "base", seq_product: 1204, sku: "P1204E1", due: 0, sent_price_cents: 2890, erp_price_cents: 2890 },
  ]);
  await insert(
    db,
    "stock",
    COMPANIES.flatMap(([company], n) => [
      {
        company,
        sku: "P4471E1",
        seq_product: 4471,
        quantity_milli: n === 2 ? 2000 : 210_000 - n * 31_000,
        hash: `h${n}`,
        sent: company === 14 ? null : `h${n}`,
        sent_quantity: n === 2 ? 0 : 205 - n * 31,
        level_active: company === 19 ? 0 : 1,
      },
      {
        company,
        sku: "P1204E1",
        seq_product: 1204,
        quantity_milli: 62_000,
        hash: "h",
        sent: "h",
        sent_quantity: 60,
        level_active: 1,
      },
    ]),
  );
  await insert(db, "order_reservations", [
    { company: 1, sku: "P4471E1", order_id: BILLED_ORDER, seq_product: 4471, quantity_milli: 3000 },
  ]);
}

const snapshot = JSON.stringify({
  lines: { P1204E1: { units: 2, cents: 5780 }, P5301E1: { units: 8, cents: 4792 }, P7710E1: { units: 1, cents: 449 } },
  shippingCents: 990,
  totalCents: 12_011,
  refundedCents: 0,
  customer: "0".repeat(64),
  company: 4,
  items: [
    { seqProduto: 1204, packageMilli: 1000, orderedMilli: 2000 },
    { seqProduto: 5301, packageMilli: 1000, orderedMilli: 800 },
    { seqProduto: 7710, packageMilli: 1000, orderedMilli: 1000 },
  ],
});

async function fillOrders(db: D1Database, now: number, alien: string): Promise<void> {
  const order = (
    id: string,
    name: string,
    state: string,
    minutes: number,
    more: Readonly<Record<string, Value>> = {},
  ) => ({
    order_id: id,
    name,
    state,
    found_by: "webhook",
    company: 4,
    total_cents: 12_011,
    created_at: now - minutes * MINUTE_MS,
    updated_at: now - (minutes - 1) * MINUTE_MS,
    ...more,
  });
  const inErp = (n: number, minutes: number) => ({
    seq_pedido: 901_870 + n,
    submitted_at: now - minutes * MINUTE_MS + 12_000,
    posts: 1,
  });
  const all: readonly Readonly<Record<string, Value>>[] = [
    order(HELD_ORDER, "#48233", "on-hold", 6, { reason: "gateway-unmapped", total_cents: 26_355 }),
    order("6301144820230", "#48230", "on-hold", 11, { reason: "gateway-unmapped", company: 2, total_cents: 21_535 }),
    order(CPF_ORDER, "#48226", "on-hold", 18, { reason: "cpf-missing", company: 14, total_cents: 31_988 }),
    order("6301144820225", `#48225 ${alien}`, "failed", 19, {
      reason: "erp-refused",
      company: 3,
      total_cents: 9640,
      posts: 1,
      submitted_at: now - 18 * MINUTE_MS,
    }),
    order("6301144820231", "#48231", "waiting-payment", 9, { reason: "pending", total_cents: 7430 }),
    order("6301144820229", "#48229", "uncertain", 13, {
      company: 3,
      total_cents: 40_218,
      submitted_at: now - 12 * MINUTE_MS,
      posts: 1,
    }),
    order("6301144820227", "#48227", "submitted", 17, { company: 1, total_cents: 5890, ...inErp(10, 17) }),
    order("6301144820232", "#48232", "imported", 7, {
      company: 1,
      total_cents: 18_720,
      nro_ped_venda: 4_410_233,
      ...inErp(14, 7),
    }),
    order("6301144820221", "#48221", "cancelled", 24, { total_cents: 6100, reason: "cancelled" }),
    order(BILLED_ORDER, "#48213", "invoiced", 61, { nro_ped_venda: 4_410_218, found_by: "sweep", ...inErp(1, 61) }),
    order("6301144820001", "#48001", "invoiced", 60 * 30, {
      company: 2,
      nro_ped_venda: 4_410_001,
      ...inErp(0, 60 * 30),
    }),
  ];
  for (const each of all) await insert(db, "orders", [each]);
  const at = (minutes: number) => now - minutes * MINUTE_MS;
  const steps: readonly (readonly [minutes: number, step: string, cause: string, outcome: string, detail?: string])[] =
    [
      [61, "received", "webhook", "ok"],
      [60.9, "submitting", "webhook", "sending", snapshot],
      [60.6, "uncertain", "webhook", "timeout"],
      [58.9, "submitted", "due", "found-by-asking"],
      [57.5, "imported", "erp-event", "ok"],
      [34, "event", "erp-event", "ALTERADO"],
      [33, "invoiced", "erp-event", "ok"],
    ];
  await insert(
    db,
    "order_timeline",
    steps.map(([minutes, step, cause, outcome, detail = null], n) => ({
      order_id: BILLED_ORDER,
      n: n + 1,
      at: at(minutes),
      step,
      cause,
      outcome,
      detail,
    })),
  );
  await insert(db, "order_timeline", [
    { order_id: HELD_ORDER, n: 1, at: at(6), step: "received", cause: "webhook", outcome: "ok" },
    { order_id: HELD_ORDER, n: 2, at: at(5.9), step: "on-hold", cause: "webhook", outcome: "gateway-unmapped" },
  ]);
  const event = (key: string, type: string, minutes: number, more: Readonly<Record<string, unknown>>) => ({
    event_key: key,
    order_id: BILLED_ORDER,
    type,
    happened_at: new Date(at(minutes) - 3 * HOUR_MS).toISOString().slice(0, 19),
    body: JSON.stringify({
      eventKey: key,
      orderId: BILLED_ORDER,
      seqPedido: 901_871,
      nroPedVenda: 4_410_218,
      company: 4,
      type,
      happenedAt: new Date(at(minutes) - 3 * HOUR_MS).toISOString().slice(0, 19),
      items: [],
      invoice: null,
      motive: null,
      ...more,
    }),
    state: "applied",
    received_at: at(minutes),
    applied_at: at(minutes),
  });
  const items = [
    { sku: "P1204E1", orderedMilli: 2000, attendedMilli: 2000, priceCents: 2890 },
    { sku: "P5301E1", orderedMilli: 800, attendedMilli: 772, priceCents: 5990 },
    { sku: "P7710E1", orderedMilli: 1000, attendedMilli: 0, priceCents: 449 },
  ];
  await insert(db, "erp_events", [
    event("91", "ALTERADO", 34, { items }),
    event("92", "FATURADO", 33, {
      items,
      invoice: {
        model: "55",
        key: NFE_KEY,
        number: "84512",
        series: "1",
        issuedAt: new Date(at(33) - 3 * HOUR_MS).toISOString().slice(0, 19),
        totalCents: 11_394,
        url: null,
      },
    }),
  ]);
}

async function fillDesk(db: D1Database, now: number, alien: string): Promise<void> {
  const open = async (minutes: number, ...entries: readonly DeskEntry[]) => {
    await openEntries(db, entries, now - minutes * MINUTE_MS).run();
  };
  await open(240, { area: "publish-stock", company: 19, reason: "location-inactive", params: {} });
  for (const [ref, name] of [
    [HELD_ORDER, "#48233"],
    ["6301144820230", "#48230"],
  ] as const)
    await open(10, { area: "orders", ref, reason: "gateway-unmapped", params: { name, gateways: ["pix_parcelado"] } });
  await open(18, { area: "orders", ref: CPF_ORDER, reason: "cpf-missing", params: { name: "#48226" } });
  await open(19, {
    area: "orders",
    ref: "6301144820225",
    reason: "erp-refused",
    params: { name: `#48225 ${alien}`, code: "400", answer: `Produto inativo na empresa 3 ${alien}` },
    detail: `{"message":"Produto inativo ${alien}"}`,
  });
  await open(120, {
    area: "publish-prices",
    seqProduct: 4471,
    sku: "P4471E1",
    ref: "base",
    reason: "price-drop",
    params: { company: 1, segment: 1, lastCents: 2490, erpPriceCents: 249, isEmpty: false },
  });
  const missing = Array.from({ length: 37 }, (_, n): DeskEntry => ({
    area: "prices",
    seqProduct: 6000 + n,
    sku: `P${6000 + n}E1`,
    company: n % 3 === 0 ? 3 : 4,
    segment: 1,
    reason: "price-missing",
    params: {},
  }));
  await open(60 * 26, ...missing);
  await open(60 * 24 * 9, {
    area: "barcodes",
    seqProduct: 1204,
    sku: "P1204E1",
    reason: "ean-duplicate",
    params: { ean: "7890000044715", owner: "P4471E1" },
  });
  await open(60 * 24 * 2, { area: "products", seqProduct: 9001, reason: "name-blank", params: {} });
}

export const DRIFT_RUN = "drift-full-1";

/** A full comparison with findings of each side, an ended ledger with two orders that differ, and an encarte of tomorrow. */
async function fillChecks(db: D1Database, now: number): Promise<void> {
  await insert(db, "drift_runs", [
    {
      id: DRIFT_RUN,
      kind: "full",
      started_at: now - 30 * HOUR_MS,
      ended_at: now - 29 * HOUR_MS,
      products: 48_212,
      variants: 61_004,
      levels: 290_118,
      skipped: 212,
      counts: JSON.stringify({ title: 1, price: 1, stock: 2, unpublished: 1 }),
    },
  ]);
  const finding = (n: number, kind: string, sku: string, more: Readonly<Record<string, Value>>) => ({
    run_id: DRIFT_RUN,
    n,
    kind,
    seq_product: Number(/\d+/.exec(sku)?.[0] ?? 0),
    sku,
    ...more,
  });
  await insert(db, "drift_findings", [
    finding(1, "price", "P1204E1", { expected: "2890", actual: "2490/2890" }),
    finding(2, "title", "", { seq_product: 4471, expected: "Café torrado 500 g", actual: "CAFÉ!!!" }),
    finding(3, "stock", "P4471E1", { company: 3, expected: "12", actual: "40" }),
    finding(4, "stock", "P1204E1", { company: 14, expected: "7", actual: "0", repaired_at: now - HOUR_MS }),
    finding(5, "unpublished", "", { seq_product: 5301, expected: "Loja virtual", actual: null }),
  ]);
  const counts = { agrees: [1_181, 1_181, 1_181], "under-way": [8, 8, 6], differs: [2, 1, 2] };
  await insert(db, "ledger_runs", [
    {
      id: "ledger-1",
      kind: "night",
      since: now - 34 * HOUR_MS,
      before: now - 10 * HOUR_MS,
      requested_at: now - 10 * HOUR_MS,
      ended_at: now - 9 * HOUR_MS,
      totals: JSON.stringify(
        Object.entries(counts).map(([verdict, [shopify = 0, hub = 0, erp = 0]]) => ({
          verdict,
          orders: Math.max(shopify, hub, erp),
          shopify,
          hub,
          erp,
        })),
      ),
    },
  ]);
  await insert(
    db,
    "ledger_orders",
    [
      {
        order_id: HELD_ORDER,
        name: "#48233",
        differences: [{ kind: "missing-in-erp", seqPedido: null, state: "on-hold" }],
      },
      {
        order_id: BILLED_ORDER,
        name: "#48213",
        differences: [{ kind: "total-differs", seqPedido: 901_871, shopCents: 41_822, erpCents: 40_912 }],
      },
    ].map(({ differences, ...order }) => ({
      ...order,
      run_id: "ledger-1",
      step: "done",
      verdict: "differs",
      compared_by: "total",
      differences: JSON.stringify(differences),
      checked_at: now - 9 * HOUR_MS,
    })),
  );
  await db.batch(
    [
      ["UPDATE prices SET promo_cents = 1990, promo_from = ?1, promo_until = ?2 WHERE company = 1 AND sku = 'P1204E1'"],
      ["UPDATE prices SET promo_cents = 4990, promo_from = ?1, promo_until = ?2 WHERE company = 1 AND sku = 'P5301E1'"],
      ["UPDATE prices SET promo_cents = 299, promo_from = ?1, promo_until = ?2 WHERE company = 1 AND sku = 'P7710E1'"],
    ].map(([sql = ""]) => db.prepare(sql).bind(now + 6 * HOUR_MS, now + 5 * DAY_MS)),
  );
}
