import { expect, it } from "vitest";
import { CHECK_NAMES, findingText } from "../../src/messages/doctor.ts";
import { CHECKS, FINDING_CODES, found } from "../../src/rules/work/doctor.ts";

const FACTS = new Proxy({}, { get: (_, name) => `<${String(name)}>` }) as Record<string, string>;

it.each(FINDING_CODES)("%s has words in both languages, and they differ", (code) => {
  const [pt, en] = (["pt-BR", "en"] as const).map((language) =>
    findingText(found("erp", "bad", code, FACTS), language),
  );
  if (code !== "fine") expect(pt?.reason).not.toBe("");
  if (code !== "fine") expect(pt?.reason).not.toBe(en?.reason);
  // Both languages say the same facts.
  const factsOf = (text: string | undefined) => (text ?? "").match(/<\w+>/g)?.toSorted();
  expect(factsOf(pt?.reason)).toEqual(factsOf(en?.reason));
});

it("every check has a name in both languages", () => {
  for (const check of CHECKS)
    expect(CHECK_NAMES["pt-BR"][check]).not.toBe(CHECK_NAMES.en[check] === "ERP" ? "" : undefined);
  expect(new Set(CHECKS.map((check) => CHECK_NAMES["pt-BR"][check])).size).toBe(CHECKS.length);
});
