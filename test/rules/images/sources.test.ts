import { describe, expect, it } from "vitest";
import { pictureAddress } from "../../../src/rules/images/address.ts";
import { decodeBase64 } from "../../../src/rules/images/base64.ts";
import { imageName } from "../../../src/rules/images/image-name.ts";
import { type ImageRecord, imageRow } from "../../../src/rules/images/image-row.ts";
import { sourceValue } from "../../../src/rules/images/source-value.ts";

const HOSTS = ["imagens.loja.exemplo", "*.cdn.exemplo"];

describe("addresses that may be asked", () => {
  it.each([
    ["https://imagens.loja.exemplo/a.jpg", "https://imagens.loja.exemplo/a.jpg"],
    ["  HTTPS://IMAGENS.loja.exemplo:443/á b.jpg#x ", "https://imagens.loja.exemplo/%C3%A1%20b.jpg"],
    ["https://a.b.cdn.exemplo/1", "https://a.b.cdn.exemplo/1"],
  ])("%s", (text, url) => {
    expect(pictureAddress(text, HOSTS)).toEqual({ ok: true, url });
  });

  it.each([
    ["http://imagens.loja.exemplo/a.jpg", "not-https"],
    ["ftp://imagens.loja.exemplo/a.jpg", "not-https"],
    ["file:///etc/passwd", "not-https"],
    ["//imagens.loja.exemplo/a.jpg", "unreadable"],
    ["a.jpg", "unreadable"],
    ["", "unreadable"],
    [`https://imagens.loja.exemplo/${"a".repeat(3_000)}`, "unreadable"],
    ["https://imagens.loja.exemplo:8443/a.jpg", "port"],
    ["https://user@imagens.loja.exemplo/a.jpg", "credentials"],
    ["https://imagens.loja.exemplo@10.0.0.1/a.jpg", "credentials"],
    ["https://imagens.loja.exemplo.evil.exemplo/a.jpg", "host-not-allowed"],
    ["https://cdn.exemplo/a.jpg", "host-not-allowed"],
    ["https://xcdn.exemplo/a.jpg", "host-not-allowed"],
    ["https://127.0.0.1/a.jpg", "private"],
    ["https://0x7f.1/a.jpg", "private"],
    ["https://2130706433/a.jpg", "private"],
    ["https://0177.0.0.1/a.jpg", "private"],
    ["https://169.254.169.254/latest/meta-data", "private"],
    ["https://10.1/a.jpg", "private"],
    ["https://①②⑦.0.0.1/a.jpg", "private"],
    ["https://[::1]/a.jpg", "private"],
    ["https://[::ffff:127.0.0.1]/a.jpg", "private"],
    ["https://[fd00::1]/a.jpg", "private"],
    ["https://localhost/a.jpg", "private"],
    ["https://localhost./a.jpg", "private"],
    ["https://imagens/a.jpg", "private"],
    ["https://fotos.local/a.jpg", "private"],
    ["https://metadata.google.internal/a.jpg", "private"],
  ])("%s is refused", (text, fault) => {
    expect(pictureAddress(text, [...HOSTS, "127.0.0.1", "localhost"])).toEqual({ ok: false, fault });
  });

  it("a redirect is read from the address that sent it, under the same rule", () => {
    const base = "https://imagens.loja.exemplo/a/b.jpg";
    expect(pictureAddress("../c.jpg", HOSTS, base)).toEqual({ ok: true, url: "https://imagens.loja.exemplo/c.jpg" });
    expect(pictureAddress("//evil.exemplo/c.jpg", HOSTS, base)).toEqual({ ok: false, fault: "host-not-allowed" });
    expect(pictureAddress("http://imagens.loja.exemplo/c.jpg", HOSTS, base)).toEqual({ ok: false, fault: "not-https" });
  });
});

describe("base64", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const text = Buffer.from(bytes).toString("base64");
  it.each([
    ["as it is", text],
    ["in lines of 76", text.replaceAll(/.{76}/g, "$&\r\n")],
    ["with blanks and tabs", text.replaceAll(/.{10}/g, "$& \t")],
    ["without its end", text.replace(/=+$/, "")],
    ["in the alphabet of URLs", Buffer.from(bytes).toString("base64url")],
  ])("is read %s", (_name, written) => {
    expect(decodeBase64(written)).toEqual(bytes);
  });
  it.each(["abc$", "YWJj=ZGVm", "çç", "YW\u0000J\u007fj"])("%j is none", (written) => {
    expect(decodeBase64(written)).toBeNull();
  });
});

