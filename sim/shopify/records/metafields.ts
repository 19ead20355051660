/** Metafields and their definitions, as any record may own them. */
export interface Metafield {
  readonly id: string;
  readonly namespace: string;
  readonly key: string;
  type: string;
  value: string;
  compareDigest: string;
  readonly createdAt: number;
  updatedAt: number;
}

export type Metafields = Map<string, Metafield>;

export interface MetafieldDefinition {
  readonly id: string;
  readonly ownerType: string;
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: string;
  readonly unique: boolean;
  readonly pinned: boolean;
  readonly validations: readonly { readonly name: string; readonly value: string }[];
}
