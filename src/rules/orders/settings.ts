import * as z from "zod";

/**
 * What an operator decides about orders while the Worker runs (`/api/orders/settings`); what is left out is its
 * default.
 */
export const orderRules = z.strictObject({
  /** Bairro and city that an address lacks are looked up by its CEP at a public API; the chain's own table comes first. */
  cepLookup: z.enum(["off", "viacep"]).default("off"),
  /** A bairro that neither the address nor the CEP says. */
  districtMissing: z.enum(["hold", "not-informed"]).default("hold"),
});
export type OrderRules = Readonly<z.output<typeof orderRules>>;

export const DEFAULT_ORDER_RULES: OrderRules = orderRules.parse({});

/** What an installation may do differently. The defaults are what public sources make likeliest; each is confirmed with one real order. */
export interface OrderSettings {
  /**
   * What `qtdPedida` counts for packaged goods. Public sources do not say: prices of the PedidoVenda body are per
   * package (`vlrEmb…`), so "packages" is the reading under which price × quantity is what was paid; the ERP's own
   * tables keep units (2 boxes of 12 = 24). Goods by weight are always in kg.
   */
  readonly quantityIn: "packages" | "units";
  /** The ERP can store a CNPJ with letters. Consinco keeps it in numeric columns, so not by default. */
  readonly cnpjLetters: boolean;
  /** Shopify's fraud recommendations that hold an order for a person. */
  readonly holdRisks: readonly string[];
  readonly rules: OrderRules;
}

export const ORDER_SETTINGS: OrderSettings = {
  quantityIn: "packages",
  cnpjLetters: false,
  holdRisks: ["CANCEL"],
  rules: DEFAULT_ORDER_RULES,
};
