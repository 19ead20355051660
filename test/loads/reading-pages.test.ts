/** Lists as installations really page them, and fields that they do not have. */
import { describe, expect, it } from "vitest";
import { products } from "../../src/crons/products.ts";
import { skus } from "../../src/crons/skus.ts";
import type { Deps } from "../../src/deps.ts";
import type { Fetch } from "../../src/ports.ts";
import { resolveDialect } from "../../src/rules/dialect/dialect.ts";
import type { DialectLines } from "../../src/rules/dialect/lines.ts";
import { readDesk } from "../desk.ts";
import { pageSize, pullWorld, type PullWorld, type WorldOptions } from "./world.ts";

const counted = async (world: PullWorld, table = "products") =>
  (await world.one(`SELECT count(*) AS n FROM ${table}`))["n"];
const open = async (world: PullWorld) =>
  (await readDesk(world.db, "state = 'open'")).map(({ reason, params }) => ({ reason, params }));

/** The same Worker once a person has stored a dialect. */
function declared({ deps }: PullWorld, lines: DialectLines): Deps {
  const dialect = resolveDialect(lines);
  return { ...deps, erp: { ...deps.erp, dialect: async () => dialect } };
}

const rename = ({ erp }: ReturnType<typeof pullWorld>, title: string) =>
  erp.control.setTitle({ seqProduto: erp.state.catalogue.products[0]?.seqProduto ?? 0, title });

async function loaded(options: WorldOptions, size: number | null = null) {
  const world = pullWorld({ products: 7, ...options });
  if (size !== null) await pageSize(world, "products", size);
  expect(await world.run(products)).toBe("done");
  return world;
}

