/** What the ERP pushes: taken whole or not at all, once, and never with a word of what was wrong about a person. */
import { beforeEach, describe, expect, it } from "vitest";
import { insertEvents } from "../../../src/hub/orders/erp-events.ts";
import { requeueDueOrders } from "../../../src/orders/intake/requeue-due.ts";
import { nfeCheckDigit } from "../../../src/rules/brazil/nfe-key.ts";
import { hubDeps, OPS_TOKEN, START } from "../hub-deps.ts";

const ORDER = "6123456789012";
const CHAVE = ((base) => `${base}${nfeCheckDigit(base)}`)(
  "3526111222333300018155001000001234100000099".padEnd(43, "1"),
);

const invoice = (over: object = {}, nota: object = {}) => ({
  idPedidoCanalVenda: ORDER,
  dtaHorEvento: "2026-11-24T08:00:00",
  itens: [{ seqProduto: 919, qtdEmbalagem: 1, qtdPedida: 2, qtdAtendida: 2 }],
  notaFiscal: {
    modelo: "55",
    chave: CHAVE,
    numero: 1234,
    serie: 1,
    dtaHorEmissao: "2026-11-24T08:00:00",
    vlrTotal: 24.9,
    ...nota,
  },
  ...over,
});
const alteration = (over: object = {}) => ({
  idPedidoCanalVenda: ORDER,
  dtaHorEvento: "2026-11-24T07:00:00",
  itens: [{ seqProduto: 919, qtdEmbalagem: 1, qtdPedida: 2, qtdAtendida: 1 }],
  ...over,
});

let hub: ReturnType<typeof hubDeps>;
let token: string;
const push = (kind: string, body: unknown, headers: Readonly<Record<string, string>> = {}, by = hub.deps) =>
  hub.call("POST", `/erp/${kind}`, { token, body, headers }, by);
const events = () => hub.rows("SELECT event_key, type, state, way FROM erp_events ORDER BY event_key");
const knowOrder = () =>
  hub.rows(
    "INSERT INTO orders (order_id, state, found_by, created_at, updated_at) VALUES (?1, 'imported', 'webhook', 0, 0)",
    ORDER,
  );

beforeEach(async () => {
  hub = hubDeps();
  token = await hub.tokenOf("erp");
});

