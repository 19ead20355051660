import {
  CollectionByErpDocument,
  CollectionCreateDocument,
  CollectionRenameDocument,
} from "../generated/operations.ts";
import type { AdminClient } from "../client/result.ts";
import { calledOf, type Called } from "../client/user-errors.ts";
import type { Found } from "./product-read.ts";

/** The collection that carries the ERP's number: read after the response to its creation was lost. */
export async function findCollection(
  admin: AdminClient,
  seqCategory: number,
): Promise<Found<{ readonly gid: string; readonly title: string }>> {
  const result = await admin.run(
    CollectionByErpDocument,
    { seqCategoria: String(seqCategory) },
    { priority: "catalog", costPoints: 1 },
  );
  if (!result.ok) return { kind: "failed", failure: result.failure };
  const collection = result.data.collectionByIdentifier;
  return collection ? { kind: "found", gid: collection.id, title: collection.title } : { kind: "notFound" };
}

/**
 * Creates a collection of all products with a tag. Not repeated after a lost response: its caller first looks it up by
 * the ERP's number. Conditions and exclusions are never written again, so a merchant's additions stay.
 */
export async function createCollection(
  admin: AdminClient,
  collection: { readonly seqCategory: number; readonly title: string; readonly handle: string; readonly tag: string },
): Promise<Called<{ readonly gid: string }>> {
  const { seqCategory, title, handle, tag } = collection;
  const result = await admin.run(
    CollectionCreateDocument,
    {
      collection: {
        title,
        handle,
        sources: [
          {
            source: {
              title: "Categoria do ERP",
              inclusion: {
                matchType: "ALL",
                conditions: [{ productTag: { relation: "TAGGED_WITH", matchType: "ANY", values: [tag] } }],
              },
            },
          },
        ],
        metafields: [{ namespace: "erp", key: "seq_categoria", type: "id", value: String(seqCategory) }],
      },
    },
    { priority: "catalog" },
  );
  return calledOf(
    result,
    (data) => data.collectionCreate,
    (payload) => payload.collection && { gid: payload.collection.id },
  );
}

/** The title alone; address, picture, order and conditions stay. */
export async function renameCollection(admin: AdminClient, gid: string, title: string): Promise<Called<true>> {
  const result = await admin.run(
    CollectionRenameDocument,
    { collection: { id: gid, title } },
    { priority: "catalog", repeatable: true },
  );
  return calledOf(
    result,
    (data) => data.collectionUpdate,
    () => true as const,
  );
}
