import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { PICTURE_FAULTS } from "../../../sim/consinco/pictures.ts";
import { jpegOf } from "../../../sim/pictures/jpeg.ts";
import { dotsOf } from "../../../sim/pictures/label.ts";
import { pngOf } from "../../../sim/pictures/png.ts";
import { readPicture } from "../../../sim/pictures/read.ts";
import { webpOf } from "../../../sim/pictures/webp.ts";
import { floorOf } from "./shop-floor.ts";

const PATH = "/Cadastros/ProdutoSkuEspecificacao";
const DOTS = dotsOf({ lines: ["ARROZ", "5KG"], ground: [200, 40, 60] });

describe("drawn pictures", () => {
  it("are whole pictures of their format, with the size that their header says", () => {
    expect(readPicture(pngOf(DOTS))).toEqual({ format: "png", width: 296, height: 104, isWhole: true });
    expect(readPicture(jpegOf(DOTS))).toEqual({ format: "jpeg", width: 592, height: 208, isWhole: true });
    expect(readPicture(webpOf(DOTS))).toMatchObject({ format: "webp", isWhole: true });
  });

  it("a PNG unpacks to one bit a pixel, and the first letter is drawn in it", () => {
    const data = Buffer.from(pngOf(DOTS));
    const at = data.indexOf("IDAT");
    const rows = inflateSync(data.subarray(at + 4, at + 4 + data.readUInt32BE(at - 4)));
    expect(rows.length).toBe((37 + 1) * 104);
    const isInk = (x: number, y: number) => (((rows[y * 38 + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;
    expect([isInk(5, 10), isInk(0, 0)]).toEqual([true, false]); // the left leg of the A, and the margin
  });

  it("cut in the middle they are not whole", () => {
    for (const bytes of [pngOf(DOTS), jpegOf(DOTS)])
      expect(readPicture(bytes.slice(0, bytes.length >> 1))).toMatchObject({ isWhole: false });
  });
});

it("C8: a picture's address serves the picture that its product has, and 304 to who has it already", async () => {
  const floor = floorOf({ badPictureShare: 0 });
  const records = await floor.all(PATH, 500);
  const [record] = records.filter(({ valor }) => String(valor).startsWith("https:"));
  const url = String(record?.["valor"]);
  const first = await floor.send("GET", url);
  expect(readPicture(new Uint8Array(await first.arrayBuffer()))?.isWhole).toBe(true);
  const etag = first.headers.get("etag") ?? "";
  const again = await floor.send("GET", url, undefined, { "if-none-match": etag });
  expect(again.status).toBe(304);

  floor.control.setPicture({ seqProduto: Number(record?.["seqProduto"]), slot: 0 });
  const changed = await floor.send("GET", url, undefined, { "if-none-match": etag });
  expect([changed.status, changed.headers.get("etag") === etag]).toEqual([200, false]);
});

it("C8: by seed some pictures are bad, each in one of the known ways; without a share none is", async () => {
  const kinds = async (badPictureShare: number) => {
    const floor = floorOf({ products: 120, badPictureShare });
    const records = await floor.all(PATH, 1000);
    const states = records.flatMap(({ valor, nome }) =>
      nome === "Conservação" || !String(valor).startsWith("https:") ? [] : [String(valor)],
    );
    const answers = await Promise.all(states.map((url) => floor.send("GET", url)));
    const read = await Promise.all(
      answers.map(async (answer) =>
        answer.status === 404 ? "missing" : readPicture(new Uint8Array(await answer.arrayBuffer())),
      ),
    );
    return read.filter((each) => each === "missing" || each === null || !each.isWhole || each.width > 5_000).length;
  };
  expect(await kinds(0)).toBe(0);
  expect(await kinds(0.3)).toBeGreaterThan(PICTURE_FAULTS.length);
});

it("specifications are records of the same list, and a removed picture is listed as switched off", async () => {
  const floor = floorOf({ badPictureShare: 0 });
  const records = await floor.all(PATH, 500);
  expect(records.some(({ nome, valor }) => nome === "Conservação" && !String(valor).includes("/"))).toBe(true);
  const seqProduto = Number(records.find(({ indPrincipal }) => indPrincipal === "S")?.["seqProduto"]);
  floor.control.removePicture({ seqProduto, slot: 0 });
  const after = (await floor.all(PATH, 500)).find(
    (each) => each["seqProduto"] === seqProduto && each["indPrincipal"] === "S",
  );
  expect(after).toMatchObject({ ativo: false, valor: null });
});
