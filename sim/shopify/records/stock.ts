/** Where stock lies: locations, inventory items and what each holds at each location. */
import type { Metafields } from "./metafields.ts";

export interface Location {
  readonly id: string;
  readonly name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  readonly shipsInventory: boolean;
  readonly isFulfillmentService: boolean;
  readonly zip: string;
  readonly createdAt: number;
  readonly metafields: Metafields;
}

export interface Level {
  readonly id: string;
  readonly locationId: string;
  readonly itemId: string;
  isActive: boolean;
  available: number;
  committed: number;
  createdAt: number;
  updatedAt: number;
}

export interface InventoryItem {
  readonly id: string;
  readonly variantId: string;
  sku: string | null;
  tracked: boolean;
  requiresShipping: boolean;
  costCents: number | null;
  weight: { value: number; unit: string } | null;
  harmonizedSystemCode: string | null;
  countryCodeOfOrigin: string | null;
  createdAt: number;
  updatedAt: number;
  readonly levels: Map<string, Level>;
}
