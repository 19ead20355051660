import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { closeEntries, openEntries } from "../../../src/hub/desk/desk.ts";
import { routes } from "../../../src/routes/index.ts";
import { answered } from "../answered.ts";
import { depsOf, OPS_TOKEN } from "../deps.ts";

interface Shown {
  readonly area: string;
  readonly reason: string;
  readonly message: string;
  readonly lastAt: string;
}

function call(query: string, language?: string): Promise<Response> {
  const headers = {
    authorization: `Bearer ${OPS_TOKEN}`,
    ...(language === undefined ? {} : { "accept-language": language }),
  };
  const request = new Request(`https://gondola.example/api/desk${query}`, { headers });
  return answered(routes(request, depsOf().deps, { waitUntil: () => undefined }), request);
}

async function entries(query: string, language?: string): Promise<readonly Shown[]> {
  const response = await call(query, language);
  expect(response.status).toBe(200);
  return (await response.json<{ readonly entries: readonly Shown[] }>()).entries;
}

/** 2026-11-30T12:00:00Z, and one minute later each. */
const AT = Date.UTC(2026, 10, 30, 12);
const MINUTE_MS = 60_000;

beforeEach(async () => {
  await env.DB.prepare("DELETE FROM desk").run();
  await openEntries(env.DB, [{ area: "publish-stock", company: 3, reason: "location-inactive", params: {} }], AT).run();
  await openEntries(
    env.DB,
    [{ area: "publish-catalog", seqProduct: 919, sku: "P919E12", reason: "variant-deleted", params: {} }],
    AT + MINUTE_MS,
  ).run();
  await openEntries(
    env.DB,
    [{ area: "publish-stock", company: 5, reason: "location-inactive", params: {} }],
    AT + 2 * MINUTE_MS,
  ).run();
});

describe("GET /api/desk", () => {
  it("shows code, facts and text of an entry, its subject by columns, and instants in ISO 8601", async () => {
    expect(await entries("?area=publish-catalog")).toEqual([
      {
        area: "publish-catalog",
        reason: "variant-deleted",
        seqProduct: 919,
        sku: "P919E12",
        params: {},
        record: expect.stringContaining("P919"),
        message: expect.any(String),
        detail: null,
        state: "open",
        times: 1,
        firstAt: "2026-11-30T12:01:00.000Z",
        lastAt: "2026-11-30T12:01:00.000Z",
      },
    ]);
  });

  it("filters by area, reason and state, the latest entry first", async () => {
    const companies = (shown: readonly Shown[]) => shown.map((entry) => ("company" in entry ? entry.company : null));
    expect(companies(await entries(""))).toEqual([5, null, 3]);
    expect(companies(await entries("?area=publish-stock"))).toEqual([5, 3]);
    expect(companies(await entries("?reason=variant-deleted"))).toEqual([null]);
    expect(companies(await entries("?state=resolved"))).toEqual([]);
    await closeEntries(env.DB, "publish-stock", [{ company: 3 }], AT + 3 * MINUTE_MS).run();
    expect(companies(await entries("?state=resolved"))).toEqual([3]);
    expect(companies(await entries("?area=publish-stock"))).toEqual([5]);
  });

  it("pages by the lastAt of the last entry shown", async () => {
    const first = await entries("?limit=2");
    expect(first.map(({ lastAt }) => lastAt)).toEqual(["2026-11-30T12:02:00.000Z", "2026-11-30T12:01:00.000Z"]);
    const rest = await entries(`?limit=2&before=${first.at(-1)?.lastAt ?? ""}`);
    expect(rest.map(({ lastAt }) => lastAt)).toEqual(["2026-11-30T12:00:00.000Z"]);
  });

  it("shows texts in Portuguese, or in English by ?lang=en or Accept-Language; ?lang= decides first", async () => {
    const text = async (query: string, language?: string) =>
      (await entries(`?limit=1${query}`, language)).map(({ message }) => message).join("");
    const portuguese = await text("");
    const english = await text("&lang=en");
    expect(english).not.toBe(portuguese);
    expect(await text("", "en-GB,en;q=0.9,pt;q=0.5")).toBe(english);
    expect(await text("", "fr-FR,pt-BR;q=0.8,en;q=0.5")).toBe(portuguese);
    expect(await text("&lang=en", "pt-BR")).toBe(english);
  });

  it.each([
    ["?limit=0", "limit-wrong"],
    ["?limit=501", "limit-wrong"],
    ["?limit=all", "limit-wrong"],
    ["?before=yesterday", "before-wrong"],
    ["?state=closed", "state-wrong"],
    ["?company=3", "company-unknown"],
  ])("%s is refused with the name of the parameter", async (query, code) => {
    const response = await call(query);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code });
  });
});
