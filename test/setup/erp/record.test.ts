/** A recording of the simulated ERP, replayed: the probe and the loads read the same, and no personal data is in it. */
import { describe, expect, it } from "vitest";
import { createReplay, type RecordingFile } from "../../../sim/consinco/replay/replay.ts";
import type { SpeechName } from "../../../sim/consinco/speech/speech.ts";
import { pullBrands } from "../../../src/loads/kinds/brands.ts";
import { pullImages } from "../../../src/loads/kinds/images.ts";
import { pullPrices } from "../../../src/loads/kinds/prices.ts";
import { pullProducts } from "../../../src/loads/kinds/products.ts";
import { pullSkus } from "../../../src/loads/kinds/skus.ts";
import { pullStock } from "../../../src/loads/kinds/stock.ts";
import { maskAnswer } from "../../../src/erp/client/mask-answer.ts";
import { probeErp } from "../../../src/setup/erp/probe.ts";
import { recordErp } from "../../../src/setup/erp/record.ts";
import { mapCompanies, pullWorld } from "../../loads/world.ts";

const SIZE = { seed: 7, products: 30, companies: 1, badPictureShare: 0 };
const PLACE = { company: 1, segment: 1, division: 1, categoryType: "M", pages: 5, pageSize: 50 };
const endless = () => ({ startedAt: 0, outOfTime: () => false });
const MARKED = [
  "Maria Marcada",
  "maria@marca.example",
  "529.982.247-25",
  "52998224725",
  "11 98765-4321",
  "Rua Marcada",
];

async function recorded(speech: SpeechName) {
  const world = pullWorld({ ...SIZE, speech });
  for (const product of world.erp.state.catalogue.products)
    product.patch = {
      responsavelCadastro: "Maria Marcada",
      observacaoInterna: "falar com maria@marca.example, CPF 529.982.247-25, 11 98765-4321",
      nroDocumento: 52998224725,
      fornecedor: { contato: { nome: "Maria Marcada", rua: "Rua Marcada" }, codigo: 7 },
    };
  const { deps } = world;
  const result = await recordErp(deps, deps.config.erp, {}, PLACE);
  if (result.kind !== "recorded") throw new Error(result.login.words);
  return { world, ...result, file: JSON.parse(JSON.stringify(result.recording)) as RecordingFile };
}

async function read(options: Parameters<typeof pullWorld>[0]) {
  const world = pullWorld({ ...SIZE, ...options });
  await mapCompanies(world, 1);
  for (const pull of [pullBrands, pullProducts, pullSkus, pullPrices, pullStock, pullImages])
    await pull(world.deps, endless());
  const of = async (sql: string) => (await world.db.prepare(sql).all()).results;
  return {
    brands: await of("SELECT seq_brand, name FROM brands ORDER BY 1"),
    products: await of("SELECT seq_product, hash FROM products ORDER BY 1"),
    skus: await of("SELECT sku, hash FROM skus ORDER BY 1"),
    prices: await of("SELECT sku, hash FROM prices ORDER BY 1"),
    stock: await of("SELECT sku, quantity_milli FROM stock ORDER BY 1"),
    images: await of("SELECT seq_product, source, hash FROM images ORDER BY 1, 2"),
    desk: await of("SELECT area, reason FROM desk WHERE state = 'open' AND reason <> 'fields-missing' ORDER BY 1, 2"),
  };
}

describe.each(["v4", "english", "tnf"] as const)("a recording of an ERP that speaks %s", (speech) => {
  it("is replayed as that ERP: the probe proposes the same, and the loads read the same", async () => {
    const { world, dialect, file } = await recorded(speech);
    const fetch = createReplay(file);
    const again = await probeErp(pullWorld({ ...SIZE, fetch }).deps);
    expect(again.login.ok).toBe(true);
    expect(again.dialect).toEqual(dialect);
    expect(again.dialect).toEqual((await probeErp(world.deps)).dialect);
    for (const product of world.erp.state.catalogue.products) product.patch = null;
    const live = await read({ speech, lines: dialect });
    expect(live.products.length).toBe(30);
    expect(await read({ fetch, lines: dialect })).toEqual(live);
  });

  it("has no token, no password and no personal data", async () => {
    const { file } = await recorded(speech);
    const text = JSON.stringify(file);
    for (const marked of MARKED) expect(text, marked).not.toContain(marked);
    expect(text).not.toMatch(/bearer|"(?:password|senha)"/i);
    expect(JSON.stringify(file.login.answer)).toContain("***");
  });
});

it("what is masked keeps its type, and barcodes, pictures, stamps and names of goods stay", () => {
  const picture = "iVBORw0KGgo5298224725".repeat(40);
  const kept = {
    nome: "Conservação",
    descReduzida: "Arroz 5kg",
    codAcesso: "7896006716112",
    ean: 12345678901231,
    imagem: picture,
    dtaHor: "20261124120000",
    seqProduto: 919,
    ativo: true,
    nada: null,
  };
  expect(maskAnswer(kept)).toEqual(kept);
  expect(
    maskAnswer({
      clienteDto: { nome: "Maria", cidade: "Campinas", numero: 12, limite: 3 },
      nroCpfCnpj: 52998224725,
      emailNfe: "a@b.example",
      doc: "52998224725",
      cnpjEmpresa: "12.345.678/0001-95",
      texto: "ligar para (11) 98765-4321",
    }),
  ).toEqual({
    clienteDto: { nome: "***", cidade: "***", numero: 0, limite: 3 },
    nroCpfCnpj: 0,
    emailNfe: "***",
    doc: "***",
    cnpjEmpresa: "***",
    texto: expect.not.stringContaining("98765") as string,
  });
});

it("a file of another kind is refused by the replay, and an unknown path is not found", async () => {
  expect(() => createReplay({ format: "other" } as unknown as RecordingFile)).toThrow("no recording");
  const { file } = await recorded("tnf");
  const answer = await createReplay(file)(new Request("https://erp.example/nada"));
  expect(answer.status).toBe(401);
});
