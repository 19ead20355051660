import type { DecimalFault } from "../brazil/decimal.ts";

/** Thousandths as the shortest decimal text: 12000 → "12", 500 → "0.5". */
export function milliText(milli: number): string {
  const whole = Math.trunc(milli / 1000);
  const rest = String(Math.abs(milli % 1000))
    .padStart(3, "0")
    .replace(/0+$/, "");
  return rest === "" ? String(whole) : `${milli < 0 && whole === 0 ? "-" : ""}${whole}.${rest}`;
}

/** Why, in pt-BR, for a message that names the record and the field. */
export function faultWords(fault: DecimalFault, places: number): string {
  switch (fault) {
    case "missing":
      return "não foi informado";
    case "not-a-number":
      return "não é um número";
    case "too-many-places":
      return `tem mais de ${places} casas decimais`;
    case "too-large":
      return "é grande demais";
  }
}
