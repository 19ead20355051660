/** A product by id, handle or custom id. */
import type { Core } from "../core.ts";
import { ownerByCustomId } from "../metafields/definitions.ts";
import type { Product } from "../records/products.ts";

export function findProduct(core: Core, identifier: ProductIdentifier): Product | undefined {
  const { products, handles } = core.state;
  if (identifier.id !== undefined) return products.get(identifier.id);
  if (identifier.handle !== undefined) return products.get(handles.get(identifier.handle) ?? "");
  if (identifier.customId) return products.get(ownerByCustomId(core, "PRODUCT", identifier.customId) ?? "");
  return undefined;
}

export interface ProductIdentifier {
  readonly id?: string;
  readonly handle?: string;
  readonly customId?: CustomId;
}

export interface CustomId {
  readonly namespace?: string | null;
  readonly key: string;
  readonly value: string;
}