describe("on a load's first run page 0 is compared with page 1", () => {
  it.each([
    ["in pages of three", 3],
    ["all on page 0", null],
  ])("an ERP that counts from 0 loses no record: %s", async (_how, size) => {
    const world = await loaded({ habits: { firstPage: 0 } }, size);
    expect(await counted(world)).toBe(7);
    expect(await world.one("SELECT first_page AS firstPage, trouble FROM loads")).toEqual({
      firstPage: 0,
      trouble: null,
    });
    rename(world, "NOVO");
    world.clock.advance(600_000);
    await world.run(products);
    expect(await world.one("SELECT count(*) AS n FROM products WHERE title = 'NOVO'")).toEqual({ n: 1 });
  });

  it("an ERP that counts from 0 and answers 404 past its one page loses no record either", async () => {
    const world = await loaded({ habits: { firstPage: 0, emptyIs: "notFound" } });
    expect(await counted(world)).toBe(7);
  });

  it.each(["refused", "asFirst", "empty"] as const)(
    "an ERP that counts from 1 and whose page 0 is %s is read as it is",
    async (pageZero) => {
      const world = await loaded({ habits: { pageZero } }, 3);
      expect(await counted(world)).toBe(7);
      // One refusal, or one page 0 that equals page 1, may be the trouble of a minute: it is asked again.
      const undecided = { refused: [-3], asFirst: [-2, -4], empty: [] }[pageZero];
      for (const firstPage of undecided) {
        expect(await world.one("SELECT first_page AS firstPage FROM loads")).toEqual({ firstPage });
        world.clock.advance(600_000);
        rename(world, `NOVO ${firstPage}`);
        await world.run(products);
      }
      expect(await world.one("SELECT first_page AS firstPage FROM loads")).toEqual({ firstPage: 1 });
      const before = world.erp.journal.calls.length;
      world.clock.advance(600_000);
      await world.run(products);
      expect(world.erp.journal.calls.slice(before).some(({ query }) => /Page=0/.test(query))).toBe(false);
    },
  );

  it("an ERP that counts from 0 and once repeats page 0 as page 1 loses no change (seed 160451897)", async () => {
    let isRepeating = true;
    const inner = pullWorld({ products: 7, habits: { firstPage: 0 } });
    const world = pullWorld({
      products: 7,
      fetch: (request) =>
        inner.erp.handler(isRepeating ? new Request(request.url.replace(/([?&]Page=)1&/, "$10&"), request) : request),
    });
    await world.run(products);
    expect(await world.one("SELECT first_page AS firstPage FROM loads")).toEqual({ firstPage: -2 });
    isRepeating = false;
    rename(inner, "NOVO");
    for (let run = 0; run < 2; run += 1) {
      world.clock.advance(600_000);
      inner.clock.advance(600_000);
      await world.run(products);
    }
    expect(await world.one("SELECT first_page AS firstPage FROM loads")).toEqual({ firstPage: 0 });
    expect(await world.one("SELECT count(*) AS n FROM products WHERE title = 'NOVO'")).toEqual({ n: 1 });
  });

  it("an ERP that counts from 0 and answers one question only loses no record (seed 251722326)", async () => {
    const inner = pullWorld({ products: 7, habits: { firstPage: 0 } });
    let isAsked = false;
    const world = pullWorld({
      products: 7,
      fetch: (request) => {
        const isConfirmation = isAsked && /[?&]Page=1&/.test(request.url) && request.url.endsWith("PageSize=1");
        isAsked ||= /[?&]Page=0&/.test(request.url);
        return isConfirmation ? Promise.resolve(new Response(null, { status: 503 })) : inner.erp.handler(request);
      },
    });
    await pageSize(world, "products", 3);
    await world.run(products);
    expect(await counted(world)).toBe(7);
  });

  it("a record that changes between page 1 and page 0 does not make an ERP count from 0", async () => {
    const inner = pullWorld({ products: 7, habits: { pageZero: "asFirst" } });
    const begin = inner.clock.now();
    const world = pullWorld({
      products: 7,
      fetch: (request) => {
        if (inner.clock.now() > begin && /[?&]Page=0&/.test(request.url)) rename(inner, "ENTRE AS DUAS");
        return inner.erp.handler(request);
      },
    });
    await world.run(products);
    for (let run = 0; run < 3; run += 1) {
      world.clock.advance(600_000);
      inner.clock.advance(600_000);
      await world.run(products);
    }
    expect(await world.one("SELECT first_page AS firstPage, trouble FROM loads")).toEqual({
      firstPage: 1,
      trouble: null,
    });
  });

  it.each([
    ["all on page 0", null],
    ["in pages of three", 3],
  ])(
    "an ERP that counts from 0 and once answers an error for page 0 loses no record: %s (seed 3110)",
    async (_how, size) => {
      let isTroubled = true;
      const inner = pullWorld({ products: 7, habits: { firstPage: 0 } });
      const world = pullWorld({
        products: 7,
        fetch: async (request) =>
          isTroubled && /[?&]Page=0&/.test(request.url)
            ? Response.json({ errors: [{ code: "ORA-00060", message: "deadlock" }] }, { status: 422 })
            : inner.erp.handler(request),
      });
      if (size !== null) await pageSize(world, "products", size);
      await world.run(products);
      expect(await counted(world)).toBe(size === null ? 0 : 4);
      isTroubled = false;
      for (let run = 0; run < 3; run += 1) {
        world.clock.advance(600_000);
        inner.clock.advance(600_000);
        rename(inner, `NOVO ${run}`);
        await world.run(products);
      }
      expect(await world.one("SELECT first_page AS firstPage FROM loads")).toEqual({ firstPage: 0 });
      expect(await counted(world)).toBe(7);
    },
  );

  it("an ERP that does not answer page 0 is asked in five runs, and then counts from 1", async () => {
    const world = pullWorld({ products: 7 });
    const fetch: Fetch = async (request) =>
      /[?&]Page=0&/.test(request.url)
        ? new Response("<h2>ORA-01428</h2>", { status: 500 })
        : world.erp.handler(request);
    const other = pullWorld({ products: 7, fetch });
    await other.run(products);
    expect(await other.one("SELECT first_page AS firstPage FROM loads")).toEqual({ firstPage: -1 });
    for (let run = 0; run < 4; run += 1) {
      other.clock.advance(600_000);
      rename(other, `NOVO ${run}`);
      await other.run(products);
    }
    expect(await other.one("SELECT first_page AS firstPage FROM loads")).toEqual({ firstPage: 1 });
    expect(await counted(other)).toBe(7);
  });
});

