import { expect, it } from "vitest";
import { areasOf, causeOf, FLOWS, flowOf } from "../../src/messages/causes.ts";
import { TABLES } from "../../src/messages/render.ts";

it("every area belongs to one flow", () => {
  const areas = FLOWS.flatMap((flow) => [...areasOf(flow)]);
  expect([...areas].sort()).toEqual(Object.keys(TABLES).sort());
  for (const area of areas) expect(areasOf(flowOf(area))).toContain(area);
});

it("every reason has a short name in both languages, without a full stop and without its code", () => {
  let seen = 0;
  for (const [area, table] of Object.entries(TABLES))
    for (const reason of Object.keys(table["pt-BR"]))
      for (const language of ["pt-BR", "en"] as const) {
        const { title } = causeOf({ area, reason }, language);
        expect(title.length, `${area} ${reason}`).toBeLessThan(60);
        expect(title, `${area} ${reason}`).not.toMatch(/\.$|^[a-z]+-[a-z-]+$/);
        seen += 1;
      }
  expect(seen).toBeGreaterThan(300);
});

it("a reason of another release warns, by its code", () => {
  expect(causeOf({ area: "orders", reason: "from-the-future" }, "en")).toEqual({
    damage: "warns",
    curer: "it",
    title: "from-the-future",
  });
  expect(causeOf({ area: "constructor", reason: "toString" }, "en").damage).toBe("warns");
});
