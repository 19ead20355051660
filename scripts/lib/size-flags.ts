/** `--products N --companies N --orders N --seed N`, as every script that starts simulators takes them. */
import { SPEECHES, type SpeechName } from "../../sim/consinco/speech/speech.ts";
import { parseArgs, type ParseArgsConfig } from "node:util";

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

/**
 * Parses the command line; ends the process with 2 and a message when it is wrong. `--help` lists the options, unless the
 * script has a help of its own.
 */
export function flagsOf<Options extends NonNullable<ParseArgsConfig["options"]>>(
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options }>>["values"] {
  if (!("help" in options) && process.argv.slice(2).some((given) => given === "--help" || given === "-h")) {
    console.log(helpOf(options));
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

/** `--dialect tnf|v4|english`: how the simulated ERP speaks. */
export function speechOf(text: string): SpeechName {
  if (Object.hasOwn(SPEECHES, text)) return text as SpeechName;
  return wrong(`--dialect ${text}: one of ${Object.keys(SPEECHES).join(", ")} is expected`);
}

export function sizeOf(flags: Readonly<Record<keyof Size, string>>): Size {
  return {
    products: wholeNumber("products", flags.products, 1),
    companies: wholeNumber("companies", flags.companies, 1),
    orders: wholeNumber("orders", flags.orders, 0),
    seed: wholeNumber("seed", flags.seed, 0),
  };
}

export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(value) && value >= least) return value;
  return wrong(`--${name} ${text}: a whole number from ${least} on is expected`);
}

function wrong(message: string): never {
  console.error(message);
  process.exit(2);
}

function helpOf(options: NonNullable<ParseArgsConfig["options"]>): string {
  const lines = Object.entries(options).map(([name, { type, default: standard }]) => {
    const value = type === "string" ? " <value>" : "";
    return `  --${name}${value}${standard === undefined || standard === "" ? "" : `   (${String(standard)})`}`;
  });
  return ["options, with their defaults:", ...lines].join("\n");
}
