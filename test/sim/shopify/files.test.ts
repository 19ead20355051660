import { describe, expect, it } from "vitest";
import { jpegOf } from "../../../sim/pictures/jpeg.ts";
import { dotsOf } from "../../../sim/pictures/label.ts";
import { pngClaiming, pngOf } from "../../../sim/pictures/png.ts";
import { webpOf } from "../../../sim/pictures/webp.ts";
import type { ShopifyOptions } from "../../../sim/shopify/options.ts";
import { at, codes, productInput, rigOf, SET, stocked, str, type Rig } from "./rig.ts";

const CREATE =
  "mutation F($files: [FileCreateInput!]!) { fileCreate(files: $files) { files { id fileStatus } userErrors { code } } }";
const UPDATE = "mutation U($files: [FileUpdateInput!]!) { fileUpdate(files: $files) { userErrors { code } } }";
const DELETE = "mutation D($ids: [ID!]!) { fileDelete(fileIds: $ids) { userErrors { code } } }";
const READ =
  "query R($ids: [ID!]!) { nodes(ids: $ids) { ... on MediaImage { fileStatus fileErrors { code } image { url } } } }";
const APPEND =
  "mutation M($p: ID!, $m: [ProductVariantAppendMediaInput!]!) { productVariantAppendMedia(productId: $p, variantMedia: $m) { userErrors { code } } }";
const DETACH =
  "mutation M($p: ID!, $m: [ProductVariantDetachMediaInput!]!) { productVariantDetachMedia(productId: $p, variantMedia: $m) { userErrors { code } } }";
const REORDER =
  "mutation O($id: ID!, $moves: [MoveInput!]!) { productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { code } userErrors { message } } }";
const DOTS = dotsOf({ lines: ["CAFÉ"], ground: [90, 60, 30] });
const PNG = pngOf(DOTS);

/** A rig whose outside serves these pictures by the end of their address. */
async function rigServing(options: Partial<ShopifyOptions> = {}, served: Readonly<Record<string, Uint8Array>> = {}) {
  const rig = await rigOf(options);
  rig.receiver = async (request) => {
    const bytes = { "a.png": PNG, "b.png": PNG, ...served }[new URL(request.url).pathname.slice(1)];
    return bytes ? new Response(Uint8Array.from(bytes)) : new Response("", { status: 404 });
  };
  return rig;
}
const create = async (rig: Rig, name = "a.png") =>
  str(await rig.root(CREATE, { files: [{ originalSource: `https://r2.example/${name}` }] }), "files.0.id");

/** Lets the shop's jobs end, with their downloads. */
async function process(rig: Rig, ms = 0): Promise<void> {
  rig.world.advance(ms);
  await rig.root(READ, { ids: [] });
  await new Promise((resolve) => void setTimeout(resolve, 0));
}
const statusOf = async (rig: Rig, id: string) => {
  const [node] = (await rig.root(READ, { ids: [id] })) as unknown[];
  return at(node, "fileErrors.0.code") ?? at(node, "fileStatus");
};