describe("what a record carries", () => {
  const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  it.each<[string, string, string | null, string]>([
    ["an address", "Imagem principal", "https://imagens.loja.exemplo/a.jpg", "url"],
    ["an address by its ending", "Frente", "https://imagens.loja.exemplo/a.JPG?v=2", "url"],
    ["an address without https, for the rule to refuse", "Foto", "http://x.exemplo/a.jpg", "url"],
    ["a data: URL", "Imagem", `data:image/png;base64,${PNG}`, "inline"],
    ["a data: URL that is text", "Imagem", "data:image/svg+xml,<svg/>", "unreadable"],
    ["base64", "Frente", PNG, "inline"],
    ["base64 in lines", "Imagem", `${PNG.slice(0, 40)}\r\n${PNG.slice(40)}`, "inline"],
    [
      "an SVG in base64, for the rule to refuse",
      "Arquivo",
      Buffer.from(`<svg>${" ".repeat(90)}</svg>`).toString("base64"),
      "inline",
    ],
    ["nothing under the name of a picture", "Imagem 2", " ", "blank"],
    ["a word under the name of a picture", "Foto", "pendente", "unreadable"],
    ["a text", "Conservação", "Manter em local seco e fresco", "specification"],
    ["a page of the maker", "Site do fabricante", "https://fabricante.exemplo/produto/9", "specification"],
    ["a long word", "Código", "A".repeat(200), "specification"],
    ["no value", "Voltagem", null, "specification"],
  ])("%s", (_what, name, value, kind) => {
    expect(sourceValue(name, value, false).kind).toBe(kind);
  });
});

describe("rows", () => {
  const record = (over: Partial<ImageRecord>): ImageRecord => ({
    id: 9190,
    seqProduct: 919,
    packageText: "12",
    skuText: null,
    name: "Imagem principal",
    value: "https://imagens.loja.exemplo/919.jpg",
    isMain: true,
    place: 1,
    isActive: true,
    changedAt: null,
    ...over,
  });

  it("a picture has the SKU that it shows, and is due to be fetched", () => {
    expect(imageRow(record({}), HOSTS)).toMatchObject({
      kind: "row",
      record: { seqProduct: 919, ref: "image:erp:9190" },
      row: { kind: "picture", row: { source: "erp:9190", sku: "P919E12", main: 1, fetchAt: 0, content: null } },
    });
  });

  it("a picture that is switched off is off, whatever its address is", () => {
    for (const value of ["http://x", null, "lixo"])
      expect(imageRow(record({ isActive: false, value }), HOSTS)).toMatchObject({
        row: { row: { active: 0, url: null, fetchAt: null } },
      });
  });

  it.each([
    ["http://imagens.loja.exemplo/a.jpg", "image-address"],
    ["https://evil.exemplo/a.jpg", "image-address"],
    ["", "image-unreadable"],
    ["pendente", "image-unreadable"],
  ])("%j is refused, and the last one stays", (value, reason) => {
    expect(imageRow(record({ value }), HOSTS)).toMatchObject({ kind: "refused", remark: { reason } });
  });

  it("a specification is a row of its own and never an entry", () => {
    expect(imageRow(record({ name: "Conservação", value: "Local seco", isMain: false }), HOSTS)).toMatchObject({
      row: { kind: "specification", row: { name: "Conservação", value: "Local seco", active: 1 } },
      remarks: [],
    });
  });

  it("without a host pictures of the ERP are not used, and no desk entry says so; specifications are", () => {
    for (const value of ["https://imagens.loja.exemplo/919.jpg", "", "http://x", "data:image/png;base64,iVBORw0KGgo="])
      expect(imageRow(record({ value }), [])).toMatchObject({
        row: { kind: "picture", row: { active: 0, url: null } },
      });
    expect(imageRow(record({ name: "Conservação", value: "Seco", isMain: false }), [])).toMatchObject({
      row: { kind: "specification", row: { active: 1 } },
    });
  });

  it("a record without a number is known by its SKU and its name", () => {
    const source = (name: string) => {
      const outcome = imageRow(record({ id: null, name }), HOSTS);
      return outcome.kind === "row" ? outcome.row.row.source : null;
    };
    expect(source("Imagem 1")).toBe(source("Imagem 1"));
    expect(source("Imagem 1")).not.toBe(source("Imagem 2"));
  });
});

describe("names of files", () => {
  it.each([
    ["inbox/P919E1.jpg", { sku: "P919E1", ean: null, place: 0 }],
    ["inbox/p919e1,5_3.PNG", { sku: "P919E1.5", ean: null, place: 2 }],
    ["inbox/fornecedor/7891000315507_2.png", { sku: null, ean: "7891000315507", place: 1 }],
  ])("%s", (key, name) => {
    expect(imageName(key)).toEqual(name);
  });
  it.each([
    "inbox/foto.jpg",
    "inbox/P919E1",
    "inbox/7891000315508.png",
    "inbox/P919E1_0.jpg",
    "inbox/P0E1.jpg",
    "inbox/",
  ])("%s says nothing", (key) => {
    expect(imageName(key)).toBeNull();
  });
});
