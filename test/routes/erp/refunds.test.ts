import { beforeEach, expect, it } from "vitest";
import { recordRefunds } from "../../../src/hub/orders/shop-refunds.ts";
import { hubDeps, START } from "../hub-deps.ts";

let hub: ReturnType<typeof hubDeps>;
let token: string;
const ask = async (query: string) => {
  const answer = await hub.call("GET", `/erp/refunds${query}`, { token });
  return { status: answer.status, body: await answer.json<Record<string, unknown>>() };
};
const refund = (refundId: string, totalCents = 500, sku: string | null = "P919E12") => ({
  refundId,
  refundedAt: "2026-11-24T11:00:00Z",
  totalCents,
  lines: [{ sku, quantity: 1, subtotalCents: totalCents, restock: "RETURN" }],
});
const idsOf = (body: Record<string, unknown>) => (body["refunds"] as { id: string }[]).map(({ id }) => id);

beforeEach(async () => {
  hub = hubDeps();
  token = await hub.tokenOf("erp");
  await hub.rows(
    "INSERT INTO orders (order_id, state, found_by, company, seq_pedido, nro_ped_venda, created_at, updated_at) VALUES ('1', 'imported', 'webhook', 3, 464, 88001, 0, 0)",
  );
});

it("a refund has the ERP's numbers, its items by the ERP's keys, and who made it", async () => {
  // A number within another one is another refund.
  await recordRefunds(hub.deps.db, "1", [refund("7"), refund("71"), refund("72", 300, null)], START);
  await hub.rows(
    `INSERT INTO order_actions (order_id, n, kind, about, state, idempotency_key, intent, outcome, created_at)
     VALUES ('1', 1, 'refund', '7001', 'done', 'k', '{}', '{"refundId":"gid://shopify/Refund/72"}', 0)`,
  );
  const { status, body } = await ask("");
  expect([status, body["next"]]).toEqual([200, null]);
  expect(body["refunds"]).toEqual([
    expect.objectContaining({ id: "7", madeBy: "shop" }),
    {
      id: "71",
      orderId: "1",
      refundedAt: "2026-11-24T11:00:00.000Z",
      recordedAt: "2026-11-24T12:00:00.000Z",
      totalCents: 500,
      seqPedido: 464,
      nroPedVenda: 88_001,
      nroEmpresa: 3,
      madeBy: "shop",
      items: [
        { sku: "P919E12", seqProduto: 919, qtdEmbalagem: 12, quantity: 1, subtotalCents: 500, restock: "RETURN" },
      ],
    },
    expect.objectContaining({ id: "72", madeBy: "connector" }),
  ]);
});

it("pages by cursor; a refund whose amount changed comes again at the end; nothing is left out in between", async () => {
  await recordRefunds(hub.deps.db, "1", [refund("71"), refund("72", 0), refund("73")], START);
  const first = (await ask("?limit=2")).body;
  expect(idsOf(first)).toEqual(["71", "72"]);
  await recordRefunds(hub.deps.db, "1", [refund("71"), refund("72", 300)], START + 1);
  const second = (await ask(`?limit=2&after=${String(first["next"])}`)).body;
  expect(idsOf(second)).toEqual(["73", "72"]);
  expect(idsOf((await ask(`?after=${String(second["next"])}`)).body)).toEqual([]);
});

it("`since` counts from the recording; a wrong parameter is 422 in the ERP's form", async () => {
  await recordRefunds(hub.deps.db, "1", [refund("71")], START);
  await recordRefunds(hub.deps.db, "1", [refund("72")], START + 60_000);
  expect(idsOf((await ask("?since=2026-11-24T12:00:30Z")).body)).toEqual(["72"]);
  for (const query of ["?since=ontem", "?limit=0", "?limit=501", "?desde=1"])
    expect(await ask(query), query).toMatchObject({ status: 422, body: { code: "query-wrong", helpUrl: null } });
});
