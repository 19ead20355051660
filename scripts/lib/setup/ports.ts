/** What the guided set-up needs from the world; tests pass their own. */
import type { Language } from "./words.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs wrangler. @param input goes to its standard input: the only way that a secret takes */
export type Wrangler = (args: readonly string[], input?: string) => Promise<Ran>;

/** Files beside wrangler.toml. */
export interface Files {
  /** Null: there is no such file. */
  read(name: string): string | null;
  write(name: string, text: string): void;
}

export interface Ports {
  readonly wrangler: Wrangler;
  readonly fetch: typeof fetch;
  readonly files: Files;
  /** wrangler.toml as written, without what wrangler adds. */
  readonly base: RawConfig;
  /** Digest of everything that a deploy uploads besides the configuration. */
  readonly sourceDigest: string;
  readonly say: (line: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Whether to store what was proposed; null: nothing can be asked. */
  readonly confirm: ((question: string) => Promise<boolean>) | null;
}

/** A wrangler configuration before its defaults: only what this tool reads or changes has a type. */
export interface RawConfig {
  readonly name?: string;
  readonly vars?: Readonly<Record<string, string>>;
  readonly d1_databases?: readonly Named[];
  readonly r2_buckets?: readonly Named[];
  readonly queues?: { readonly producers?: readonly Named[]; readonly consumers?: readonly Named[] };
  readonly ratelimits?: readonly Named[];
  readonly analytics_engine_datasets?: readonly Named[];
  readonly secrets?: { readonly required?: readonly string[] };
  readonly [other: string]: unknown;
}
export type Named = Readonly<Record<string, unknown>>;

/** What one run of the set-up was asked for. */
export interface Wish {
  readonly language: Language;
  /** Name of the shop or region; "": the only one. */
  readonly env: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly companies: readonly { readonly company: number; readonly name: string }[];
  /** Whose price is the site's; null: the company with the lowest number. */
  readonly baseCompany: number | null;
  readonly paymentForms: readonly { readonly gateway: string; readonly seqFormaPagto: number }[];
  /** Lanes to switch on at the end. */
  readonly goLive: readonly string[];
  /** Store proposals without asking. */
  readonly accept: boolean;
  readonly renewSecrets: boolean;
  /** The command that a person repeats after a failure. */
  readonly again: string;
}
