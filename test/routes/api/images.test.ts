/** `POST /api/images`: pictures from outside of the ERP, one as the body or a batch as JSON. */
import { expect, it } from "vitest";
import { routes } from "../../../src/routes/index.ts";
import { answered } from "../answered.ts";
import { pictured, pictureOf } from "../../publish/images/world.ts";

const EAN = "7891000315507";
const TOKEN = "operator-token-0123";
type Pictured = Awaited<ReturnType<typeof shop>>;
const shop = () => pictured({ 1: { skus: [{ ean: EAN }, { pack: 12 }] } });

function post(
  { imageDeps }: Pictured,
  body: BodyInit,
  { query = "", type = "application/json", token = TOKEN, language = "pt-BR" } = {},
): Promise<Response> {
  const url = `https://gondola.example/api/images${query}`;
  const request = new Request(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": type, "accept-language": language },
    body,
  });
  const deps = { ...imageDeps, config: { ...imageDeps.config, opsToken: TOKEN } };
  return answered(routes(request, deps, { waitUntil: () => undefined }), { method: "POST", url });
}
const batch = (...images: readonly object[]) => JSON.stringify({ images });
const base64 = (text: string) => Buffer.from(pictureOf(text)).toString("base64");

it("a picture as the body, by EAN, goes to its product", async () => {
  const world = await shop();
  const answer = await post(world, new Uint8Array(pictureOf("A")), { query: `?ean=${EAN}`, type: "image/png" });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ results: [{ sku: "P1E1", place: 0, accepted: true }] });
  await world.place();
  expect(world.shown(1)).toEqual(["A"]);
});

it("a batch is judged one by one: the accepted ones are stored, each other one has its code and a text", async () => {
  const world = await shop();
  const answer = await post(
    world,
    batch(
      { sku: "P1E1", base64: base64("A") },
      { sku: "P1E12", place: 1, base64: `data:image/png;base64,${base64("C")}` },
      { sku: "P7E1", base64: base64("A") },
      { sku: "P1E1", place: 2, base64: Buffer.from("<svg/>").toString("base64") },
      { sku: "P1E1", place: 3, url: "http://10.0.0.1/a.png" },
    ),
  );
  const { results } = await answer.json<{ results: Record<string, unknown>[] }>();
  expect(results.map(({ sku, place, accepted }) => [sku, place, accepted])).toEqual([
    ["P1E1", 0, true],
    ["P1E12", 1, true],
    [null, 0, false],
    ["P1E1", 2, false],
    ["P1E1", 3, false],
  ]);
  expect(results[2]).toMatchObject({ code: "sku-unknown" });
  for (const result of results.slice(2)) expect(result["message"]).toMatch(/\p{L}{3}/u);
  await world.place();
  expect(world.shown(1)).toEqual(["A", "C"]);
});

it("the same request again changes nothing, and a removal takes the picture away", async () => {
  const world = await shop();
  for (let n = 0; n < 2; n += 1) await post(world, batch({ sku: "P1E1", base64: base64("A") }));
  await world.place();
  const requests = world.shopify.journal.requests.length;
  await post(world, batch({ sku: "P1E1", base64: base64("A") }));
  await world.place();
  expect([world.shown(1), world.shopify.journal.requests.length]).toEqual([["A"], requests]);
  await post(world, batch({ sku: "P1E1", remove: true }));
  await world.place();
  expect(world.shown(1)).toEqual([]);
});

it.each([
  ["no picture", 422, batch()],
  ["a picture of nothing", 422, batch({ base64: base64("A") })],
  ["both SKU and EAN", 422, batch({ sku: "P1E1", ean: EAN, base64: base64("A") })],
  ["two sources", 422, batch({ sku: "P1E1", base64: base64("A"), url: "https://a.example/a.png" })],
  ["more than fifty", 422, batch(...Array.from({ length: 51 }, () => ({ sku: "P1E1", remove: true })))],
  ["no JSON", 400, "{"],
] as const)("%s is %d, and nothing is stored", async (_what, status, body) => {
  const world = await shop();
  expect((await post(world, body)).status).toBe(status);
  expect(await world.rows("SELECT count(*) AS n FROM images")).toEqual([{ n: 0 }]);
});

it("a body that is a picture needs a SKU or an EAN; one of more than 20 MB is 413; without a token 401", async () => {
  const world = await shop();
  const bytes = new Uint8Array(pictureOf("A"));
  expect((await post(world, bytes, { type: "image/png" })).status).toBe(422);
  const large = new Uint8Array(20 * 1024 * 1024 + 1);
  expect((await post(world, large, { type: "image/png", query: "?sku=P1E1" })).status).toBe(413);
  expect((await post(world, bytes, { type: "image/png", query: "?sku=P1E1", token: "" })).status).toBe(401);
  expect(world.bucket.objects.size).toBe(0);
});
