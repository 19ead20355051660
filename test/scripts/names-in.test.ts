import { expect, it } from "vitest";
import { namesIn } from "../../scripts/lib/names-in.ts";

it.each([
  ["a list", "\uFEFFLEITE UHT 1L\r\n\r\nCAFE, MOIDO 500G\n", ["LEITE UHT 1L", "CAFE, MOIDO 500G"]],
  [
    "a table",
    'seq;Descrição;preco\n1;"CREME DENT; ""PRO"" 90G";4,99\n2;SAL 1KG;2\n3;;\n',
    ['CREME DENT; "PRO" 90G', "SAL 1KG"],
  ],
  ["tabs", "nome\tpreco\nSAL 1KG\t2", ["SAL 1KG"]],
])("names of %s", (_what, text, names) => {
  expect(namesIn(text)).toEqual(names);
});
