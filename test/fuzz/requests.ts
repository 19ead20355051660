/** Hostile requests: what a scanner, a broken client or an attacker sends to any address of the Worker. */
import * as fc from "fast-check";
import { consoleApp } from "../../src/routes/console/index.tsx";
import { app } from "../../src/routes/index.ts";
import { SHOP } from "./world.ts";

/** Stands in every kind of body as a person's data: no log line may have it. */
export const MARKS = ["529.982.247-25", "maria.marcada@cliente.example", "Rua Marcada 77"] as const;

/** `person`: an admin at the console, with a session. `shopify`: signs what it sends. */
export const CALLERS = ["none", "garbage", "basic", "viewer", "operator", "admin", "erp", "person", "shopify"] as const;
export type Caller = (typeof CALLERS)[number];

export interface Hostile {
  readonly method: string;
  readonly path: string;
  readonly caller: Caller;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Uint8Array | null;
}

interface Route {
  readonly method: string;
  readonly path: string;
}
/** Every route of the Worker, as its own routers name them. */
const ROUTES: readonly Route[] = [
  ...[...app.routes, ...consoleApp.routes]
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => ({ method, path })),
  { method: "GET", path: "/health" },
];

/** Texts that break parsers, statements, logs and pages. */
const NASTY = [
  "",
  "0",
  "-1",
  "1e309",
  "NaN",
  "9007199254740993",
  "P1E1",
  "P999999999999999E1",
  "'; DROP TABLE orders; --",
  '" OR 1=1 --',
  "%",
  "%00",
  "\u0000",
  "\ud800",
  "../../etc/passwd",
  "..%2f..%2f",
  "//evil.example",
  "https://evil.example/",
  "<script>alert(1)</script>",
  "${7*7}",
  "{{7*7}}",
  "a\r\nset-cookie: x=1",
  "__proto__",
  "constructor",
  "toString",
  "😀".repeat(50),
  "a".repeat(5_000),
  "((((((((((((((((((((((((a+)+)+)+",
  "2026-02-31T25:61:61Z",
  "gid://shopify/Order/1",
  ...MARKS,
];
const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);

const encoded = (text: string): string => {
  try {
    return encodeURIComponent(text);
  } catch {
    return "%ED%A0%80"; // a lone surrogate has no encoding: its bytes
  }
};
const segment = nasty.map((text) => encoded(text) || "x");
const filled = ({ path }: Route, parts: readonly string[]): string => {
  let n = 0;
  return path.replaceAll(/:\w+/g, () => parts[n++ % parts.length] ?? "x");
};
const segments = fc.array(segment, { minLength: 4, maxLength: 4 });
const wild = fc.array(segment, { maxLength: 6 }).map((parts) => `/${parts.join("/")}`);
const NAMES = [
  "since",
  "limit",
  "after",
  "before",
  "lang",
  "q",
  "estado",
  "next",
  "aviso",
  "n",
  "fluxo",
  "antes",
  "page",
  "state",
  "area",
  "__proto__",
];
const query = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), nasty), { maxLength: 4 })
  .map((pairs) =>
    pairs.length === 0 ? "" : `?${pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&")}`,
  );
const leaf = fc.oneof(
  nasty,
  fc.constantFrom<unknown>(null, true, false, 0, -0, 1, -1, 1.005, 1e21, 2 ** 53, -(2 ** 53)),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
/** Fields that our schemas know, so that what is generated comes past the first check. */
const FIELDS = [
  "name", "scope", "expiresAt", "since", "company", "companies", "locationId", "enabled", "safetyMilli", "quantityIn",
  "gateway", "seqFormaPagto", "instalments", "from", "to", "submitWhile", "sku", "skus", "kind", "all", "scopes", "id",
  "orderId", "orders", "muted", "quietHours", "until", "language", "email", "role", "pageSize", "watermark", "url",
  "events", "idPedidoCanalVenda", "chaveNFe", "vlrTotal", "itens", "dtaHorEvento", "tipo", "status", "__proto__", "constructor",
]; // prettier-ignore
const { tree } = fc.letrec<{ tree: unknown; list: unknown; record: unknown }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4, depthIdentifier: "json" }, leaf, tie("list"), tie("record")),
  list: fc.array(tie("tree"), { maxLength: 4, depthIdentifier: "json" }),
  record: fc
    .array(
      fc.tuple(
        fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...FIELDS) }, { weight: 1, arbitrary: nasty }),
        tie("tree"),
      ),
      {
        maxLength: 6,
        depthIdentifier: "json",
      },
    )
    .map((pairs) => Object.fromEntries(pairs)),
}));
const json = tree.map((value) => JSON.stringify(value));
/** Replaced by the person's own token where there is one. */
export const FORM_TOKEN = "FORMTOKEN";
const FORM_FIELDS = [
  "token", "next", "nome", "permissao", "email", "papel", "nota", "chave", "tudo", "parte", "loja", "local", "seguranca",
  "unidade", "forma", "motivo", "ate", "de", "quem", "registro", "escolha", "acao", "id", "sku", "valor", "marca", "dias",
]; // prettier-ignore
const form = fc
  .array(fc.tuple(fc.constantFrom(...FORM_FIELDS), nasty), { maxLength: 6 })
  .map((pairs) =>
    new URLSearchParams([
      ["formToken", FORM_TOKEN],
      ...pairs.map(([name, value]) => [name, value.toWellFormed()]),
    ]).toString(),
  );
