import { describe, expect, it } from "vitest";
import type { Gate } from "../../sim/cloudflare/gate.ts";
import { toErpTime } from "../../src/rules/brazil/erp-time.ts";
import { prices } from "../../src/crons/prices.ts";
import { products } from "../../src/crons/products.ts";
import { skus } from "../../src/crons/skus.ts";
import { stock } from "../../src/crons/stock.ts";
import { skuLabelOf } from "../../src/loads/parse-page.ts";
import { moveWatermark } from "../../src/hub/loads/loads.ts";
import { mapCompanies, pageSize, pullWorld, START } from "./world.ts";
import { named, readDesk } from "../desk.ts";
import { recordOf } from "../../src/messages/record.ts";

const JOBS = [products, skus, prices, stock];
const CLOSES = "read = changed + unchanged + refused";

async function loaded(options: Parameters<typeof pullWorld>[0] = {}) {
  const world = pullWorld({ products: 40, companies: 2, ...options });
  await mapCompanies(world, 2);
  for (const job of JOBS) await world.run(job);
  world.clock.advance(600_000);
  return world;
}

const lastRun = (world: Awaited<ReturnType<typeof loaded>>, name: string) =>
  world.one("SELECT * FROM runs WHERE name = ?1 ORDER BY started_at DESC, id DESC LIMIT 1", name);

