/** What an ERP and the servers in front of it answer wrongly, late or twice. */
import { expect, it } from "vitest";
import { floorOf, itemOf, orderOf, pieceAt, type Floor } from "./shop-floor.ts";

const ID = "6123456789012";
const post = (floor: Floor, over: Record<string, unknown> = {}) =>
  floor.call("POST", "/PedidoVenda", orderOf(floor, { idPedidoCanalVenda: ID, ...over }));
async function ask(floor: Floor, id = ID): Promise<Response> {
  await floor.call("GET", "/Cadastros/TabelaPreco"); // logs in
  return floor.send("GET", `/PedidoVenda?SeqCanalVenda=121&IdPedidoCanalVenda=${id}`);
}

it("an order that is not there is a 404 in the ERP's error shape, and names its code", async () => {
  const answer = await ask(floorOf());
  expect([answer.status, await answer.json()]).toMatchObject([404, { code: "NAO_ENCONTRADO" }]);
});

it.each([404, 405, 501] as const)("an installation without the lookup answers a page with %i", async (lookup) => {
  const floor = floorOf({ orders: { lookup } });
  expect((await post(floor)).status).toBe(201);
  const answer = await ask(floor);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([lookup, "text/html"]);
  expect(await answer.text()).toContain("nginx");
});

it("the lookup of an order that is there: an nginx page, a gateway's JSON, then the order", async () => {
  const floor = floorOf();
  await post(floor);
  floor.control.mixUp({ kind: "page", times: 1 });
  floor.control.mixUp({ kind: "gateway", times: 1 });
  const page = await ask(floor);
  expect([page.status, await page.text()]).toEqual([404, expect.stringContaining("<h1>404 Not Found</h1>")]);
  const gateway = await ask(floor);
  expect([gateway.status, await gateway.json()]).toEqual([404, { message: "no Route matched with those values" }]);
  expect(await (await ask(floor)).json()).toMatchObject({ seqPedido: 464, idPedidoCanalVenda: ID });
});

it("the lookup is answered with another order, or with a list of all", async () => {
  const floor = floorOf();
  floor.control.mixUp({ kind: "other", times: 2 });
  expect(await (await ask(floor)).json()).toMatchObject({ seqCanalVenda: 7 });
  await post(floor, { idPedidoCanalVenda: "77" });
  expect(await (await ask(floor)).json()).toMatchObject({ seqPedido: 464, idPedidoCanalVenda: "77" });
  floor.control.mixUp({ kind: "list", times: 1 });
  expect(await (await ask(floor)).json()).toMatchObject({ items: [{ idPedidoCanalVenda: "77" }] });
});

it("an ERP that takes duplicates lists both orders of one key", async () => {
  const floor = floorOf({ orders: { acceptDuplicates: true } });
  await post(floor);
  await post(floor);
  expect(await (await ask(floor)).json()).toMatchObject({ items: [{ seqPedido: 464 }, { seqPedido: 465 }] });
});

it.each([60_000, 150_000, 300_000])("a slow POST is written %i ms later, and answered then", async (afterMs) => {
  const floor = floorOf();
  floor.control.commitLate({ afterMs, answer: "slow" });
  const from = floor.now();
  const answer = await post(floor);
  expect([answer.status, floor.now() - from]).toEqual([201, afterMs]);
});

it("a POST is accepted and answered with another order's number, named or not", async () => {
  const floor = floorOf();
  await post(floor, { idPedidoCanalVenda: "77" });
  floor.control.mixUp({ kind: "otherAccepted", times: 1 });
  expect(await post(floor)).toMatchObject({ status: 201, body: { seqPedido: 464 } });
  floor.control.mixUp({ kind: "otherNamed", times: 1 });
  expect(await post(floor, { idPedidoCanalVenda: "78" })).toMatchObject({
    status: 201,
    body: { seqPedido: 465, idPedidoCanalVenda: ID },
  });
  expect(floor.journal.orders().map(({ accepted }) => accepted.length)).toEqual([1, 1, 1]);
});

it("a row that is given away, and an order without a payment, are refused by rule", async () => {
  const floor = floorOf();
  const free = [itemOf(pieceAt(floor).seqProduto, { vlrEmbTabPreco: 5, vlrEmbInformado: 0, vlrEmbDesconto: 5 })];
  const refused = await post(floor, { itemDto: free, pagamentoDto: [] });
  expect([refused.status, (refused.body["details"] as { code: string }[]).map(({ code }) => code)]).toEqual([
    422,
    ["itemDto[0].vlrEmbInformado", "pagamentoDto"],
  ]);
});

it("an order that a restored backup lost is not there, and its number is not given again", async () => {
  const floor = floorOf();
  await post(floor);
  floor.control.loseOrder({ seqPedido: 464 });
  expect((await ask(floor)).status).toBe(404);
  expect(await post(floor)).toMatchObject({ status: 201, body: { seqPedido: 465 } });
});
