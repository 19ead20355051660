/** Several keyed stock calls in one request: each is a mutation of its own, taken or refused by itself. */
import { TypedDocumentString, type InventorySetQuantitiesInput } from "../generated/operations.ts";
import type { AdminClient } from "../client/result.ts";
import { calledOf, type UserError } from "../client/user-errors.ts";
import { STOCK_POINTS, setStockOf, stockInput, type SetStockResult, type StockLine } from "./set-stock.ts";

export interface KeyedCall {
  readonly key: string;
  readonly lines: readonly StockLine[];
}

type Payload = { readonly userErrors: readonly UserError[] } | null;
type Variables = Readonly<Record<string, string | InventorySetQuantitiesInput>>;

/** The text of `SetStock`, once for each call. */
export function setStocksText(calls: number): string {
  const each = Array.from({ length: calls }, (_, index) => index);
  const variables = each.map((n) => `$input${n}: InventorySetQuantitiesInput!, $key${n}: String!`).join(", ");
  const fields = each.map(
    (n) =>
      `s${n}: inventorySetQuantities(input: $input${n}) @idempotent(key: $key${n}) { userErrors { field message code } }`,
  );
  return `mutation SetStocks(${variables}) {\n  ${fields.join("\n  ")}\n}`;
}

/**
 * @returns one result for each call, in order. A request that failed as a whole is the same failure for each: what it did
 * is not known, and each key finds out for its own call.
 */
export async function setStocks(admin: AdminClient, calls: readonly KeyedCall[]): Promise<readonly SetStockResult[]> {
  const document = new TypedDocumentString<Readonly<Record<string, Payload>>, Variables>(setStocksText(calls.length));
  const variables: Variables = Object.fromEntries(
    calls.flatMap(({ key, lines }, index) => [
      [`input${index}`, stockInput(lines, key)],
      [`key${index}`, key],
    ]),
  );
  const result = await admin.run(document, variables, {
    priority: "stock",
    repeatable: true,
    costPoints: STOCK_POINTS * calls.length,
  });
  return calls.map(({ lines }, index) =>
    setStockOf(
      calledOf(
        result,
        (data) => data[`s${index}`] ?? null,
        () => true as const,
      ),
      lines.length,
    ),
  );
}