describe("files", () => {
  it("C8: are READY only after a while, and fail with a reason when the address is dead", async () => {
    const rig = await rigServing({ fileMs: 5_000 });
    const id = await create(rig);
    const dead = await create(rig, "missing.png");
    expect(await rig.root(READ, { ids: [id] })).toMatchObject([{ fileStatus: "UPLOADED", image: null }]);
    expect(codes(await rig.root(UPDATE, { files: [{ id, alt: "x" }] }))).toEqual(["NON_READY_STATE"]);
    expect(codes(await rig.root(DELETE, { ids: [id] }))).toEqual(["FILE_LOCKED"]);
    await process(rig, 5_000);
    expect([await statusOf(rig, id), await statusOf(rig, dead)]).toEqual(["READY", "IMAGE_DOWNLOAD_FAILURE"]);
    expect(codes(await rig.root(UPDATE, { files: [{ id: dead, alt: "x" }] }))).toEqual(["INVALID_FAILED_MEDIA_STATE"]);
    expect(codes(await rig.root(CREATE, { files: [{ originalSource: "ftp://x" }] }))).toEqual([
      "INVALID_IMAGE_SOURCE_URL",
    ]);
  });

  it.each<[string, Uint8Array, string]>([
    ["a.jpg", jpegOf(DOTS), "READY"],
    ["a.gif", Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1"), "READY"],
    ["a.webp", webpOf(DOTS), "UNSUPPORTED_IMAGE_FILE_TYPE"],
    ["a.heic", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"), "UNSUPPORTED_IMAGE_FILE_TYPE"],
    ["page.png", Buffer.from("<!DOCTYPE html>"), "UNSUPPORTED_IMAGE_FILE_TYPE"],
    ["half.png", PNG.slice(0, 120), "IMAGE_PROCESSING_FAILURE"],
    ["wide.png", pngClaiming(4_473, 10), "INVALID_IMAGE_RESOLUTION"],
    ["many.png", pngClaiming(4_472, 4_473), "INVALID_IMAGE_RESOLUTION"],
    ["area.png", pngClaiming(4_472, 4_472), "READY"],
    ["large.png", Buffer.concat([PNG, Buffer.alloc(20 * 1024 * 1024)]), "INVALID_IMAGE_FILE_SIZE"],
  ])("C8: %s is judged by its own bytes", async (name, bytes, expected) => {
    const rig = await rigServing({}, { [name]: bytes });
    const id = await create(rig, name);
    await process(rig);
    expect(await statusOf(rig, id)).toBe(expected);
  });

  it("take WebP where the shop's options say so, and serve what they took", async () => {
    const rig = await rigServing({ modernImages: true }, { "a.webp": webpOf(DOTS) });
    const id = await create(rig, "a.webp");
    await process(rig);
    const url = str(await rig.root(READ, { ids: [id] }), "0.image.url");
    const served = await rig.send(new Request(url));
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(webpOf(DOTS));
  });

  it("fail when the shop's storage would be full", async () => {
    const rig = await rigServing({ fileStorageBytes: PNG.length + 10 });
    const first = await create(rig);
    const second = await create(rig, "b.png");
    await process(rig);
    expect([await statusOf(rig, first), await statusOf(rig, second)]).toEqual(["READY", "FILE_STORAGE_LIMIT_EXCEEDED"]);
  });

  it("are of one name where the call asks for it, with the extension of their source, at most 250 a call", async () => {
    const rig = await rigServing();
    const file = (filename: string) => ({
      originalSource: "https://r2.example/a.png",
      filename,
      duplicateResolutionMode: "RAISE_ERROR",
    });
    expect(codes(await rig.root(CREATE, { files: [file("x.png")] }))).toEqual([]);
    expect(codes(await rig.root(CREATE, { files: [file("x.png")] }))).toEqual(["FILENAME_ALREADY_EXISTS"]);
    expect(codes(await rig.root(CREATE, { files: [file("x.jpg")] }))).toEqual([
      "MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE",
    ]);
    const many = Array.from({ length: 251 }, (_, index) => file(`${index}.png`));
    expect((await rig.ask(CREATE, { files: many })).errors?.[0]?.extensions["code"]).toBe("MAX_INPUT_SIZE_EXCEEDED");
  });

  it("are processed from a staged upload, and fail when nothing was uploaded", async () => {
    const rig = await rigServing();
    const stage = async () =>
      str(
        await rig.root(
          "mutation S($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { resourceUrl } userErrors { message } } }",
          { input: [{ resource: "IMAGE", filename: "a.png", mimeType: "image/png", httpMethod: "PUT" }] },
        ),
        "stagedTargets.0.resourceUrl",
      );
    const [full, empty] = [await stage(), await stage()];
    await rig.send(new Request(full, { method: "PUT", body: PNG }));
    const made = await rig.root(CREATE, { files: [{ originalSource: full }, { originalSource: empty }] });
    await process(rig);
    expect(await statusOf(rig, str(made, "files.0.id"))).toBe("READY");
    expect(await statusOf(rig, str(made, "files.1.id"))).toBe("IMAGE_DOWNLOAD_FAILURE");
  });

  it("are found by name and by use, after the search index has them", async () => {
    const rig = await rigServing({ searchLagMs: 10_000 });
    const { productId } = await stocked(rig);
    const find = async (query: string) =>
      (
        at(
          await rig.root("query F($q: String) { files(first: 10, query: $q) { nodes { id } } }", { q: query }),
          "nodes",
        ) as object[]
      ).map((node) => str(node, "id"));
    const used = await create(rig);
    const free = await create(rig, "b.png");
    expect(await find("filename:a.png")).toEqual([]);
    await process(rig, 10_000);
    await rig.root(UPDATE, { files: [{ id: used, referencesToAdd: [productId] }] });
    const number = (id: string) => id.split("/").at(-1) ?? "";
    expect(await find("filename:a.png")).toEqual([used]);
    expect(await find(`used_in:none AND (id:${number(used)} OR id:${number(free)})`)).toEqual([free]);
    rig.shop.control.useFile(free);
    expect(await find("used_in:none")).toEqual([]);
  });
});

describe("media of a product", () => {
  it("become a variant's only where they are the product's, ready, and it has none yet", async () => {
    const rig = await rigServing();
    const { productId, variantId } = await stocked(rig);
    const id = await create(rig);
    await process(rig);
    const append = () => rig.root(APPEND, { p: productId, m: [{ variantId, mediaIds: [id] }] });
    expect(codes(await append())).toEqual(["MEDIA_DOES_NOT_EXIST_ON_PRODUCT"]);
    await rig.root(UPDATE, { files: [{ id, referencesToAdd: [productId] }] });
    expect(codes(await append())).toEqual([]);
    expect(codes(await append())).toEqual(["PRODUCT_VARIANT_ALREADY_HAS_MEDIA"]);
    rig.shop.control.failFile(id, "IMAGE_PROCESSING_FAILURE");
    const detach = () => rig.root(DETACH, { p: productId, m: [{ variantId, mediaIds: [id] }] });
    expect(codes(await detach())).toEqual([]);
    expect(codes(await detach())).toEqual(["MEDIA_IS_NOT_ATTACHED_TO_VARIANT"]);
    expect(codes(await append())).toEqual(["NON_READY_MEDIA"]);
  });

  it("at most 100 pairs a call, each variant once", async () => {
    const rig = await rigServing();
    const { productId, variantId } = await stocked(rig);
    const pair = (id: string) => ({ variantId: id, mediaIds: ["gid://shopify/MediaImage/1"] });
    const many = Array.from({ length: 101 }, (_, index) => pair(`gid://shopify/ProductVariant/${index}`));
    expect(codes(await rig.root(APPEND, { p: productId, m: many }))).toEqual(["MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED"]);
    expect(codes(await rig.root(APPEND, { p: productId, m: [pair(variantId), pair(variantId)] }))).toEqual([
      "PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES",
    ]);
  });

  it("are put in order by a job, and leave gallery and variant when their reference goes", async () => {
    const rig = await rigServing({ reorderMs: 1_000 });
    const { productId, variantId } = await stocked(rig);
    const own = rig.shop.control.addMedia(productId, PNG);
    const id = await create(rig);
    await process(rig);
    await rig.root(UPDATE, { files: [{ id, referencesToAdd: [productId] }] });
    await rig.root(APPEND, { p: productId, m: [{ variantId, mediaIds: [id] }] });
    const product = rig.shop.state.products.get(productId);
    const moved = await rig.root(REORDER, { id: productId, moves: [{ id, newPosition: "0" }] });
    expect(codes(moved, "mediaUserErrors")).toEqual([]);
    expect(product?.mediaIds).toEqual([own, id]);
    await process(rig, 1_000);
    expect(product?.mediaIds).toEqual([id, own]);
    expect(await rig.root("query J($id: ID!) { job(id: $id) { done } }", { id: str(moved, "job.id") })).toEqual({
      done: true,
    });
    await rig.root(UPDATE, { files: [{ id, referencesToRemove: [productId] }] });
    expect(product?.mediaIds).toEqual([own]);
    expect(rig.shop.state.variants.get(variantId)?.mediaIds).toEqual([]);
  });

  it("given to productSet replace the product's", async () => {
    const rig = await rigServing();
    const made = await rig.root(SET, {
      input: productInput({ files: [{ originalSource: "https://r2.example/a.png" }] }),
    });
    const id = str(made, "product.id");
    await rig.root(SET, { identifier: { id }, input: { files: [{ originalSource: "https://r2.example/b.png" }] } });
    const product = rig.shop.state.products.get(id);
    expect(product?.mediaIds.map((each) => rig.shop.state.files.get(each)?.source)).toEqual([
      "https://r2.example/b.png",
    ]);
  });
});