describe("what is taken", () => {
  it("one event or many: 202 with ids that can be asked for, and one message for each order", async () => {
    await knowOrder();
    const one = await push("invoices", invoice());
    expect([one.status, await one.json()]).toEqual([202, { events: [{ id: `FATURADO:${CHAVE}`, orderId: ORDER }] }]);
    expect(hub.sent).toEqual([{ orderId: ORDER, cause: "erp-event" }]);
    const many = await push("statuses", [
      { idPedidoCanalVenda: ORDER, dtaHorEvento: "2026-11-24T07:00:00", tipoEvento: "Em separação" },
      { idPedidoCanalVenda: Number(ORDER), dtaHorEvento: "2026-11-24T09:00:00", tipoEvento: "EXPEDIDO" },
    ]);
    expect([many.status, await many.json()]).toEqual([
      202,
      {
        events: [
          { id: `SEPARACAO:${ORDER}`, orderId: ORDER },
          { id: `DESPACHADO:${ORDER}`, orderId: ORDER },
        ],
      },
    ]);
    expect(hub.sent).toHaveLength(2);
    expect(await events()).toMatchObject([
      { type: "DESPACHADO", state: "received", way: "push" },
      { type: "FATURADO", state: "received" },
      { type: "SEPARACAO", state: "received" },
    ]);
    const asked = await hub.call("GET", `/erp/events/FATURADO:${CHAVE}`, { token });
    expect([asked.status, await asked.json()]).toEqual([
      200,
      {
        id: `FATURADO:${CHAVE}`,
        orderId: ORDER,
        type: "FATURADO",
        happenedAt: "2026-11-24T11:00:00.000Z",
        state: "received",
        receivedAt: "2026-11-24T12:00:00.000Z",
        appliedAt: null,
        way: "push",
        reasons: [],
      },
    ]);
    expect((await hub.call("GET", "/erp/events/7001", { token })).status).toBe(404);
  });

  it("names of the poll's dialect count, in any case", async () => {
    const { notaFiscal, itens, ...rest } = invoice();
    const { chave, ...nota } = notaFiscal;
    const answer = await push("invoices", { ...rest, ITENS: itens, NotaFiscal: { ...nota, nfeChaveAcesso: chave } });
    expect(answer.status).toBe(202);
    expect(await hub.rows("SELECT json_extract(body, '$.invoice.key') AS chave FROM erp_events")).toEqual([
      { chave: CHAVE },
    ]);
  });

  it("a cancelled document needs its key only, and is another event than the order's cancellation", async () => {
    const cancelled = { idPedidoCanalVenda: ORDER, dtaHorEvento: "2026-11-24T08:00:00" };
    await push("cancellations", [cancelled, { ...cancelled, notaFiscal: { chave: CHAVE } }]);
    expect((await events()).map(({ event_key }) => event_key)).toEqual([`CANCELADO:${CHAVE}`, `CANCELADO:${ORDER}`]);
    const wrong = await push("cancellations", { ...cancelled, notaFiscal: { chave: `${CHAVE}0` } });
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { code: "invoice-key-invalid" }]);
  });

  it("an event of an unknown order is kept; its state says why it waits, and no message leaves", async () => {
    await push("cancellations", { idPedidoCanalVenda: ORDER, dtaHorEvento: "2026-11-24T08:00:00", seqEvento: 7001 });
    expect(await events()).toEqual([{ event_key: "7001", type: "CANCELADO", state: "waiting", way: "push" }]);
    expect(hub.sent).toEqual([]);
    const asked = await (await hub.call("GET", "/erp/events/7001", { token })).json();
    expect(asked).toMatchObject({ state: "waiting", reasons: [{ code: "order-unknown" }] });
  });
});

describe("the same event is one event", () => {
  const numbered = (n: number) => ({
    event: {
      eventKey: String(n),
      orderId: ORDER,
      seqPedido: null,
      nroPedVenda: null,
      company: null,
      type: "FATURADO" as const,
      happenedAt: "2026-11-24T08:00:00",
      items: [],
      invoice: {
        model: "55",
        key: CHAVE,
        number: "1234",
        series: "1",
        issuedAt: "2026-11-24T08:00:00",
        totalCents: 2490,
        url: null,
      },
      motive: null,
    },
    state: null,
  });

  it.each([
    ["pushed without a number, then polled", ["push", "poll"]],
    ["polled, then pushed without a number", ["poll", "push"]],
    ["polled, pushed twice, polled", ["poll", "push", "push", "poll"]],
  ])("%s", async (_name, ways) => {
    for (const way of ways)
      if (way === "push") await push("invoices", invoice());
      else await insertEvents(hub.deps.db, [numbered(7001)], START).run();
    expect(await events()).toHaveLength(1);
    const [row] = await hub.rows("SELECT event_key, json_extract(body, '$.eventKey') AS key FROM erp_events");
    expect(row?.["key"]).toBe(row?.["event_key"]);
  });

  it("pushed with its number, then polled", async () => {
    await push("invoices", invoice({ seqEvento: 7001 }));
    await insertEvents(hub.deps.db, [numbered(7001)], START).run();
    expect(await events()).toHaveLength(1);
  });

  it("two numbers of the ERP stay two events, and two alterations of a day are two", async () => {
    await insertEvents(hub.deps.db, [numbered(7001), numbered(7002)], START).run();
    await push("alterations", [alteration(), alteration({ dtaHorEvento: "2026-11-24T07:30:00" }), alteration()]);
    expect((await events()).map(({ type }) => String(type)).toSorted()).toEqual([
      "ALTERADO",
      "ALTERADO",
      "FATURADO",
      "FATURADO",
    ]);
  });

  it("the events of one order do not meet those of another", async () => {
    await push(
      "cancellations",
      [ORDER, "6123456789013"].map((id) => ({ idPedidoCanalVenda: id, dtaHorEvento: "2026-11-24T08:00:00" })),
    );
    expect(await events()).toHaveLength(2);
  });
});

