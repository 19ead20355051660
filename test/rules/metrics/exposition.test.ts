import { expect, it } from "vitest";
import { exposition } from "../../../src/rules/metrics/exposition.ts";

it("escapes what would end a label", () => {
  const samples = [{ labels: { reason: 'a"b\\c\nd' }, value: 1.5 }];
  expect(exposition([{ name: "x", help: "y.", samples }])).toBe(
    '# HELP x y.\n# TYPE x gauge\nx{reason="a\\"b\\\\c\\nd"} 1.5\n',
  );
});
