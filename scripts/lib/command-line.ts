/**
 * The command line of a script: `--help` prints its usage and ends with 0; a wrong option prints what is wrong and ends
 * with 2. Neither does anything else.
 */
import { parseArgs, type ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>;

/** @param usage how it is called and what it does; the options follow it with their defaults */
export function commandLine<O extends Options>(usage: string, options: O): Parsed<O>["values"] {
  return parsed(usage, options, false).values;
}

/** The same for a script that also takes words without a name. */
export const commandWords = <O extends Options>(usage: string, options: O): Parsed<O> => parsed(usage, options, true);

/** Ends the process: the command line asks for something that is not possible. */
export function wrongLine(message: string): never {
  console.error(message);
  process.exit(2);
}

/** `--name text` as a whole number from `least` on. */
export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(value) && value >= least) return value;
  return wrongLine(`--${name} ${text}: a whole number from ${least} on is expected`);
}

function parsed<O extends Options>(usage: string, options: O, allowPositionals: boolean): Parsed<O> {
  if (process.argv.slice(2).some((given) => given === "--help" || given === "-h")) {
    console.log(helpOf(usage, options));
    process.exit(0);
  }
  try {
    const given = parseArgs({ options, allowPositionals: true });
    if (given.positionals.length > 0 && !allowPositionals) throw new TypeError(`Unexpected "${given.positionals[0]}"`);
    return given;
  } catch (error) {
    return wrongLine(`${error instanceof Error ? error.message : String(error)}\n\n${helpOf(usage, options)}`);
  }
}

function helpOf(usage: string, options: Options): string {
  const lines = Object.entries(options).map(([name, { type, default: standard }]) => {
    const value = type === "string" ? " <value>" : "";
    const isShown = standard !== undefined && standard !== "" && standard !== false;
    return `  --${name}${value}${isShown ? `   (${String(standard)})` : ""}`;
  });
  return [usage.trim(), ...(lines.length === 0 ? [] : ["", "options, with their defaults:", ...lines])].join("\n");
}
