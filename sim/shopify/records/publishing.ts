/** Where products are shown: publications (sales channels) and collections. */
import type { Metafields } from "./metafields.ts";

export interface Publication {
  readonly id: string;
  readonly name: string;
  readonly autoPublish: boolean;
  readonly status: "ACTIVE" | "DRAFT" | "ARCHIVED" | "NONE";
  /** Its app's handle. */
  readonly app: string;
}

export interface Collection {
  readonly id: string;
  handle: string;
  title: string;
  descriptionHtml: string;
  /** Products with one of these tags belong to it. */
  tags: readonly string[];
  readonly publishedOn: Map<string, number>;
  readonly metafields: Metafields;
  readonly createdAt: number;
  updatedAt: number;
}