describe("what the ERP sends", () => {
  it("L3, inv. 1: with every kind of dirty record the counts of every run close, and each refusal is on the desk", async () => {
    const world = pullWorld({ products: 300, companies: 2, badRecordShare: 0.1 });
    await mapCompanies(world, 2);
    for (const job of JOBS) expect(await world.run(job)).toBe("done");
    const runs = await world.rows(`SELECT *, ${CLOSES} AS closes FROM runs ORDER BY name, company`);
    expect(runs.map(({ name, company }) => `${String(name)} ${Number(company)}`)).toEqual([
      "prices 1",
      "products 0",
      "skus 0",
      "stock 1",
      "stock 2",
    ]);
    for (const run of runs) expect(run).toMatchObject({ outcome: "done", closes: 1, reason: null });
    expect(await world.rows("SELECT DISTINCT area, reason FROM desk ORDER BY area, reason")).toEqual([
      { area: "barcodes", reason: "ean-duplicate" },
      { area: "prices", reason: "price-invalid" },
      { area: "prices", reason: "price-missing" },
      { area: "prices", reason: "price-negative" },
      { area: "prices", reason: "price-zero" },
      { area: "prices", reason: "promo-not-lower" },
      { area: "products", reason: "name-blank" },
      { area: "products", reason: "title-cut" },
      { area: "skus", reason: "ean-invalid" },
      { area: "stock", reason: "quantity-invalid" },
    ]);
    for (const [lane, reasons] of [
      ["products", "('name-blank')"],
      ["prices", "('price-invalid','price-missing','price-negative','price-zero')"],
      ["stock", "('quantity-invalid')"],
    ]) {
      const { n } = await world.one(`SELECT count(*) AS n FROM desk WHERE area = ?1 AND reason IN ${reasons}`, lane);
      const { refused } = await world.one("SELECT sum(refused) AS refused FROM runs WHERE name = ?1", lane);
      expect({ lane, n }).toEqual({ lane, n: refused });
    }
  });

  it("L2: every entry begins with its record, states in Portuguese the fault and the remedy, and carries the record itself", async () => {
    const world = pullWorld({ products: 300, companies: 2, badRecordShare: 0.1 });
    await mapCompanies(world, 2);
    for (const job of JOBS) await world.run(job);
    const entries = await readDesk(world.db);
    expect(entries.length).toBeGreaterThan(20);
    for (const { area, record, message, detail } of entries) {
      const [name = ""] = record.split(" ");
      expect(message).toMatch(new RegExp(`^${name}: .+[;,.] .*(?:corrija|informe|preencha|confira|use)`, "i"));
      // A barcode's entry is about two records, so it carries neither.
      if (area !== "barcodes") expect(String(detail)).toContain(/^P(\d+)/.exec(name)?.[1]);
    }
  });

  it("inv. 2: every record is in the hub or on the desk, in every dialect", async () => {
    for (const dialect of [
      { names: "pascal", envelope: "Items" },
      { names: "alias", unknownFields: true },
      { names: "alias", skuKey: true, envelope: "array" },
    ] as const) {
      const world = pullWorld({ products: 30, companies: 1, dialect });
      await mapCompanies(world, 1);
      for (const job of JOBS) await world.run(job);
      const { products: erpProducts, skus: erpSkus } = world.erp.state.catalogue;
      const inHub = await world.rows("SELECT seq_product FROM products ORDER BY seq_product");
      expect(inHub.map((row) => row["seq_product"])).toEqual(
        erpProducts.map(({ seqProduto }) => seqProduto).sort((a, b) => a - b),
      );
      for (const table of ["skus", "prices", "stock"])
        expect((await world.rows(`SELECT sku FROM ${table} ORDER BY sku`)).map(({ sku }) => sku)).toEqual(
          erpSkus.map(({ key }) => key).sort(),
        );
      expect(await world.rows("SELECT * FROM desk")).toEqual([]);
    }
  });

  it("unknown fields are logged once per endpoint and isolate", async () => {
    const world = pullWorld({ products: 10, dialect: { unknownFields: true } });
    await world.run(products);
    await world.run(products);
    await world.run(skus);
    const said = world.lines.filter(({ event }) => event === "erp.unknown-fields");
    expect(said.map(({ path, fields }) => [path, fields])).toEqual([
      ["/Cadastros/Produto", "_expandables, usuAlteracao, extra"],
      ["/Cadastros/ProdutoSku", "_expandables, usuAlteracao, extra"],
    ]);
  });

  it("P8: a price that became zero leaves the last good one in the hub and opens an entry, which closes after the repair", async () => {
    const world = await loaded();
    const { sku, normal_cents } = await world.one(
      "SELECT sku, normal_cents FROM prices WHERE promo_cents IS NULL AND on_sale = 1 LIMIT 1",
    );
    world.erp.control.setPrice({ key: String(sku), normalCents: 0, company: 1 });
    await world.run(prices);
    expect(await lastRun(world, "prices")).toMatchObject({ changed: 0, refused: 1 });
    expect(await world.one("SELECT normal_cents FROM prices WHERE sku = ?1", sku)).toEqual({ normal_cents });
    expect(await readDesk(world.db)).toMatchObject([
      {
        record: `${String(sku)} loja 1 segmento 1`,
        reason: "price-zero",
        state: "open",
      },
    ]);
    world.erp.control.setPrice({ key: String(sku), normalCents: 1234, company: 1 });
    await world.run(prices);
    expect(await world.one("SELECT normal_cents FROM prices WHERE sku = ?1", sku)).toEqual({ normal_cents: 1234 });
    expect(await world.one("SELECT state FROM desk")).toEqual({ state: "resolved" });
  });

  it("S15: a product switched off is off even with a blank name, and an inactive one that the hub never had is ignored", async () => {
    const world = await loaded();
    const { seq_product, title } = await world.one("SELECT seq_product, title FROM products WHERE active = 1 LIMIT 1");
    world.erp.control.setIntegrates({ seqProduto: Number(seq_product), integrates: false });
    const product = world.erp.state.catalogue.products.find(({ seqProduto }) => seqProduto === seq_product);
    if (product) product.patch = { descCompleta: "", descReduzida: "", tituloEcommerce: "" };
    const before = await world.one("SELECT version FROM shop_products WHERE seq_product = ?1", seq_product);
    await world.run(products);
    expect(await world.one("SELECT active, title FROM products WHERE seq_product = ?1", seq_product)).toEqual({
      active: 0,
      title,
    });
    expect(await lastRun(world, "products")).toMatchObject({ read: 1, changed: 1, refused: 0 });
    expect(
      await world.one(
        "SELECT version - ?2 AS more FROM shop_products WHERE seq_product = ?1",
        seq_product,
        before["version"],
      ),
    ).toEqual({ more: 1 });
    world.clock.advance(60_000);
    await world.run(products);
    expect(await lastRun(world, "products")).toMatchObject({ changed: 0, unchanged: 1 });
  });
});

