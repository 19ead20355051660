/** What one Cloudflare account has. */
import type { DatabaseSync } from "node:sqlite";

export interface Database {
  readonly uuid: string;
  readonly name: string;
  readonly location: string | null;
  readonly db: DatabaseSync;
}

export interface Consumer {
  readonly id: string;
  readonly script: string;
  readonly deadLetters: string | null;
  settings: Readonly<Record<string, unknown>>;
}

export interface Queue {
  readonly id: string;
  readonly name: string;
  readonly consumers: Consumer[];
}

export interface Rule {
  readonly id: string;
  readonly queueId: string;
  readonly prefix: string;
  readonly actions: readonly string[];
}

export interface Bucket {
  readonly name: string;
  readonly rules: Rule[];
}

/** A binding as it was uploaded. */
export type Binding = Readonly<Record<string, unknown>> & { readonly type: string; readonly name: string };

export interface Version {
  readonly id: string;
  readonly number: number;
  readonly tag: string | null;
  readonly main: string;
  /** Name of a module → its bytes. */
  readonly modules: ReadonlyMap<string, Uint8Array>;
  readonly bindings: readonly Binding[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Path → bytes; null: without assets. */
  readonly assets: ReadonlyMap<string, Uint8Array> | null;
}

export interface Script {
  readonly name: string;
  readonly secrets: Map<string, string>;
  /** In the order of their upload. */
  readonly versions: Version[];
  /** The version that serves everything; null: none was deployed. */
  served: string | null;
  crons: readonly string[];
  domains: readonly string[];
  workersDev: boolean;
}

export interface Account {
  readonly id: string;
  readonly zones: readonly string[];
  readonly databases: Map<string, Database>;
  readonly queues: Map<string, Queue>;
  readonly buckets: Map<string, Bucket>;
  readonly scripts: Map<string, Script>;
  /** Hash → bytes of an uploaded asset. */
  readonly blobs: Map<string, Uint8Array>;
  /** Token of an upload session → its manifest. */
  readonly sessions: Map<string, Readonly<Record<string, { readonly hash: string; readonly size: number }>>>;
}

/** One request, already let in. */
export interface Call {
  readonly account: Account;
  readonly request: Request;
  readonly query: URLSearchParams;
  /** The parts of the path that the route names. */
  readonly parts: readonly string[];
  /** A new id of this run, in the order of the calls. */
  readonly newId: () => string;
}

export type Route = (call: Call) => Response | Promise<Response>;
export type Routes = Readonly<Record<string, Route>>;

export async function jsonOf<T>({ request }: Call): Promise<T> {
  return JSON.parse(await request.text()) as T;
}
