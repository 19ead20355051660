import { globSync, readFileSync } from "node:fs";
import { getTableColumns } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { desk } from "../../src/hub/schema/desk.ts";
import { LANGUAGES } from "../../src/messages/language.ts";
import { renderEntry, TABLES } from "../../src/messages/render.ts";
import { api } from "../../src/routes/api/index.ts";
import { SAMPLES } from "./samples.ts";

const areas = Object.keys(TABLES) as (keyof typeof TABLES)[];
const reasons = areas.flatMap((area) => Object.keys(TABLES[area]["pt-BR"]).map((reason) => `${area} ${reason}`));

describe("every reason of the desk", () => {
  it("has a sample here", () => {
    expect(reasons.length).toBeGreaterThan(120);
    expect(SAMPLES.map(({ area, reason }) => `${area} ${reason}`).toSorted()).toEqual(reasons.toSorted());
  });

  it("has the same codes in both languages", () => {
    for (const area of areas)
      expect(Object.keys(TABLES[area].en).sort()).toEqual(Object.keys(TABLES[area]["pt-BR"]).sort());
  });

  it.each(LANGUAGES)("renders in %s: the record first, what happened, what to do", (language) => {
    for (const entry of SAMPLES) {
      const { record, message } = renderEntry(entry, language);
      expect(`${record}\n${message}`).not.toMatch(/undefined|NaN|null|\[object|\$\{|  /);
      expect(record).not.toBe("");
      expect(message, `${entry.area} ${entry.reason}`).toMatch(/^[0-9A-ZÀ-Úa-z][^\n]{1,80}?: .{20,}[.)]$/);
      // What the sentence begins with is the record, or the number that the record is known by.
      const [head = ""] = message.split(": ");
      const names = [record.split(/ |@/)[0] ?? "", ...record.split(/ |@/), headOf(entry)].filter((name) => name !== "");
      expect(
        names.some((name) => head.toLowerCase().includes(name.toLowerCase())),
        `${language} ${entry.area} ${entry.reason}: "${head}" of "${record}"`,
      ).toBe(true);
    }
  });

  it("says another thing in each language", () => {
    for (const entry of SAMPLES) expect(renderEntry(entry, "en").message).not.toBe(renderEntry(entry, "pt-BR").message);
  });

  it.each(LANGUAGES)("names in %s only calls that the API has", (language) => {
    const routes = api.routes.map(({ method, path }) => ({
      method,
      address: new RegExp(`^/api${path.replaceAll(/:\w+/g, "[^/]+")}$`),
    }));
    const calls = SAMPLES.flatMap((entry) =>
      [...renderEntry(entry, language).message.matchAll(/\b(GET|PUT|POST|DELETE) (\/api\/[\w./-]+)/g)].map(
        ([, method = "", path = ""]) => ({ method, path: path.replace(/\.$/, "") }),
      ),
    );
    expect(calls.length).toBeGreaterThan(5);
    const unknown = calls.filter(
      ({ method, path }) => !routes.some((route) => route.method === method && route.address.test(path)),
    );
    expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it("of another release says its code", () => {
    const entry = { area: "stock", reason: "of-tomorrow", sku: "P9E1", company: 3, params: {} };
    expect(renderEntry(entry, "en")).toEqual({ record: "P9E1 company 3", message: "P9E1 company 3: of-tomorrow" });
    expect(renderEntry({ ...entry, area: "toString" }, "en").message).toBe("P9E1: of-tomorrow");
  });
});

/** Orders and webhooks are called otherwise in a sentence than by their id. */
function headOf({ params }: (typeof SAMPLES)[number]): string {
  const name =
    "name" in params ? params.name : "orderId" in params ? params.orderId : "topic" in params ? params.topic : "";
  return name ?? "";
}

it("the desk stores codes and facts, and no text", () => {
  const columns = Object.values(getTableColumns(desk)).map(({ name }) => name);
  expect(columns.sort()).toEqual(
    "area assignee company detail first_at last_at params reason ref segment seq_product sku snoozed_until state times".split(
      " ",
    ),
  );
});

it("no file outside src/messages has words for the desk", () => {
  // Every phrase of six words that a pt-BR text begins with, after its record.
  const phrases = SAMPLES.map((entry) => {
    const text = renderEntry(entry, "pt-BR").message.split(": ").slice(1).join(": ");
    return text.split(" ").slice(0, 6).join(" ");
  }).filter((phrase) => phrase.split(" ").length === 6);
  expect(phrases.length).toBeGreaterThan(100);
  const files = globSync("src/**/*.ts").filter((path) => !path.replaceAll("\\", "/").startsWith("src/messages/"));
  const found = files.flatMap((path) => {
    const text = readFileSync(path, "utf8");
    return phrases.filter((phrase) => text.includes(phrase)).map((phrase) => `${path}: ${phrase}`);
  });
  expect(found).toEqual([]);
});