describe("dependents of a row", () => {
  it("an unchanged page writes no row, marks nothing and counts as unchanged", async () => {
    const world = await loaded({ countWrites: true });
    await world.db.prepare("UPDATE shop_products SET due = 0").run();
    await world.db.prepare("UPDATE shop_prices SET due = 0").run();
    await world.db.prepare("UPDATE loads SET full_at = 1").run(); // everything is read again
    for (const job of JOBS) await world.run(job); // the second refusal of page 0 is stored, once for all
    await world.db.prepare("UPDATE loads SET full_at = 1").run();
    const written: number[] = [];
    const spied = { ...world.deps, db: countingWrites(world.db, written) };
    for (const job of JOBS) await world.run(job, spied);
    expect(await world.rows("SELECT sum(changed) AS changed FROM runs WHERE started_at > ?1", START)).toEqual([
      { changed: 0 },
    ]);
    expect(
      await world.rows("SELECT * FROM shop_products WHERE due = 1 OR version > 1 + (SELECT count(*) FROM skus)"),
    ).toEqual([]);
    expect(await world.rows("SELECT * FROM shop_prices WHERE due = 1")).toEqual([]);
    expect(written.length).toBe(5);
    // Of a page's batch only the load's and the run's own rows are written; the page's keys come and go, being a full run's.
    expect(Math.max(...written)).toBe(6);
  });

  it("a changed record raises its own product's version by one and no other's", async () => {
    const world = await loaded();
    await world.db.prepare("UPDATE shop_products SET due = 0").run();
    const before = await world.rows("SELECT seq_product, version FROM shop_products");
    world.erp.control.setTitle({ seqProduto: Number(before[3]?.["seq_product"]), title: "Arroz novo" });
    await world.run(products);
    const raised = await world.rows("SELECT seq_product, version, due FROM shop_products WHERE due = 1");
    expect(raised).toEqual([
      { seq_product: before[3]?.["seq_product"], version: Number(before[3]?.["version"]) + 1, due: 1 },
    ]);
  });

  it("a new sale multiple sends the product's stock and prices again", async () => {
    const world = await loaded();
    const { seq_product } = await world.one("SELECT seq_product FROM products WHERE weighed = 1 LIMIT 1");
    await world.db.prepare("UPDATE stock SET sent = hash").run();
    await world.db.prepare("UPDATE shop_prices SET due = 0").run();
    world.erp.control.setTitle({ seqProduto: Number(seq_product), title: "Queijo" });
    const product = world.erp.state.catalogue.products.find(({ seqProduto }) => seqProduto === seq_product);
    if (product) product.patch = { qtdMultiploVdaEcommerce: 0.333 };
    await world.run(products);
    const again = await world.rows("SELECT company, sku FROM stock WHERE sent IS NULL ORDER BY company");
    const { n } = await world.one("SELECT count(*) AS n FROM skus WHERE seq_product = ?1", seq_product);
    expect(again.length).toBe(2 * Number(n));
    expect(new Set(again.map(({ sku }) => /^P(\d+)E/.exec(String(sku))?.[1]))).toEqual(new Set([String(seq_product)]));
    expect(await world.rows("SELECT DISTINCT seq_product FROM shop_prices WHERE due = 1")).toEqual([{ seq_product }]);
  });

  it("P9: a price is due at every target of its company and segment, and at no other", async () => {
    const world = pullWorld({ products: 10, companies: 2, segments: [1, 2] });
    await mapCompanies(world, 2);
    await world.db
      .prepare(
        "INSERT INTO price_targets (target, kind, company, segment) VALUES ('list-2-1', 'priceList', 2, 1), ('list-1-1', 'priceList', 1, 1)",
      )
      .run();
    await world.run(prices);
    expect(await world.rows("SELECT company, segment, count(*) > 0 AS has FROM prices GROUP BY 1, 2")).toEqual([
      { company: 1, segment: 1, has: 1 },
      { company: 2, segment: 1, has: 1 },
    ]);
    await world.db.prepare("UPDATE shop_prices SET due = 0").run();
    world.clock.advance(600_000);
    const key = world.erp.state.catalogue.skus[0]?.key ?? "";
    world.erp.control.setPrice({ key, normalCents: 4321, company: 1, segment: 1 });
    await world.run(prices);
    expect(await world.rows("SELECT target, sku FROM shop_prices WHERE due = 1 ORDER BY target")).toEqual([
      { target: "base", sku: key },
      { target: "list-1-1", sku: key },
    ]);
  });

  it("an unreadable stock record has the name of a readable one, so that the readable one closes its entry", () => {
    expect(skuLabelOf({ skuText: "p919e12,0" })).toEqual({ seqProduct: 919, sku: "P919E12" });
    expect(skuLabelOf({ seqProduct: 919, packageText: "12.000" })).toEqual({ seqProduct: 919, sku: "P919E12" });
    expect([skuLabelOf({ skuText: "12" }), skuLabelOf({ packageText: "12" })]).toEqual([{ ref: "12" }, null]);
    expect(skuLabelOf({ seqProduct: 919 })).toEqual({ seqProduct: 919 });
    expect(recordOf({ area: "stock", seqProduct: 919, company: 1 }, "pt-BR")).toBe("P919E? loja 1");
  });

  it("a price switched off is off at once, though it is zero, and its targets are due", async () => {
    const world = await loaded();
    const { sku } = await world.one("SELECT sku FROM prices WHERE on_sale = 1 LIMIT 1");
    await world.db.prepare("UPDATE shop_prices SET due = 0").run();
    world.erp.control.setPrice({ key: String(sku), normalCents: 0 });
    world.erp.control.setActive({ key: String(sku), active: false });
    await world.run(prices);
    expect(await world.one("SELECT on_sale, normal_cents > 0 AS kept FROM prices WHERE sku = ?1", sku)).toEqual({
      on_sale: 0,
      kept: 1,
    });
    expect(await world.rows("SELECT target, sku FROM shop_prices WHERE due = 1")).toEqual([{ target: "base", sku }]);
    expect(await world.rows("SELECT * FROM desk")).toEqual([]);
  });

  it("S8: stock of a company without a location is not requested", async () => {
    const world = pullWorld({ products: 10, companies: 3 });
    await mapCompanies(world, 2);
    await world.db.prepare("INSERT INTO companies (company, name) VALUES (3, 'LOJA 3')").run();
    await world.db.prepare("UPDATE companies SET enabled = 0 WHERE company = 2").run();
    await world.run(stock);
    expect(await world.rows("SELECT DISTINCT company FROM stock")).toEqual([{ company: 1 }]);
  });
});

