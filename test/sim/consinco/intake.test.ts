import { expect, it } from "vitest";
import { skusOf } from "../../../sim/consinco/view.ts";
import { clientOf, floorOf, itemOf, orderOf, pieceAt, weighedAt, type Floor } from "./shop-floor.ts";

type Refusal = { code: string; details: { code: string; message: string }[] };
const post = (floor: Floor, over: Record<string, unknown> = {}) =>
  floor.call<Refusal & { seqPedido?: number }>("POST", "/PedidoVenda", orderOf(floor, over));
const firstPiece = (over: Record<string, unknown>) => [itemOf(pieceAt(floorOf()).seqProduto, over)];

const REQUIRED =
  "seqCanalVenda,idPedidoCanalVenda,dtaHorPedidoCanalVenda,nroEmpresa,codGeralOper,nroRepresentante,nroTabVenda,tipoEntrega,vlrTotFrete,tipoRateioFretePedido,tipoFreteDocAuxiliar,indIntermediador,clienteDto,itemDto".split(
    ",",
  );

it.each(REQUIRED)("an order without %s is a 400 that names it", async (field) => {
  const floor = floorOf();
  const { status, body } = await post(floor, { [field]: undefined });
  expect(status).toBe(400);
  expect(body.details.map(({ code }) => code)).toEqual([field]);
  expect(floor.journal.doubled()).toEqual([]);
  expect(floor.state.orders.all).toEqual([]);
});

it.each<[string, Record<string, unknown>]>([
  ["seqCanalVenda", { seqCanalVenda: "121" }],
  ["idPedidoCanalVenda", { idPedidoCanalVenda: 6123456789012 }],
  ["idPedidoCanalVenda", { idPedidoCanalVenda: "123456789012345678901" }],
  ["dtaHorPedidoCanalVenda", { dtaHorPedidoCanalVenda: "24/11/2026 11:59" }],
  ["nroTabVenda", { nroTabVenda: 1 }],
  ["tipoEntrega", { tipoEntrega: "X" }],
  ["vlrTotFrete", { vlrTotFrete: 5.005 }],
  ["vlrTotFrete", { vlrTotFrete: -1 }],
  ["itemDto", { itemDto: [] }],
  ["itemDto", { itemDto: { seqProduto: 1 } }],
  ["itemDto[0]", { itemDto: [null] }],
  ["idPedidoCanalvenda2", { idPedidoCanalvenda2: "a misspelt name" }],
  ["clienteDto.cpfCnpj", { clienteDto: clientOf({ cpfCnpj: "529.982.247-25" }) }],
  ["clienteDto.cpfCnpj", { clienteDto: clientOf({ cpfCnpj: "52998224724" }) }],
  ["clienteDto.cpfCnpj", { clienteDto: clientOf({ cpfCnpj: "12ABC34501DE35", fisicaJuridica: "J" }) }],
  ["clienteDto.fisicaJuridica", { clienteDto: clientOf({ fisicaJuridica: "J" }) }],
  ["clienteDto.nomeFantasia", { clienteDto: clientOf({ nomeFantasia: "M".repeat(31) }) }],
  ["clienteDto.bairro", { clienteDto: clientOf({ bairro: "  " }) }],
  ["clienteDto.uf", { clienteDto: clientOf({ uf: "São Paulo" }) }],
  ["clienteDto.cep", { clienteDto: clientOf({ cep: "14000-000" }) }],
  ["clienteDto.foneDdd1", { clienteDto: clientOf({ foneDdd1: "+55" }) }],
  ["itemDto[0].qtdPedida", { itemDto: firstPiece({ qtdPedida: 0 }) }],
  ["itemDto[0].qtdPedida", { itemDto: firstPiece({ qtdPedida: 1.0005 }) }],
  ["itemDto[0].qtdPedida", { itemDto: firstPiece({ qtdPedida: "2" }) }],
  ["itemDto[0].vlrEmbTabPreco", { itemDto: firstPiece({ vlrEmbTabPreco: 0, vlrEmbInformado: 0, vlrEmbDesconto: 0 }) }],
  ["itemDto[0].vlrEmbInformado", { itemDto: firstPiece({ vlrEmbInformado: 4.6 }) }],
  ["pagamentoDto[0].vlrPagto", { pagamentoDto: [{ idPagtoCanalVenda: "1", seqFormaPagto: 3, nroParcela: 1 }] }],
  [
    "pagamentoDto[0].seqFormaPagto",
    { pagamentoDto: [{ idPagtoCanalVenda: "1", seqFormaPagto: null, nroParcela: 1, vlrPagto: 14.18 }] },
  ],
])("a wrong %s is a 400 that names it: %o", async (field, over) => {
  const { status, body } = await post(floorOf(), over);
  expect(status).toBe(400);
  expect(body.details.map(({ code }) => code)).toEqual([field]);
});