describe("Idempotency-Key", () => {
  const key = { "idempotency-key": "nota-1234" };

  it("the same body has the same answer; another body is refused and stores nothing", async () => {
    const first = await push("invoices", invoice(), key);
    const again = await push("invoices", invoice(), key);
    expect([again.status, await again.json()]).toEqual([first.status, await first.json()]);
    const other = await push("alterations", alteration(), key);
    expect([other.status, await other.json()]).toMatchObject([422, { code: "idempotency-key-reused" }]);
    expect(await events()).toHaveLength(1);
  });

  it("another token's key is another key", async () => {
    await push("invoices", invoice(), key);
    token = await hub.tokenOf("erp", "filial");
    expect((await push("alterations", alteration(), key)).status).toBe(202);
  });

  it("what was refused does not use its key up", async () => {
    expect((await push("invoices", invoice({}, { vlrTotal: -1 }), key)).status).toBe(422);
    expect((await push("invoices", invoice(), key)).status).toBe(202);
  });

  it.each([
    ["with a blank", "nota 1"],
    ["too long", "x".repeat(201)],
  ])("a key %s is 400", async (_name, value) => {
    expect((await push("invoices", invoice(), { "idempotency-key": value })).status).toBe(400);
  });
});

describe("crashes", () => {
  it.each([false, true])(
    "D1 gives no answer (stored: %s): 503, and the same call again is one event",
    async (isStored) => {
      await knowOrder();
      const lost = hub.isolate(async (call, effect) => {
        if (!call.label.includes("tokens")) {
          if (isStored) await effect();
          throw new Error("Network connection lost");
        }
        return effect();
      });
      const answer = await push("invoices", invoice(), { "idempotency-key": "k" }, lost);
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ code: "hub-unreachable", helpUrl: null, details: [] });
      expect((await push("invoices", invoice(), { "idempotency-key": "k" })).status).toBe(202);
      expect(await events()).toHaveLength(1);
    },
  );

  it("a lost message is found by the due run", async () => {
    await knowOrder();
    hub.world.isQueueDown = true;
    expect((await push("invoices", invoice())).status).toBe(202);
    expect(hub.sent).toEqual([]);
    hub.world.isQueueDown = false;
    hub.pass(180_000);
    await requeueDueOrders(hub.deps);
    expect(hub.sent).toEqual([{ orderId: ORDER, cause: "erp-event" }]);
  });
});