describe("time", () => {
  it("C12: a record that changed after its page was read is found by the next run", async () => {
    const world = pullWorld({ products: 40 });
    await pageSize(world, "products", 10);
    expect(await world.runPages(products, 2)).toBe("more");
    const first = world.erp.state.catalogue.products[0]?.seqProduto ?? 0;
    world.clock.advance(5_000);
    world.erp.control.setTitle({ seqProduto: first, title: "Mudou no meio" });
    world.clock.advance(5_000);
    expect(await world.run(products)).toBe("done");
    expect(await world.one("SELECT watermark FROM loads")).toEqual({ watermark: toErpTime(START) });
    expect(await world.rows("SELECT * FROM products WHERE title = 'Mudou no meio'")).toEqual([]);
    world.clock.advance(600_000);
    await world.run(products);
    expect(await world.one("SELECT title FROM products WHERE seq_product = ?1", first)).toEqual({
      title: "Mudou no meio",
    });
  });

  it("C13: a record stamped in the last tenth of Brasília's day is read, and takes effect once", async () => {
    const midnight = Date.UTC(2026, 10, 25, 3, 0, 0); // 00:00 in São Paulo
    const world = await loaded();
    world.clock.set(midnight - 100);
    const seq = world.erp.state.catalogue.products[5]?.seqProduto ?? 0;
    world.erp.control.setTitle({ seqProduto: seq, title: "Véspera" });
    world.clock.set(midnight - 50);
    await world.run(products);
    expect(await lastRun(world, "products")).toMatchObject({ changed: 1 });
    expect(await world.one("SELECT watermark FROM loads WHERE name = 'products'")).toEqual({
      watermark: "2026-11-24T23:59:58", // the Date header knows whole seconds: the earlier clock
    });
    world.clock.set(midnight + 60_000);
    await world.run(products);
    expect(await lastRun(world, "products")).toMatchObject({ read: 1, changed: 0, unchanged: 1 });
  });

  it("an ERP clock that is ten minutes behind hides no change", async () => {
    const world = await loaded({ clockSkewMs: -600_000 });
    await world.run(products);
    const { watermark } = await world.one("SELECT watermark FROM loads WHERE name = 'products'");
    expect(watermark).toBe(toErpTime(world.clock.now() - 600_000));
    world.clock.advance(1_000);
    const seq = world.erp.state.catalogue.products[2]?.seqProduto ?? 0;
    world.erp.control.setTitle({ seqProduto: seq, title: "Dez minutos atrás" }); // stamped before our last run began
    world.clock.advance(600_000);
    await world.run(products);
    expect(await world.one("SELECT title FROM products WHERE seq_product = ?1", seq)).toEqual({
      title: "Dez minutos atrás",
    });
  });

  it("the first run and one a week read from 1900, the others from five minutes before the watermark", async () => {
    const world = await loaded();
    const readFroms = () => world.pageCalls("/Produto").map((query) => query.get("DtaHorAlteracao"));
    await world.run(products);
    world.clock.advance(168 * 3_600_000);
    await world.run(products);
    expect(readFroms()).toEqual(["1900-01-01T00:00:00", toErpTime(START - 300_000), "1900-01-01T00:00:00"]);
  });

  it("C15: a run starts from a watermark set back by hand, and the run under way is abandoned", async () => {
    const world = await loaded();
    await pageSize(world, "products", 10);
    await world.db.prepare("UPDATE loads SET full_at = 1 WHERE name = 'products'").run();
    expect(await world.runPages(products, 1)).toBe("more");
    await world.db.prepare("UPDATE loads SET full_at = ?1 WHERE name = 'products'").bind(world.clock.now()).run();
    await world.db.batch(
      moveWatermark(world.db, { name: "products", company: 0, segment: 0 }, "2026-01-15T00:00:00", world.clock.now()),
    );
    expect(await lastRun(world, "products")).toMatchObject({ outcome: "failed" });
    await world.run(products);
    const call = world.erp.journal.calls.findLast(({ path }) => path.endsWith("/Produto"));
    expect(new URLSearchParams(call?.query).get("DtaHorAlteracao")).toBe("2026-01-14T23:55:00");
  });
});

