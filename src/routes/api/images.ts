import { Hono } from "hono";
import * as z from "zod";
import { givePictures, type GivenPicture, type GiveResult } from "../../images/give.ts";
import { faultText } from "../../messages/images.ts";
import { PICTURE_BYTES_MAX } from "../../rules/images/inspect.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { json } from "../http/json.ts";
import { bodyWrong, jsonBody } from "../http/json-body.ts";
import { languageOf } from "../http/language.ts";
import { readBody } from "../http/read-body.ts";

/** A batch of small pictures; one of up to 20 MB goes as the body itself. */
const BATCH_BYTES_MAX = 16 * 1024 * 1024;
const PICTURES_MAX = 50;

const name = z.string().trim().min(1).max(60);
const place = z.number().int().min(0).max(98).default(0);
const picture = z
  .strictObject({
    sku: name.optional(),
    ean: name.optional(),
    place,
    url: z.string().max(2_048).optional(),
    base64: z.string().optional(),
    remove: z.literal(true).optional(),
  })
  .refine(({ sku, ean }) => (sku === undefined) !== (ean === undefined), "sku or ean")
  .refine(
    ({ url, base64, remove }) => [url, base64, remove].filter((each) => each !== undefined).length === 1,
    "one of url, base64, remove",
  );
export const pictures = z.strictObject({ images: z.array(picture).min(1).max(PICTURES_MAX) });
export const pictureQuery = z.object({
  sku: name.optional(),
  ean: name.optional(),
  place: z.coerce.number().int().min(0).max(98).default(0),
});

/** Pictures from outside of the ERP; mounted under /api, the bearer was checked before. */
export const imagesApi = new Hono<AppEnv>().post("/images", async (context) => {
  const deps = context.get("deps");
  const language = languageOf(context.req);
  const shown = ({ sku, place: at, fault }: GiveResult) => ({
    sku,
    place: at,
    accepted: fault === null,
    ...(fault === null ? {} : { code: fault, message: faultText(fault, language) }),
  });
  const type = context.req.header("content-type") ?? "";
  if (type.startsWith("image/")) {
    const query = pictureQuery.safeParse(context.req.query());
    if (!query.success || (query.data.sku === undefined) === (query.data.ean === undefined))
      return bodyWrong(["sku ou ean: informe um dos dois na URL; place: 0 é a foto principal"]);
    const bytes = await readBody(context.req.raw, PICTURE_BYTES_MAX, { clock: deps.clock, ms: 30_000 });
    if (typeof bytes === "string") return failure(413, "body-too-large", "A foto passa de 20 MB.");
    const results = await givePictures(deps, [{ ...query.data, source: { kind: "bytes", bytes } }]);
    return json({ results: results.map(shown) });
  }
  const body = await jsonBody(context.req.raw, pictures, BATCH_BYTES_MAX);
  if (!body.ok) return body.response;
  const given = body.value.images.map(({ sku, ean, place: at, url, base64 }): GivenPicture => ({
    sku,
    ean,
    place: at,
    source:
      url !== undefined
        ? { kind: "url", url }
        : base64 !== undefined
          ? { kind: "base64", text: base64 }
          : { kind: "removed" },
  }));
  return json({ results: (await givePictures(deps, given)).map(shown) });
});