const broken = fc.constantFrom(
  "{",
  "[".repeat(10_000),
  '{"a":'.repeat(200) + "1" + "}".repeat(200),
  `{"a":"${"x".repeat(600_000)}"}`,
  '{"__proto__":{"isAdmin":true}}',
  '[{"company":1,"company":2}]',
  "null",
  "\ufeff{}",
  "﻿",
  `{"cpf":"${MARKS[0]}","email":"${MARKS[1]}","address1":"${MARKS[2]}"}`,
);
const body = fc.oneof(
  { weight: 6, arbitrary: json },
  { weight: 2, arbitrary: form },
  { weight: 2, arbitrary: broken },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** Header values as a client can send them: Latin-1 without controls. */
const headerText = nasty.map((text) =>
  text
    .replaceAll(/[^\u0020-\u007e\u00a0-\u00ff]/g, "")
    .trim()
    .slice(0, 2_000),
);
const header = fc.oneof(
  fc.tuple(
    fc.constantFrom("content-type"),
    fc.constantFrom(
      "application/json",
      "application/x-www-form-urlencoded",
      "text/html",
      "multipart/form-data; boundary=x",
      "image/png",
      "",
    ),
  ),
  fc.tuple(
    fc.constantFrom(
      "cookie", "origin", "referer", "x-forwarded-for", "x-forwarded-host", "cf-connecting-ip", "cf-access-jwt-assertion",
      "idempotency-key", "accept-language", "sec-fetch-site", "x-http-method-override", "x-shopify-topic",
      "x-shopify-event-id", "x-shopify-hmac-sha256", "if-none-match", "range",
    ), // prettier-ignore
    headerText,
  ),
  fc.constantFrom<[string, string]>(
    ["x-shopify-shop-domain", SHOP],
    ["x-shopify-topic", "orders/paid"],
    ["x-shopify-hmac-sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="],
    ["origin", "https://gondola.example"],
    ["cookie", "__Host-gondola=a.b.c"],
    ["cookie", "__Host-gondola-lang=en"],
  ),
);

const rest = { headers: fc.array(header, { maxLength: 4 }), body };

/** The one that a route is for, most of the time: what is refused at the door tests the door alone. */
function callerOf(path: string): fc.Arbitrary<Caller> {
  const own: Caller = path.startsWith("/ops")
    ? "person"
    : path.startsWith("/erp")
      ? "erp"
      : path.startsWith("/webhooks")
        ? "shopify"
        : "admin";
  return fc.oneof({ weight: 3, arbitrary: fc.constant(own) }, { weight: 1, arbitrary: fc.constantFrom(...CALLERS) });
}

const known = fc.tuple(fc.constantFrom(...ROUTES), segments, query).chain(([route, parts, asked]) =>
  fc.record({
    method: fc.constant(route.method),
    path: fc.constant(filled(route, parts) + asked),
    caller: callerOf(route.path),
    ...rest,
  }),
);
const anything = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"),
  path: fc
    .tuple(
      fc.oneof(
        fc.tuple(fc.constantFrom(...ROUTES), segments).map(([route, parts]) => filled(route, parts)),
        wild,
      ),
      query,
    )
    .map(([place, asked]) => place + asked),
  caller: fc.constantFrom(...CALLERS),
  ...rest,
});

export const hostile: fc.Arbitrary<Hostile> = fc.oneof(
  { weight: 4, arbitrary: known },
  { weight: 1, arbitrary: anything },
);