describe("pages", () => {
  it("a bare array longer than asked for is an unpaged list and its end", async () => {
    const world = await loaded({ habits: { unpaged: true }, dialect: { envelope: "array" } }, 3);
    expect(await counted(world)).toBe(7);
    expect(await world.one("SELECT outcome, read, reason FROM runs")).toEqual({
      outcome: "done",
      read: 7,
      reason: null,
    });
    expect(await open(world)).toEqual([]);
  });

  it("an unpaged list exactly as long as a page does not advance: the entry says what to declare, and then it is read", async () => {
    const world = await loaded({ habits: { unpaged: true }, dialect: { envelope: "array" } }, 7);
    const [entry, ...others] = await readDesk(world.db, "state = 'open'");
    expect(others).toEqual([]);
    expect(entry?.message).toContain("declare no dialeto que não a recebe (query.page)");
    world.clock.advance(600_000);
    await world.run(products, declared(world, { records: { products: { query: { page: null } } } }));
    expect(await open(world)).toEqual([]);
    expect(await counted(world)).toBe(7);
    expect((await world.one("SELECT watermark FROM loads WHERE name = 'products'"))["watermark"]).not.toMatch(/^1900/);
  });

  it("a repeated page of a bare array is asked for once more: a cache loses no record", async () => {
    const world = pullWorld({ products: 7, dialect: { envelope: "array" } });
    await pageSize(world, "products", 3);
    world.erp.control.quirk({ kind: "repeat", path: "produto", times: 1 });
    expect(await world.run(products)).toBe("done");
    expect(world.erp.state.quirks.occurred.map(({ kind, page }) => [kind, page])).toEqual([["repeat", 2]]);
    expect(await counted(world)).toBe(7);
  });

  it("a page capped below the size asked, with hasNext computed from the size asked, is found by asking for one more", async () => {
    const world = await loaded({ products: 23, habits: { hasNextByAsked: true }, dialect: { pageSizeMax: 10 } });
    expect(await counted(world)).toBe(23);
    expect(await world.one("SELECT page_cap AS pageCap FROM loads")).toEqual({ pageCap: 10 });
    expect(await open(world)).toEqual([]);
  });

  it("after pages-endless the load backs off, longer each time", async () => {
    let page = 0;
    const fetch: Fetch = async (request) => {
      if (request.url.endsWith("/auth/login")) return Response.json({ access_token: "t", expires_in: "3600" });
      page += 1;
      return Response.json({
        items: [{ seqProduto: page, descReduzida: `P${page}`, pesavel: "N", indIntegraEcommerce: "S" }],
        hasNext: true,
      });
    };
    const world = pullWorld({ fetch });
    const rests: number[] = [];
    for (let run = 0; run < 2; run += 1) {
      await world.run(products);
      await world.db.prepare("UPDATE loads SET page = 5001").run();
      await world.run(products);
      const { notBefore, restarts } = await world.one("SELECT not_before AS notBefore, restarts FROM loads");
      expect(restarts).toBe(run + 1);
      rests.push(Number(notBefore) - world.clock.now());
      const calls = page;
      world.clock.advance(10 * 60_000);
      await world.run(products); // a tick within the rest asks for nothing
      expect(page).toBe(calls);
      world.clock.set(Number(notBefore));
    }
    expect(rests).toEqual([30 * 60_000, 60 * 60_000]);
    expect((await open(world)).map(({ reason }) => reason)).toContain("pages-endless");
  });

  it("a page too large for the client halves the page size and goes on, in every load", async () => {
    const world = pullWorld({ products: 4 });
    const long = "á".repeat(3_000_000); // 6 MB each: two of them fit
    for (const product of world.erp.state.catalogue.products) product.patch = { campoLongo: long };
    await pageSize(world, "products", 4);
    expect(await world.run(products)).toBe("done");
    expect(await counted(world)).toBe(4);
    expect(await open(world)).toEqual([]);
  });
});

describe("a field that all records of a first full read lack", () => {
  const record = { seqProduto: 1, descReduzida: "PICANHA KG", pmtDecimal: "S", indIntegraEcommerce: "S" };
  const answering =
    (items: readonly object[]): Fetch =>
    async (request) =>
      request.url.endsWith("/auth/login")
        ? Response.json({ access_token: "t", expires_in: "3600" })
        : Response.json({ items: /[?&]Page=1&/.test(request.url) ? items : [], hasNext: false });

  it("is one entry a load naming the unknown names that came, and closes once it comes", async () => {
    const world = pullWorld({ products: 5, dialect: { unknownFields: true } });
    const { skus: all } = world.erp.state.catalogue;
    for (const sku of all) sku.patch = { codAcesso: undefined, codigoEan: "7896006716112" };
    await world.run(skus);
    const [entry, ...others] = await open(world);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ reason: "fields-missing", params: { fields: ["codAcesso"] } });
    expect(entry).toMatchObject({ params: { unknown: expect.arrayContaining(["codigoEan"]) } });
    for (const sku of all) sku.patch = null;
    await world.db.prepare("UPDATE loads SET full_wanted = 1").run();
    world.clock.advance(600_000);
    await world.run(skus);
    expect(await open(world)).toEqual([]);
  });

  it("without pesavel the products load stops, and stores nothing, until a person declares its meaning", async () => {
    const world = pullWorld({ fetch: answering([{ ...record, indPesavel: "S" }]) });
    await world.run(products);
    expect(await counted(world)).toBe(0);
    expect(await open(world)).toEqual([
      { reason: "field-undeclared", params: { fields: ["pesavel"], unknown: ["indPesavel"] } },
    ]);
    world.clock.advance(600_000);
    await world.run(products, declared(world, { records: { products: { fields: { pesavel: ["indPesavel"] } } } }));
    expect((await open(world)).map(({ reason }) => reason)).not.toContain("field-undeclared");
  });

  it("declared absent, it means N", async () => {
    const world = pullWorld({ fetch: answering([record]) });
    await world.run(products, declared(world, { records: { products: { absent: { pesavel: "N" } } } }));
    expect(await world.one("SELECT weighed FROM products")).toEqual({ weighed: 0 });
  });
});
