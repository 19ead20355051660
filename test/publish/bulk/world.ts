/** A hub with many due products, and hooks between Shopify and the files of a bulk operation. */
import { publishWorld, type PublishOptions, type PublishWorld } from "../world.ts";

export interface BulkOptions extends PublishOptions {
  /** Records from which bulk is used; null = by arithmetic. */
  readonly from?: number | null;
  /** Rewrites the lines of every result file. */
  readonly results?: (lines: string[]) => string[];
}

export async function manyWorld(
  products: number,
  { from = 3, results, ...options }: BulkOptions = {},
): Promise<PublishWorld> {
  const world = publishWorld({
    ...options,
    ...(results
      ? {
          fetch: (shop) => async (request) => {
            const answer = await shop(request);
            if (request.method !== "GET" || !request.url.includes("/staged-uploads/results/")) return answer;
            const lines = (await answer.text()).split("\n").filter((line) => line !== "");
            return new Response(
              results(lines)
                .map((line) => `${line}\n`)
                .join(""),
              { status: answer.status },
            );
          },
        }
      : {}),
  });
  await world.setup();
  await world.exec("INSERT INTO loads (name, page_size) VALUES ('publish-bulk', ?)", from);
  await addProducts(world, 1, products);
  return world;
}

/** Every third has two packages; half of them have stock. */
export async function addProducts(world: PublishWorld, first: number, last: number): Promise<void> {
  for (let seq = first; seq <= last; seq += 1)
    await world.product(seq, {
      skus: [{ stock: seq % 2 === 0 ? {} : { 1: 5_000 } }, ...(seq % 3 === 0 ? [{ pack: 12, cents: 9_900 }] : [])],
    });
}

/** Everything from here on goes by single calls. */
export const switchOff = (world: PublishWorld) =>
  world.exec("UPDATE loads SET enabled = 0 WHERE name = 'publish-bulk'");

export const jobsOf = (world: PublishWorld) =>
  world.rows("SELECT kind, state, lines, sent, refused, pending FROM bulk_jobs ORDER BY created_at, id");

export const lockedOf = (world: PublishWorld) =>
  world.rows(
    `SELECT 'P' || seq_product AS record FROM shop_products WHERE locked_by IS NOT NULL
     UNION ALL SELECT sku FROM shop_prices WHERE locked_by IS NOT NULL ORDER BY 1`,
  );

export const dueOf = (world: PublishWorld) =>
  world.rows(
    `SELECT 'P' || seq_product AS record FROM shop_products WHERE due = 1
     UNION ALL SELECT sku FROM shop_prices WHERE due = 1 ORDER BY 1`,
  );

/** The only operation the shop has. */
export function operationOf(world: PublishWorld) {
  const operations = [...world.shopify.state.bulkOperations.values()];
  const last = operations.at(-1);
  if (!last) throw new Error("the shop has no bulk operation");
  return last;
}

/** The load changes the prices of these products. */
export async function reprice(world: PublishWorld, products: number, cents: number): Promise<void> {
  for (let seq = 1; seq <= products; seq += 1) await world.price(`P${seq}E1`, { cents: cents + seq });
}

/** A running operation of the shop that belongs to another app. */
export function running(world: PublishWorld, id: string): void {
  world.shopify.state.bulkOperations.set(id, {
    id,
    type: "MUTATION",
    status: "RUNNING",
    errorCode: null,
    objectCount: 0,
    fileSize: null,
    url: null,
    partialDataUrl: null,
    query: "mutation Other { x }",
    createdAt: world.clock.now(),
    completedAt: null,
  });
}