describe("what is refused: a clear 4xx, nothing stored, no personal data in the log", () => {
  const wrongDigit = `${CHAVE.slice(0, 43)}${(Number(CHAVE[43]) + 1) % 10}`;
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

  it.each<[string, string, unknown, number, string]>([
    ["a key with a wrong digit", "invoices", invoice({}, { chave: wrongDigit }), 422, "invoice-key-invalid"],
    ["a key of another model", "invoices", invoice({}, { modelo: "65" }), 422, "invoice-model-differs"],
    ["an invoice without its document", "invoices", alteration(), 422, "field-wrong"],
    ["three decimals of money", "invoices", invoice({}, { vlrTotal: 24.901 }), 422, "field-wrong"],
    ["money with a comma", "invoices", invoice({}, { vlrTotal: "1.024,90" }), 422, "field-wrong"],
    [
      "a negative quantity",
      "alterations",
      alteration({ itens: [{ seqProduto: 919, qtdEmbalagem: 1, qtdAtendida: -1 }] }),
      422,
      "field-wrong",
    ],
    [
      "a package of nothing",
      "alterations",
      alteration({ itens: [{ seqProduto: 919, qtdEmbalagem: 0 }] }),
      422,
      "field-wrong",
    ],
    ["an alteration without items", "alterations", alteration({ itens: [] }), 422, "field-wrong"],
    ["no order", "alterations", alteration({ idPedidoCanalVenda: "Maria da Silva" }), 422, "field-wrong"],
    ["no time", "alterations", alteration({ dtaHorEvento: "ontem" }), 422, "field-wrong"],
    ["an event of another call", "invoices", invoice({ tipoEvento: "CANCELADO" }), 422, "type-differs"],
    ["an unknown state", "statuses", alteration({ tipoEvento: "TELEPORTADO" }), 422, "field-wrong"],
    ["one bad event among good ones", "alterations", [alteration(), { x: 1 }], 422, "field-wrong"],
    ["too many events", "alterations", Array.from({ length: 201 }, () => alteration()), 422, "too-many-events"],
    ["no event", "alterations", [], 422, "too-many-events"],
    ["a text", "alterations", '"x"', 422, "field-wrong"],
    ["no JSON", "alterations", "{", 400, "body-not-json"],
    ["deep JSON", "alterations", deep, 400, "body-too-deep"],
    ["5 MB", "alterations", JSON.stringify([alteration({ motivo: "x".repeat(5_000_000) })]), 413, "body-too-large"],
  ])("%s", async (_name, kind, body, status, code) => {
    const answer = await push(kind, body);
    const text = await answer.text();
    const shape = JSON.parse(text) as Record<string, unknown>;
    expect([answer.status, shape["code"]]).toEqual([status, code]);
    expect(Object.keys(shape)).toEqual(["code", "message", "detailedMessage", "helpUrl", "details"]);
    expect(await events()).toEqual([]);
    expect(hub.sent).toEqual([]);
    const refused = hub.lines.filter(({ event }) => event === "erp.refused");
    expect(refused).toHaveLength(1);
    expect(text + JSON.stringify(refused)).not.toMatch(/Maria|ontem|TELEPORTADO|xxxx/);
  });

  it.each(["invoices", "cancellations", "alterations", "statuses"])(
    "each call refuses the same bad input: /erp/%s",
    async (kind) => {
      const good: Readonly<Record<string, unknown>> = {
        invoices: invoice(),
        cancellations: { ...alteration(), itens: undefined },
        alterations: alteration(),
        statuses: alteration({ tipoEvento: "DESPACHADO" }),
      }[kind] as Record<string, unknown>;
      const item = { seqProduto: 919, qtdEmbalagem: 1, qtdPedida: 1, qtdAtendida: 1 };
      const bad: readonly (readonly [string, unknown, number])[] = [
        ["a wrong digit", { ...good, notaFiscal: { ...invoice().notaFiscal, chave: wrongDigit } }, 422],
        ["a negative quantity", { ...good, itens: [{ ...item, qtdAtendida: -1 }] }, 422],
        ["four decimals of weight", { ...good, itens: [{ ...item, qtdAtendida: 0.1234 }] }, 422],
        ["three decimals of money", { ...good, itens: [{ ...item, vlrEmbInformado: 1.005 }] }, 422],
        ["5 MB", JSON.stringify({ ...good, motivo: "x".repeat(5_000_000) }), 413],
        ["deep JSON", deep, 400],
        ["no JSON", "{", 400],
      ];
      for (const [what, body, status] of bad) {
        // Neither an alteration nor a state has a document: what comes in its place is no field of theirs.
        if (what === "a wrong digit" && (kind === "alterations" || kind === "statuses")) continue;
        expect((await push(kind, body)).status, what).toBe(status);
      }
      expect((await hub.call("POST", `/erp/${kind}`, { token: "gondola_00", body: good })).status).toBe(401);
      expect(await events()).toEqual([]);
      const first = await push(kind, good, { "idempotency-key": "k1" });
      const again = await push(kind, good, { "idempotency-key": "k1" });
      expect([first.status, again.status, await again.json()]).toEqual([202, 202, await first.json()]);
      expect(await events()).toHaveLength(1);
    },
  );

  it("413 by the stated length, before the body is read", async () => {
    const answer = await push("alterations", alteration(), { "content-length": "5000000" });
    expect(answer.status).toBe(413);
  });

  it("a SKU that the hub knows cannot be; one that may be new is taken", async () => {
    const load = (at: number) =>
      hub.rows("INSERT OR REPLACE INTO loads (name, last_success_started_at) VALUES ('skus', ?1)", at);
    const eventAt = Date.parse("2026-11-24T07:00:00-03:00");
    await load(eventAt - 1);
    expect((await push("alterations", alteration())).status).toBe(202); // newer than the last reading of the SKUs
    await load(eventAt + 60_000);
    const other = alteration({ dtaHorEvento: "2026-11-24T06:59:00" });
    const answer = await push("alterations", other, { "idempotency-key": "k" });
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { code: "sku-unknown", details: [{ message: "P919E1" }] },
    ]);
    expect(await events()).toHaveLength(1);
    await hub.rows(
      "INSERT INTO desk (area, seq_product, reason, first_at, last_at) VALUES ('skus', 919, 'ean-invalid', 0, 0)",
    );
    expect((await push("alterations", other, { "idempotency-key": "k" })).status).toBe(202); // refused here, but it exists
    expect(await events()).toHaveLength(2);
  });
});

