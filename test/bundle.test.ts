/** What is deployed: built as `wrangler deploy` builds it, taken apart by its metafile. */
import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";

/** An issue that makes the Worker larger adds a row: what grew, and by how many KB (1,000 bytes, minified). */
const ALLOWED: readonly (readonly [what: string, kb: number])[] = [
  ["the connector of 0.1.0: loads, publish, orders, drift", 740],
  ["the console: frame, sessions, Hoje; JSX of Hono; each reason of the desk as a cause", 91],
  ["the console: Erros", 54],
  ["pictures in: sources, addresses, checks, R2, the inbox; their texts in two languages", 44],
  ["pictures out: files, media, their texts, their plan, the lane", 31],
  ["specifications: mapping, plan, lane, three documents, comparison", 10],
  ["the console: Pedidos, Produtos", 58],
  ["the console: Cargas, Mapeamentos, Ajustes, Ensaio", 54],
  ["a value typed in for an order: its rules, form, call and texts in two languages", 14],
  ["an order that a person holds and releases: its rule, forms, calls and texts in two languages", 10],
  ["the console: delivery and carrier, owners of fields, tolerances, webhooks, a person's own records", 25],
  [
    "the console: drift with its repair, the orders' ledger, the rehearsal of an encarte, pick lists, alerts, care of records; in two languages",
    49,
  ],
  ["orders in: Brazilian addresses by their words, CEP lookup, rules of orders", 30],
  ["the error desk's texts in two languages (+49), statements that name the schema's columns (+13)", 60],
  ["orders once: lookups before and after a POST, retries, six reasons of the desk; their lists and addresses", 50],
  ["the ledger of orders: rules, pages, lines as sold and mapped, returns, texts in two languages", 46],
  ["orders: the digests of a look, several orders at once, moves that release", 7],
  ["orders: a silent ERP and its probe", 3],
  [
    "payments: forms by method and instalments, card data, the second call, orders that wait; scopes and withheld data",
    27,
  ],
  ["supermarkets' goods: SKUs by company and name, one package, safety stock by rules", 12],
  ["tokens and their roles", 6],
  ["the doctor: its checks, their texts in two languages", 22],
  ["the real Shopify: what a variant is sold by, its limits and plans, calls by the bucket, pages in halves", 22],
  ["calls that share a request: their document, their answers, the queue of a page", 6],
  ["invoices: pages of 27 states, cancelled documents, definitions of an order's fields", 6],
  ["pushes of the ERP: schemas, dialect, answers in the ERP's form", 20],
  ["the page of the API's description", 2],
  ["refunds of Shopify for the ERP", 5],
  ["states on the way: field, tag, notifications of Shopify", 6],
  ["cancellations by the ERP: the plan, the job and its end, obstacles in two languages", 10],
  ["fulfilments: the plan, one a location, their cancellation", 14],
  ["orders: goods that follow Shopify, restored hubs", 4],
  ["changes in Shopify to the ERP: PUT and Cancelar, their answers and reasons", 10],
  ["what was sold: weights, products for bags, tips, gifts; promotions; other bodies; windows, stores; attributes", 24],
  ["phantom stock: cuts counted, held and ended; its list, release and texts", 9],
  ["alterations: the action log, the plan, edits and refunds, six reasons of the desk, seven documents", 36],
  ["metrics: data points, the answer for a monitor", 6],
  ["people of Cloudflare Access: their tokens (jose), their roles", 22],
  ["alerts: what is wrong, notices, bodies of chats, settings", 18],
  ["silence: stalled loads, the words of strange answers, their texts in two languages", 8],
  ["real data: foreign rows, several promotions, barcodes, dates and ids, their texts in two languages", 9],
  ["orders: a missing lookup, webhooks that stay away, own edits and card data after a restore", 8],
  ["captures and payments marked: the plan, three documents, two reasons of the desk in two languages", 13],
  ["the cancelled rest of a partly billed order", 3],
  ["the dialect of the ERP: its lines, forms of values, queries, envelopes, its file and API; the probe", 36],
  ["safe order: lanes, the checklist in two languages, its page and acts", 17],
  ["privacy law: three requests, what they clean, four reasons of the desk in two languages", 13],
  ["names: title case, shorthand, its table; their preview", 9],
  ["offers in erp.precos, similar products by ERP and CSV, the limit per sale, their texts in two languages", 16],
  ["statements of every minute: their texts rendered once", 1],
  ["a dialect learnt from documents and samples: schemas, names of an order's body", 15],
  ["the console's page of the ERP's dialect and its probe; blocked hours of a load; the taxonomy's check", 10],
];
const LIMIT_KB = ALLOWED.reduce((sum, [, kb]) => sum + kb, 0);

interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      { readonly bytes: number; readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }
    >
  >;
}
interface LockFile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

const bundle = built();
const kbOf = (bytes: number) => Math.round(bytes / 1000);

function built(): { bytes: number; inputs: ReadonlyMap<string, number>; files: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), "gondola-bundle-"));
  try {
    const metafile = join(folder, "meta.json");
    const out = join(folder, "out");
    const wrangler = ["node_modules/wrangler/bin/wrangler.js", "deploy", "--dry-run"];
    execFileSync(process.execPath, [...wrangler, `--outdir=${out}`, `--metafile=${metafile}`], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: join(folder, "logs") },
    });
    const { outputs } = JSON.parse(readFileSync(metafile, "utf8")) as Metafile;
    const worker = Object.entries(outputs).find(([path]) => path.endsWith("index.js"))?.[1];
    if (!worker) throw new Error("wrangler built no index.js");
    const inputs = Object.entries(worker.inputs).map(
      ([path, { bytesInOutput }]) => [path.replaceAll("\\", "/"), bytesInOutput] as const,
    );
    return { bytes: worker.bytes, inputs: new Map(inputs), files: readdirSync(out) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** "zod", "@noble/hashes"; undefined for a file of ours. */
function packageOf(path: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
}

it(`is below ${LIMIT_KB} KB, and is made of what is printed here`, () => {
  const parts = new Map<string, number>();
  for (const [path, bytes] of bundle.inputs) {
    const part =
      packageOf(path) ??
      path
        .split("/")
        .slice(0, path.startsWith("src/shopify/generated/") ? 3 : 2)
        .join("/");
    parts.set(part, (parts.get(part) ?? 0) + bytes);
  }
  const largest = [...parts].sort(([, a], [, b]) => b - a).filter(([, bytes]) => bytes >= 1000);
  console.log(
    `the Worker: ${kbOf(bundle.bytes)} KB of ${LIMIT_KB}: ${largest.map(([part, bytes]) => `${part} ${kbOf(bytes)}`).join(", ")}`,
  );
  expect(largest.length).toBeGreaterThan(10); // a bundle that was not taken apart proves nothing
  expect(bundle.bytes).toBeLessThan(LIMIT_KB * 1000);
});

it("holds code only: static pages, styles and scripts of the browser are assets beside it, in no module of it", () => {
  expect([...bundle.inputs.keys()].filter((path) => !/\.(?:ts|tsx|js|mjs|cjs)$/.test(path))).toEqual([]);
  expect(bundle.files.filter((name) => !/^(?:index\.js|index\.js\.map|README\.md)$/.test(name))).toEqual([]);
});

it("holds no package that only development needs", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as LockFile;
  const shipped = new Set([...bundle.inputs.keys()].map(packageOf).filter((name) => name !== undefined));
  expect(shipped).toContain("zod");
  expect([...shipped].filter((name) => packages[`node_modules/${name}`]?.dev !== undefined)).toEqual([]);
});

it("zod is imported by star: the object `z` would bring all of it along, its translations too", () => {
  const named = globSync("src/**/*.{ts,tsx}").filter((path) =>
    /import (?:type )?\{[^}]*\} from "zod"/.test(readFileSync(path, "utf8")),
  );
  expect(named).toEqual([]);
});