describe("pages", () => {
  it("C14: pages that are short or empty though more follow are all read", async () => {
    const world = pullWorld({ products: 60, dialect: { shortPages: true } });
    await pageSize(world, "products", 10);
    expect(await world.run(products)).toBe("done");
    expect(await world.one("SELECT count(*) AS n FROM products")).toEqual({ n: 60 });
    expect(await lastRun(world, "products")).toMatchObject({ read: 60, changed: 60 });
  });

  it("C14: a bare array whose server returns fewer records than requested is read to its end", async () => {
    const world = pullWorld({ products: 40, dialect: { envelope: "array", pageSizeMax: 15 } });
    await world.run(products); // asks for 500
    expect(world.pagesRead("/Produto")).toEqual([1, 2, 3, 4]);
    expect(await lastRun(world, "products")).toMatchObject({ outcome: "done", read: 40, changed: 40 });
  });

  it("a bare array from a server without paging ends where it repeats itself, and counts once", async () => {
    const world = pullWorld({ products: 40, dialect: { envelope: "array" } });
    world.erp.control.quirk({ kind: "repeat" });
    await world.run(products);
    expect(world.pagesRead("/Produto")).toEqual([1, 2, 2]); // asked for once more
    expect(await lastRun(world, "products")).toMatchObject({ outcome: "done", read: 40, changed: 40, unchanged: 0 });
    expect(await world.rows("SELECT * FROM desk WHERE state = 'open'")).toEqual([]);
  });

  it("C14: the same record on two pages has one effect, and the counts close", async () => {
    const world = pullWorld({ products: 40 });
    await pageSize(world, "products", 10);
    world.erp.control.quirk({ kind: "overlap", rows: 3, times: 1 });
    await world.run(products);
    expect(await lastRun(world, "products")).toMatchObject({ read: 43, changed: 40, unchanged: 3, refused: 0 });
    expect(await world.rows("SELECT * FROM shop_products WHERE version > 1")).toEqual([]);
  });

  it("a page equal to the one before it ends the run as failed, never as read, and the next run starts anew", async () => {
    const world = pullWorld({ products: 40 });
    await pageSize(world, "products", 10);
    world.erp.control.quirk({ kind: "repeat", times: 1 });
    await world.run(products);
    expect(await lastRun(world, "products")).toMatchObject({ outcome: "failed", pages: 1 });
    expect(await world.one("SELECT watermark, page, run_id FROM loads")).toEqual({
      watermark: "1900-01-01T00:00:00",
      page: 1,
      run_id: null,
    });
    expect(await world.one("SELECT reason FROM desk WHERE state = 'open'")).toEqual({ reason: "page-repeated" });
    await world.run(products);
    expect(await world.one("SELECT count(*) AS n FROM products")).toEqual({ n: 40 });
    expect(await world.rows("SELECT * FROM desk WHERE state = 'open'")).toEqual([]);
  });

  it("pages that overlap, then one of them again: a page without new records ends the run, although no two are equal (seed 405)", async () => {
    const world = pullWorld({ products: 40 });
    await pageSize(world, "products", 10);
    world.erp.control.quirk({ kind: "overlap", rows: 2, times: 1 });
    world.erp.control.quirk({ kind: "repeat", times: 1 });
    await world.run(products);
    expect(await lastRun(world, "products")).toMatchObject({ outcome: "failed", pages: 2 });
    expect(await world.one("SELECT reason FROM desk WHERE state = 'open'")).toEqual({ reason: "page-repeated" });
    await world.run(products);
    expect(await world.one("SELECT count(*) AS n FROM products")).toEqual({ n: 40 });
    expect(await world.rows("SELECT * FROM desk WHERE state = 'open'")).toEqual([]);
  });

  it("the same holds when the run continues in another invocation (seed 70057)", async () => {
    const world = pullWorld({ products: 40 });
    await pageSize(world, "products", 10);
    world.erp.control.quirk({ kind: "overlap", rows: 2, times: 1 });
    expect(await world.runPages(products, 2)).toBe("more");
    world.erp.control.quirk({ kind: "repeat", times: 1 });
    await world.run(products);
    expect(await lastRun(world, "products")).toMatchObject({ outcome: "failed", pages: 2 });
    await world.run(products);
    expect(await world.one("SELECT count(*) AS n FROM products")).toEqual({ n: 40 });
  });

  it.each(["html", "truncated"] as const)(
    "an answer that is %s is no end of the pages: the run fails, and goes on at that page",
    async (kind) => {
      const world = pullWorld({ products: 40 });
      await pageSize(world, "products", 10);
      await world.runPages(products, 2);
      world.erp.faults.add({ kind, path: "/Produto", times: 3 });
      await world.run(products);
      expect(await lastRun(world, "products")).toMatchObject({ outcome: "failed", pages: 2 });
      expect(await world.one("SELECT watermark, page FROM loads")).toEqual({
        watermark: "1900-01-01T00:00:00",
        page: 3,
      });
      await world.run(products);
      expect(await world.rows("SELECT outcome, pages, changed, reason FROM runs")).toEqual([
        { outcome: "done", pages: 4, changed: 40, reason: null },
      ]);
    },
  );

  it("C11: a load stopped after page 6 of 12 continues at page 7, and the watermark moves only at the end", async () => {
    const world = pullWorld({ products: 60 });
    await pageSize(world, "products", 5);
    expect(await world.runPages(products, 6)).toBe("more");
    expect(await world.one("SELECT page, watermark FROM loads")).toEqual({ page: 7, watermark: "1900-01-01T00:00:00" });
    expect(await world.run(products)).toBe("done");
    expect(world.pagesRead("/Produto")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await world.one("SELECT page, watermark, run_id FROM loads")).toEqual({
      page: 1,
      watermark: toErpTime(START),
      run_id: null,
    });
    expect(await lastRun(world, "products")).toMatchObject({ outcome: "done", pages: 12, read: 60, changed: 60 });
  });
});

