/**
 * How a whole installation speaks, around the simulator that speaks as documented: addresses and queries on the way in,
 * names, values, envelope and bytes on the way out. Shares nothing with the product's own dialects.
 */
import type { Names } from "../wire/dialect.ts";
import { ENGLISH } from "./english.ts";
import { V4 } from "./v4.ts";

export interface SpokenCollection {
  /** Path of this installation, lower case, from the root of the host. */
  readonly path: string;
  /** Documented name → its name here. What is not named here keeps its name. */
  readonly names: Names;
}

export interface Speech {
  readonly name: string;
  /** Documented collection, lower case. */
  readonly collections: Readonly<Record<string, SpokenCollection>>;
  /** Name of the query here, lower case → the documented one. */
  readonly query: Names;
  readonly firstPage: 0 | 1;
  /** A date in the query, as the documented one; null: none of this installation's. */
  readonly dateOf: (text: string) => string | null;
  /** Names of every other object's fields: orders, events, errors. */
  readonly cased: (name: string) => string;
  /** A value of a collection's record. */
  readonly valueOf: (value: unknown, name: string) => unknown;
  /** Pair of product and package as one key. */
  readonly pairKey: string | null;
  readonly envelope: (
    items: readonly unknown[],
    page: { readonly number: number; readonly isLast: boolean },
  ) => unknown;
  /** The envelope says whether more pages follow. */
  readonly saysMore: boolean;
  readonly charset: "utf-8" | "iso-8859-1";
  /** Names of the login's answer. */
  readonly login: Names;
}

export type SpeechName = "tnf" | "v4" | "english";

/** `tnf` speaks as documented: nothing to translate. */
export const SPEECHES: Readonly<Record<SpeechName, Speech | null>> = { tnf: null, v4: V4, english: ENGLISH };

/** The lists of an installation say whether more follows. */
export const saysMoreIn = (name: SpeechName): boolean => SPEECHES[name]?.saysMore ?? true;
