/** Metafields of products and variants that hold the ERP's specifications. */
import {
  DeleteSpecificationsDocument,
  LiveSpecificationsDocument,
  SetSpecificationsDocument,
} from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";
import { calledOf, lineErrorOf, type LineError } from "../client/user-errors.ts";

/** Of one call; Shopify takes no more, in both. */
export const FIELDS_MAX = 25;
/** Owners whose metafields are read in one query. */
const OWNERS_MAX = 50;
const CALL = { priority: "catalog", heldBy: "images", repeatable: true } as const;

export interface FieldName {
  /** The product's or variant's id. */
  readonly owner: string;
  /** Namespace and key: `custom.conservacao`. */
  readonly key: string;
}

export interface FieldValue extends FieldName {
  readonly type: string;
  readonly value: string;
}

export type FieldsResult =
  | { readonly kind: "accepted" }
  /** All or none: nothing was written. `isOwner`: the product or variant is not in Shopify. */
  | { readonly kind: "errors"; readonly errors: readonly (LineError & { readonly isOwner: boolean })[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

const nameOf = ({ owner, key }: FieldName) => {
  const [namespace = "", name = ""] = key.split(".");
  return { ownerId: owner, namespace, key: name };
};

/** Sets up to 25 metafields, all or none. The same call again has no further effect. */
export async function setFields(admin: AdminClient, fields: readonly FieldValue[]): Promise<FieldsResult> {
  const owners = new Set(fields.map(({ owner }) => owner));
  const points = [...owners].reduce((sum, owner) => sum + (owner.includes("/ProductVariant/") ? 2 : 4), 10);
  const result = await admin.run(
    SetSpecificationsDocument,
    { metafields: fields.map(({ type, value, ...name }) => ({ ...nameOf(name), type, value })) },
    { ...CALL, costPoints: points },
  );
  return fieldsResult(
    calledOf(
      result,
      ({ metafieldsSet }) => metafieldsSet,
      () => true,
    ),
    fields.length,
  );
}

/** Deletes up to 25 metafields, all or none. One that is not there counts as deleted. */
export async function deleteFields(admin: AdminClient, fields: readonly FieldName[]): Promise<FieldsResult> {
  const result = await admin.run(
    DeleteSpecificationsDocument,
    { metafields: fields.map(nameOf) },
    { ...CALL, costPoints: 10 },
  );
  return fieldsResult(
    calledOf(
      result,
      ({ metafieldsDelete }) => metafieldsDelete,
      () => true,
    ),
    fields.length,
  );
}

function fieldsResult(called: ReturnType<typeof calledOf<never, never, boolean>>, lines: number): FieldsResult {
  if (called.kind === "failed") return called;
  if (called.kind === "done") return { kind: "accepted" };
  return {
    kind: "errors",
    errors: called.errors.map((error) => ({
      ...lineErrorOf(error, "metafields", lines),
      isOwner: error.field?.includes("ownerId") ?? false,
    })),
  };
}

/** Values of these metafields by `owner key`; an owner or a metafield that is not there has none. */
export async function readFields(
  admin: AdminClient,
  owners: readonly string[],
  keys: readonly string[],
): Promise<
  | { readonly kind: "fields"; readonly byName: ReadonlyMap<string, string>; readonly owners: ReadonlySet<string> }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const byName = new Map<string, string>();
  const there = new Set<string>();
  if (keys.length === 0) return { kind: "fields", byName, owners: there };
  for (let from = 0; from < owners.length; from += OWNERS_MAX) {
    const result = await admin.run(
      LiveSpecificationsDocument,
      { ids: owners.slice(from, from + OWNERS_MAX), keys: [...keys], count: keys.length },
      { priority: "catalog", costPoints: Math.min(900, OWNERS_MAX * (2 + Math.ceil(2 * Math.log(keys.length + 1)))) },
    );
    if (!result.ok) return { kind: "failed", failure: result.failure };
    for (const node of result.data.nodes) {
      if (!node) continue;
      there.add(node.id);
      if ("metafields" in node)
        for (const { namespace, key, value } of node.metafields.nodes)
          byName.set(`${node.id} ${namespace}.${key}`, value);
    }
  }
  return { kind: "fields", byName, owners: there };
}