it.each<[string, (floor: Floor) => Record<string, unknown>]>([
  ["seqCanalVenda", () => ({ seqCanalVenda: 7 })],
  ["nroEmpresa", () => ({ nroEmpresa: 99 })],
  ["itemDto[0].seqProduto", () => ({ itemDto: [itemOf(99_999_999)] })],
  ["itemDto[0].qtdEmbalagem", (floor) => ({ itemDto: [itemOf(pieceAt(floor).seqProduto, { qtdEmbalagem: 7 })] })],
  ["itemDto[0].qtdPedida", (floor) => ({ itemDto: [itemOf(pieceAt(floor).seqProduto, { qtdPedida: 0.5 })] })],
  [
    "pagamentoDto",
    () => ({ pagamentoDto: [{ idPagtoCanalVenda: "1", seqFormaPagto: 3, nroParcela: 1, vlrPagto: 10 }] }),
  ],
  [
    "pagamentoDto",
    () => ({ pagamentoDto: [{ idPagtoCanalVenda: "1", seqFormaPagto: 3, nroParcela: 1, vlrPagto: 14.17 }] }),
  ],
])("a well-formed order that breaks a rule is a 422 that names %s", async (field, over) => {
  const floor = floorOf();
  const { status, body } = await post(floor, over(floor));
  expect(status).toBe(422);
  expect(body.details.map(({ code }) => code)).toEqual([field]);
});

it("a body that is no JSON object is a 400, and two wrong fields are both named", async () => {
  const floor = floorOf();
  expect((await floor.call("POST", "/PedidoVenda", "texto")).status).toBe(400);
  const { body } = await post(floor, { nroTabVenda: null, tipoEntrega: "" });
  expect(new Set(body.details.map(({ code }) => code))).toEqual(new Set(["tipoEntrega", "nroTabVenda"]));
});

it("an order is taken with 201 and seqPedido, found by channel and id, and not yet out of stock", async () => {
  const floor = floorOf();
  const { seqProduto } = pieceAt(floor);
  const before = skusOf(floor.state, 1).find((sku) => sku.seqProduto === seqProduto)?.quantityMilli;
  expect(await post(floor)).toEqual({ status: 201, body: { seqPedido: 464 } });
  const found = await floor.call("GET", "/PedidoVenda?SeqCanalVenda=121&IdPedidoCanalVenda=6123456789012");
  expect(found.body).toEqual({
    seqPedido: 464,
    seqCanalVenda: 121,
    idPedidoCanalVenda: "6123456789012",
    nroEmpresa: 1,
    statusIntegracao: "Pendente",
    nroPedVenda: null,
    mensagem: null,
    itemDto: [{ seqProduto, qtdEmbalagem: 1, qtdPedida: 2 }],
  });
  expect(skusOf(floor.state, 1).find((sku) => sku.seqProduto === seqProduto)?.quantityMilli).toBe(before);
});

it("an order the ERP does not have is a 404, and a question without both keys a 400", async () => {
  const floor = floorOf();
  expect((await floor.call("GET", "/PedidoVenda?SeqCanalVenda=121&IdPedidoCanalVenda=1")).status).toBe(404);
  expect((await floor.call("GET", "/PedidoVenda?SeqCanalVenda=121")).status).toBe(400);
});

it("names match in any case; a pickup order needs no address; a weighed good takes three decimals", async () => {
  const floor = floorOf();
  const { seqProduto } = weighedAt(floor);
  const { idPedidoCanalVenda, ...rest } = orderOf(floor, {
    tipoEntrega: "R",
    clienteDto: clientOf({
      cidade: undefined,
      uf: undefined,
      bairro: undefined,
      logradouro: undefined,
      nroLogradouro: undefined,
      cep: null,
    }),
    itemDto: [itemOf(seqProduto, { qtdPedida: 0.735 })],
    pagamentoDto: undefined,
  });
  expect((await floor.call("POST", "/pedidovenda", { ...rest, IDPEDIDOCANALVENDA: idPedidoCanalVenda })).status).toBe(
    201,
  );
});

const caseOrder = (floor: Floor, id: string, qtdPedida: number) => {
  const sku = skusOf(floor.state, 1).find(({ qtdEmbalagem }) => qtdEmbalagem === 12);
  return {
    idPedidoCanalVenda: id,
    itemDto: [itemOf(sku?.seqProduto ?? 0, { qtdEmbalagem: 12, qtdPedida })],
    pagamentoDto: [{ idPagtoCanalVenda: "1", seqFormaPagto: 3, nroParcela: 1, vlrPagto: 9.59 }],
  };
};