describe("a list of several pages that moves while it is read", () => {
  const at = (world: Awaited<ReturnType<typeof loaded>>) =>
    world.one("SELECT watermark, last_success_started_at FROM loads");

  /** Ten products changed, and were read to page 1 of 2 an hour later; then what stands on page 1 changes again. */
  async function moving() {
    const world = pullWorld({ products: 40, dialect: { orderedBy: "change" } });
    await world.run(products);
    world.clock.advance(60_000);
    const changed = world.erp.state.catalogue.products.slice(0, 10);
    for (const { seqProduto } of changed) {
      world.clock.advance(1_000);
      world.erp.control.setTitle({ seqProduto, title: `Nome novo ${seqProduto}` });
    }
    await pageSize(world, "products", 5);
    world.clock.advance(3_600_000);
    expect(await world.runPages(products, 1)).toBe("more");
    world.clock.advance(1_000);
    for (const { seqProduto } of changed.slice(0, 2))
      world.erp.control.setTitle({ seqProduto, title: `Nome outra vez ${seqProduto}` });
    return world;
  }
  it("C14: a record that slipped onto a page already read is found by the next run (seed 9871)", async () => {
    const world = await moving();
    const seqs = world.erp.state.catalogue.products.slice(0, 10).map(({ seqProduto }) => seqProduto);
    const missed = async () =>
      (await world.rows("SELECT seq_product AS seq FROM products WHERE title NOT LIKE 'Nome%'")).filter(({ seq }) =>
        seqs.includes(Number(seq)),
      ).length;
    expect(await world.run(products)).toBe("done");
    expect(await missed()).toBe(2);
    expect(await at(world)).toEqual({ watermark: toErpTime(START), last_success_started_at: START });
    world.clock.advance(600_000);
    expect(await world.run(products)).toBe("done");
    expect(await missed()).toBe(0);
    // The first of the two had begun 1 h 1 min 10 s after noon; the list was read twice since, so that far it is read.
    expect(await at(world)).toEqual({
      watermark: toErpTime(START + 3_670_000),
      last_success_started_at: START + 3_670_000,
    });
    world.clock.advance(600_000);
    await pageSize(world, "products", 500);
    const third = world.clock.now();
    expect(await world.run(products)).toBe("done");
    expect(await at(world)).toEqual({ watermark: toErpTime(third), last_success_started_at: third });
  });

  it("a list of one page is one answer: the watermark moves at once", async () => {
    const world = pullWorld({ products: 40 });
    await world.run(products);
    expect(await at(world)).toEqual({ watermark: toErpTime(START), last_success_started_at: START });
    expect(await world.one("SELECT full_wanted FROM loads")).toEqual({ full_wanted: 0 });
  });

  it("a first load of several pages is read in full once more, once; creation need not wait for it", async () => {
    const world = pullWorld({ products: 40 });
    await pageSize(world, "products", 10);
    await world.run(products);
    expect(await world.one("SELECT watermark, full_wanted FROM loads")).toEqual({
      watermark: toErpTime(START),
      full_wanted: 1,
    });
    world.clock.advance(600_000);
    await world.run(products);
    expect(await world.rows("SELECT read, changed FROM runs ORDER BY started_at")).toEqual([
      { read: 40, changed: 40 },
      { read: 40, changed: 0 },
    ]);
    expect(await world.one("SELECT watermark, full_wanted FROM loads")).toEqual({
      watermark: toErpTime(START),
      full_wanted: 0,
    });
  });

  it("a watermark that an operator moved stays for one list of several pages too", async () => {
    const world = pullWorld({ products: 40 });
    await world.run(products);
    world.clock.advance(600_000);
    await pageSize(world, "products", 10);
    const back = "1999-12-31T00:00:00";
    await world.db.batch(
      moveWatermark(world.db, { name: "products", company: 0, segment: 0 }, back, world.clock.now()),
    );
    const began = world.clock.now();
    await world.run(products);
    expect(await at(world)).toEqual({ watermark: back, last_success_started_at: START });
    world.clock.advance(600_000);
    await world.run(products);
    expect(await at(world)).toEqual({ watermark: toErpTime(began), last_success_started_at: began });
  });
});

