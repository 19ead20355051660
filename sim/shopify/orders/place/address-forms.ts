/** How customers in Brazil write where they live, and what they mean by it. */
import type { Person } from "./people.ts";

/**
 * "marked": as the checkout's Brazilian form writes it, with U+2060. "plain": as wallets and apps do, without a bairro.
 * The others have their bairro on the second line: a street, one with its complement on the first line, a super-block of
 * Brasília, a highway, a farm.
 */
export type AddressForm = "marked" | "plain" | "district" | "complement-first" | "brasilia" | "highway" | "farm";

/** An address in its parts. */
interface WrittenPlace {
  readonly street: string;
  readonly number: string;
  readonly complement: string;
  readonly district: string;
  readonly city: string;
  readonly province: string;
  readonly provinceCode: string;
  readonly zip: string;
}

/** Where the person lives, by the form. */
export function placeOf(person: Person, form: AddressForm): WrittenPlace {
  const { street, number, complement, district, city, province, provinceCode, zip } = person;
  const own = { street, number, complement, district, city, province, provinceCode, zip };
  const n = Number(number);
  switch (form) {
    case "marked":
    case "plain":
      return own;
    case "district":
      return { ...own, complement: "" };
    case "complement-first":
      return { ...own, complement: complement || "Apto 45" };
    case "brasilia":
      return {
        street: `SQS ${301 + (n % 16)}`,
        number: "S/N",
        complement: `Bloco ${"ABCDEFGHIJK"[n % 11]} Apto ${101 + (n % 6) * 100}`,
        district: "Asa Sul",
        city: "Brasília",
        province: "Distrito Federal",
        provinceCode: "DF",
        zip: zip.replace(/^80/, "70"),
      };
    case "highway":
      return { ...own, street: "Rodovia BR 040", number: `Km ${n}`, complement: "", district: "Zona Rural" };
    case "farm":
      return { ...own, street: "Sítio Boa Vista", number: "S/N", complement: "", district: "Zona Rural" };
  }
}

/** The two lines of the address. */
export function linesOf(
  { street, number, complement, district }: WrittenPlace,
  form: AddressForm,
): readonly [string, string] {
  switch (form) {
    case "marked":
      return [`${street}, \u2060${number}`, `${complement}, \u2060${district}`];
    case "plain":
      return [`${street}, ${number}`, complement];
    case "complement-first":
      return [`${street}, ${number} - ${complement}`, district];
    case "brasilia":
      return [`${street} ${complement}`, district];
    case "district":
    case "highway":
    case "farm":
      return [`${street}, ${number}`, district];
  }
}
