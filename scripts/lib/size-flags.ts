/** `--products N --companies N --orders N --seed N`, as every script that starts simulators takes them. */
import type { ParseArgsConfig } from "node:util";
import { SPEECHES, type SpeechName } from "../../sim/consinco/speech/speech.ts";
import { wholeNumber, wrongLine } from "./command-line.ts";

export const SIZE_FLAGS = {
  products: { type: "string", default: "300" },
  companies: { type: "string", default: "3" },
  orders: { type: "string", default: "20" },
  seed: { type: "string", default: "1" },
} as const satisfies ParseArgsConfig["options"];

export interface Size {
  readonly products: number;
  readonly companies: number;
  readonly orders: number;
  readonly seed: number;
}

/** `--dialect tnf|v4|english`: how the simulated ERP speaks. */
export function speechOf(text: string): SpeechName {
  if (Object.hasOwn(SPEECHES, text)) return text as SpeechName;
  return wrongLine(`--dialect ${text}: one of ${Object.keys(SPEECHES).join(", ")} is expected`);
}

export function sizeOf(flags: Readonly<Record<keyof Size, string>>): Size {
  return {
    products: wholeNumber("products", flags.products, 1),
    companies: wholeNumber("companies", flags.companies, 1),
    orders: wholeNumber("orders", flags.orders, 0),
    seed: wholeNumber("seed", flags.seed, 0),
  };
}