it("packages or units: one CX-12 is 1, or 12 where the installation counts units, and half a case is refused", async () => {
  const packages = floorOf({ products: 200 });
  expect((await post(packages, caseOrder(packages, "1", 1))).status).toBe(201);
  const units = floorOf({ products: 200, orders: { quantityCounts: "units" } });
  expect((await post(units, caseOrder(units, "1", 1))).status).toBe(422);
  expect((await post(units, caseOrder(units, "2", 12))).status).toBe(201);
});

it("a case of 12 takes 12 units out of stock, however it is counted", async () => {
  for (const [quantityCounts, qtdPedida] of [
    ["packages", 2],
    ["units", 24],
  ] as const) {
    const floor = floorOf({ products: 200, orders: { quantityCounts } });
    const sku = skusOf(floor.state, 1).find(({ qtdEmbalagem }) => qtdEmbalagem === 12);
    await post(floor, {
      itemDto: [itemOf(sku?.seqProduto ?? 0, { qtdEmbalagem: 12, qtdPedida })],
      pagamentoDto: undefined,
    });
    floor.control.importDue();
    expect(skusOf(floor.state, 1).find(({ key }) => key === sku?.key)?.quantityMilli).toBe(
      (sku?.quantityMilli ?? 0) - 24_000,
    );
  }
});

it("the same (channel, id) again is a 409 with the seqPedido, and the journal shows two POSTs and one order", async () => {
  const floor = floorOf();
  await post(floor);
  expect(await post(floor)).toMatchObject({ status: 409, body: { seqPedido: 464, code: "PEDIDO_JA_EXISTE" } });
  expect(floor.journal.orders()).toEqual([
    expect.objectContaining({
      idPedidoCanalVenda: "6123456789012",
      posts: 2,
      repeats: 1,
      accepted: [expect.objectContaining({ seqPedido: 464, body: orderOf(floor) })],
    }),
  ]);
});

it("an ERP that accepts duplicates makes two orders of two POSTs, and the journal shows both", async () => {
  const floor = floorOf({ orders: { acceptDuplicates: true } });
  await post(floor);
  expect((await post(floor)).body.seqPedido).toBe(465);
  expect(
    floor.journal.doubled().map(({ idPedidoCanalVenda, accepted }) => [idPedidoCanalVenda, accepted.length]),
  ).toEqual([["6123456789012", 2]]);
});

it.each(["504", "cut"] as const)("a late commit (%s): unknown at first, there after its time", async (answer) => {
  const floor = floorOf();
  await floor.call("GET", "/Cadastros/Marca");
  floor.control.commitLate({ afterMs: 30_000, answer });
  const sent = post(floor);
  if (answer === "cut") await expect(sent).rejects.toThrow("cut");
  else expect((await sent).status).toBe(504);
  const ask = async () =>
    (await floor.call("GET", "/PedidoVenda?SeqCanalVenda=121&IdPedidoCanalVenda=6123456789012")).status;
  expect(await ask()).toBe(404);
  floor.advance(29_999);
  expect(await ask()).toBe(404);
  floor.advance(1);
  expect(await ask()).toBe(200);
  expect(floor.journal.order("6123456789012")).toMatchObject({ posts: 1, repeats: 0 });
});

it.each([
  [false, 1],
  [true, 2],
])(
  "a POST repeated before a late commit, duplicates accepted: %s, ends in %i orders",
  async (acceptDuplicates, orders) => {
    const floor = floorOf({ orders: { acceptDuplicates } });
    floor.control.commitLate({ afterMs: 30_000 });
    expect((await post(floor)).status).toBe(504);
    expect((await post(floor)).status).toBe(201);
    floor.advance(60_000);
    await floor.call("GET", "/Cadastros/Marca");
    expect(floor.journal.order("6123456789012").accepted).toHaveLength(orders);
    expect(floor.state.orders.all).toHaveLength(orders);
  },
);

it("a fault cutting after the effect leaves the order in the ERP, one before it does not", async () => {
  const floor = floorOf();
  await floor.call("GET", "/Cadastros/Marca");
  floor.faults.add({ kind: "cutBefore", path: "/pedidovenda", method: "POST", times: 1 });
  await expect(post(floor)).rejects.toThrow("cut before");
  expect(floor.journal.orders()).toEqual([]);
  floor.faults.add({ kind: "cutAfter", path: "/pedidovenda", method: "POST", times: 1 });
  await expect(post(floor)).rejects.toThrow("cut after");
  expect(floor.journal.order("6123456789012").accepted).toHaveLength(1);
});

it("a company the user may not see is a 403", async () => {
  expect((await post(floorOf({ forbiddenCompanies: [1] }))).status).toBe(403);
});