describe("an ERP that does not respond", () => {
  it("a refused login stops the lane with one desk entry, and the lane continues once the password is right", async () => {
    const world = pullWorld({
      products: 10,
      companies: 2,
      credentials: { company: "1", username: "gondola", password: "outra" },
    });
    await mapCompanies(world, 2);
    expect(await world.run(stock)).toBe("done");
    expect((await readDesk(world.db)).map(named)).toEqual([
      { area: "stock", record: "carga stock loja 1", reason: "erp-unauthorized" },
    ]);
    expect(world.erp.journal.calls.length).toBe(1);
    Object.assign(world.erp.state.settings.credentials, { password: "gondola" });
    world.clock.advance(300_000);
    await world.run(stock);
    expect(await world.one("SELECT count(DISTINCT company) AS n FROM stock")).toEqual({ n: 2 });
    expect(await world.rows("SELECT * FROM desk WHERE state = 'open'")).toEqual([]);
  });

  it("a company the user may not see does not stop the others", async () => {
    const world = pullWorld({ products: 10, companies: 3, forbiddenCompanies: [1] });
    await mapCompanies(world, 3);
    await world.run(stock);
    expect(await world.rows("SELECT DISTINCT company FROM stock")).toEqual([{ company: 2 }, { company: 3 }]);
    expect((await readDesk(world.db)).map(named)).toEqual([
      { area: "stock", record: "carga stock loja 1", reason: "erp-unauthorized" },
    ]);
  });

  it("a night's outage leaves the watermark where it was, opens no entry, and the morning's run continues", async () => {
    const world = await loaded();
    const { watermark } = await world.one("SELECT watermark FROM loads WHERE name = 'products'");
    world.erp.faults.add({ kind: "status", status: 503 });
    for (let tick = 0; tick < 5; tick++) {
      await world.run(products);
      world.clock.advance(600_000);
    }
    const seq = world.erp.state.catalogue.products[1]?.seqProduto ?? 0;
    world.erp.control.setTitle({ seqProduto: seq, title: "De madrugada" });
    expect(await world.one("SELECT watermark FROM loads WHERE name = 'products'")).toEqual({ watermark });
    expect(await world.rows("SELECT * FROM desk")).toEqual([]);
    expect(await world.rows("SELECT outcome FROM runs WHERE name = 'products' AND outcome <> 'done'")).toEqual([
      { outcome: "failed" },
    ]);
    world.erp.faults.clear();
    await world.run(products);
    expect(await world.one("SELECT title FROM products WHERE seq_product = ?1", seq)).toEqual({
      title: "De madrugada",
    });
  });
});

