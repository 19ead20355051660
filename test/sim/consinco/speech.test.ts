import { expect, it } from "vitest";
import { floorOf } from "./shop-floor.ts";

const V4 = "http://erp/SMProdutosAPI/api/v4/produtos/";

it("v4: bare arrays in ISO-8859-1, PascalCase, numbers and dates as text, its own query", async () => {
  const floor = floorOf({ speech: "v4" });
  await floor.call("GET", "/PedidoVenda/EventoPedido"); // logs in
  const query = "modelo._pageNo=1&modelo._pageSize=3&modelo.nroEmpresa=1&modelo.dataAtualizacao=1900-01-01T00:00:00";
  const answer = await floor.send("GET", `${V4}precos-produtos?${query}`);
  expect(answer.headers.get("content-type")).toBe("application/json");
  const prices = await answer.json<Record<string, unknown>[]>();
  expect(prices).toHaveLength(3);
  expect(prices[0]).toMatchObject({ NumeroEmpresa: "1", StatusVenda: "A" });
  expect(prices[0]?.["PrecoVenda"]).toMatch(/^[\d.]+,\d{2}$/);
  expect(prices[0]?.["DataAtualizacao"]).toMatch(/^\d{2}\/\d{2}\/\d{4} \d{2}:/);
  const categories = await floor.send("GET", `${V4}categorias-produtos?modelo._pageSize=500`);
  const raw = new Uint8Array(await categories.arrayBuffer());
  expect(new TextDecoder("latin1").decode(raw)).toContain("ç");
  expect(new TextDecoder().decode(raw)).toContain("\uFFFD");
  expect((await floor.send("GET", "/Cadastros/Marca")).status).toBe(404);
  const daily = await floor.send(
    "GET",
    `${V4}precos-produtos?modelo.nroEmpresa=1&modelo.dataAtualizacao=2026-11-24T08:00:00`,
  );
  expect(daily.status).toBe(400);
});

it("english: reference keys in data.content, pages from 0, each record once", async () => {
  const floor = floorOf({ speech: "english" });
  await floor.send("POST", "http://erp/api/v1/auth/login", { company: "1", username: "gondola", password: "gondola" });
  const login = await floor.send("POST", "http://erp/api/v1/auth/login", {
    company: "1",
    username: "gondola",
    password: "gondola",
  });
  const { accessToken } = await login.json<{ accessToken: string }>();
  const keys: unknown[] = [];
  for (let page = 0; ; page += 1) {
    const answer = await floor.send("GET", `/Cadastros/TabelaPrecoItem?page=${page}&size=7&companyId=1`, undefined, {
      authorization: `Bearer ${accessToken}`,
    });
    const { data } = await answer.json<{ data: { content: Record<string, unknown>[]; last: boolean } }>();
    keys.push(...data.content.map(({ productSKUId }) => productSKUId));
    expect(Object.keys(data.content[0] ?? {})).toContain("specialPrice");
    if (data.last) break;
  }
  expect(keys.length).toBe(floor.state.catalogue.skus.length);
  expect(new Set(keys).size).toBe(keys.length);
});

async function pagesOf(floor: ReturnType<typeof floorOf>): Promise<readonly number[]> {
  await floor.call("GET", "/PedidoVenda/EventoPedido"); // logs in
  const lengths: number[] = [];
  for (let page = 1; lengths.at(-1) !== 0 && page < 100; page++) {
    const query = `modelo._pageNo=${page}&modelo._pageSize=7`;
    const answer = await floor.send("GET", `${V4}embalagens-produtos?${query}`);
    lengths.push((await answer.json<unknown[]>()).length);
  }
  return lengths;
}

it("short pages of a list that cannot say that more follows: none of them is empty before the end", async () => {
  const floor = floorOf({ speech: "v4", dialect: { shortPages: true } });
  const lengths = await pagesOf(floor);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(floor.state.catalogue.skus.length);
  expect(lengths.slice(0, -2).some((length) => length > 0 && length < 7)).toBe(true);
});

it("a repeated page of such a list is its end to a reader, and the simulator keeps that records were hidden", async () => {
  const floor = floorOf({ speech: "v4" });
  await pagesOf(floor);
  expect(floor.state.quirks.hasHiddenRecords).toBe(false);
  floor.control.quirk({ kind: "repeat", times: 1 });
  await pagesOf(floor);
  expect(floor.state.quirks.hasHiddenRecords).toBe(true);
});