describe("who may push", () => {
  it.each([
    ["no token", "", 401, "unauthorized"],
    ["a wrong token", "gondola_00", 401, "unauthorized"],
    ["OPS_TOKEN", OPS_TOKEN, 401, "unauthorized"],
  ])("%s", async (_name, secret, status, code) => {
    const answer = await hub.call("POST", "/erp/alterations", { token: secret, body: alteration() });
    expect([answer.status, await answer.json()]).toMatchObject([status, { code, helpUrl: null }]);
    expect(await events()).toEqual([]);
    // Logged without the secret.
    const refused = hub.lines.filter(({ event }) => event === "erp.refused");
    expect(refused).toMatchObject([{ status, code }]);
    expect(JSON.stringify(refused)).not.toContain(secret === "" ? OPS_TOKEN : secret);
  });

  it("a guesser is counted by the address, and after that 429 for each wrong token", async () => {
    hub.world.isLimited = true;
    const answer = await hub.call("POST", "/erp/alterations", { token: "gondola_01", body: alteration() });
    expect(answer.status).toBe(429);
    expect(hub.lines.filter(({ event }) => event === "erp.refused")).toMatchObject([{ status: 429 }]);
  });

  it("a person's token is 403, a revoked one 401", async () => {
    const admin = await hub.tokenOf("admin");
    expect((await hub.call("POST", "/erp/alterations", { token: admin, body: alteration() })).status).toBe(403);
    const [{ id = "" } = {}] = await hub.rows("SELECT id FROM tokens WHERE scope = 'erp'");
    await hub.call("DELETE", `/api/tokens/${String(id)}`);
    expect((await push("alterations", alteration(), {}, hub.isolate())).status).toBe(401);
  });

  it("too many calls are 429 before D1 is asked; a known token is counted by itself, an unknown one by its address", async () => {
    await push("alterations", alteration(), { "cf-connecting-ip": "192.0.2.7" });
    const [{ id = "" } = {}] = await hub.rows("SELECT id FROM tokens WHERE scope = 'erp'");
    expect(hub.limited).toEqual(["address:192.0.2.7", `token:${String(id)}`]);
    hub.world.isLimited = true;
    const away = hub.isolate(() => Promise.reject(new Error("D1 was asked")));
    const answer = await push("alterations", alteration(), {}, away);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
  });

  it("an address that is none, and a wrong method, have the same form of error", async () => {
    const none = await hub.call("POST", "/erp/nothing", { token });
    expect([none.status, await none.json()]).toMatchObject([404, { code: "not-found", helpUrl: null }]);
    const wrong = await hub.call("GET", "/erp/invoices", { token });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await wrong.json()).toMatchObject({ code: "method-not-allowed", details: [] });
  });
});