it("an ERP that is down is not called without a pause: out of time after failures, the next tick continues", async () => {
  const world = pullWorld({ products: 10, companies: 5 });
  await mapCompanies(world, 5);
  world.erp.faults.add({ kind: "latency", ms: 25_000 });
  world.erp.faults.add({ kind: "cutBefore", path: "/ProdutoEstoque" });
  expect(await world.run(stock)).toBe("done");
  const failedReads = world.erp.faults.occurred.filter(({ kind }) => kind === "cutBefore").length;
  expect(failedReads).toBeGreaterThan(0);
  expect(failedReads).toBeLessThan(5); // the time ended before the companies did
});

describe("turns", () => {
  it("out of time with companies left reports more; the continuation begins with those that waited", async () => {
    const world = pullWorld({ products: 10, companies: 3 });
    await mapCompanies(world, 3);
    expect(await world.runPages(stock, 1)).toBe("more");
    expect(await world.rows("SELECT DISTINCT company FROM stock")).toEqual([{ company: 1 }]);
    world.clock.advance(1_000);
    expect(await world.run(stock)).toBe("done");
    const companies = world.pageCalls("/ProdutoEstoque").map((query) => query.get("Nroempresa"));
    expect(companies).toEqual(["1", "2", "3", "1"]);
  });

  it("a run stops at a page boundary well before D1's 1,000 statements, and its continuation resumes there", async () => {
    let statements = 0;
    const gate: Gate = async (call, effect) => {
      statements += call.statements ?? 0;
      return effect();
    };
    const world = pullWorld({ products: 400, gate });
    await pageSize(world, "products", 2);
    statements = 0;
    expect(await world.run(products)).toBe("more");
    expect(statements).toBeGreaterThan(700);
    expect(statements).toBeLessThan(900);
    for (const _ of [2, 3]) expect(await world.run(products)).toBe("more");
    expect(await world.run(products)).toBe("done");
    expect(await lastRun(world, "products")).toMatchObject({ pages: 200, read: 400, changed: 400 });
  });

  it("a company no longer read leaves no run open; mapped again, it restarts from its watermark", async () => {
    const world = pullWorld({ products: 10, companies: 2 });
    await mapCompanies(world, 2);
    await pageSize(world, "stock", 5, 2);
    await world.db.prepare("UPDATE loads SET lease_until = -1").run(); // the other has had its turn
    expect(await world.runPages(stock, 1)).toBe("more");
    const ofTwo = "SELECT run_id IS NULL AS idle, page, watermark FROM loads WHERE name = 'stock' AND company = 2";
    expect(await world.one(ofTwo)).toMatchObject({ idle: 0, page: 2 });
    const location = "UPDATE companies SET location_gid = ?1 WHERE company = 2";
    await world.db.prepare(location).bind(null).run();
    expect(await world.run(stock)).toBe("done");
    expect(await world.one(ofTwo)).toEqual({ idle: 1, page: 1, watermark: "1900-01-01T00:00:00" });
    expect(await world.rows("SELECT outcome, reason FROM runs WHERE company = 2")).toEqual([
      { outcome: "failed", reason: "the company or the segment is no longer read" },
    ]);
    await world.db.prepare(location).bind("gid://shopify/Location/2").run();
    expect(await world.run(stock)).toBe("done");
    expect(await world.one("SELECT outcome, pages FROM runs WHERE company = 2 AND outcome = 'done'")).toMatchObject({
      pages: 3, // from the first page on
    });
  });

  it("a load that is switched off is not run", async () => {
    const world = pullWorld({ products: 10 });
    await pageSize(world, "products", 10);
    await world.db.prepare("UPDATE loads SET enabled = 0").run();
    expect(await world.run(products)).toBe("done");
    expect(world.erp.journal.calls).toEqual([]);
  });
});

/** Notes, for each page's batch, how many rows it wrote. */
function countingWrites(db: D1Database, written: number[]): D1Database {
  const batch = async <T>(statements: D1PreparedStatement[]) => {
    const results = await db.batch<T>(statements);
    if (statements.length > 3) written.push(results.reduce((sum, { meta }) => sum + meta.rows_written, 0));
    return results;
  };
  return new Proxy(db, {
    get: (target, name) => (name === "batch" ? batch : Reflect.get(target, name).bind(target)),
  });
}
