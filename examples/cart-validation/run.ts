/**
 * A Shopify Function (target cart.validations.generate.run) that keeps the ERP's limit per sale: all packages of a
 * product together take at most what the metafield erp.limite_por_venda says (docs/similar-products.md). Shopify takes
 * validation Functions of a custom app on the Plus plan only.
 */
interface Input {
  readonly cart: {
    readonly lines: readonly {
      readonly quantity: number;
      readonly merchandise: {
        readonly __typename: string;
        readonly product?: { readonly id: string; readonly title: string };
        readonly limite?: { readonly jsonValue: unknown } | null;
      };
    }[];
  };
}

export function cartValidationsGenerateRun({ cart }: Input) {
  const products = new Map<string, { readonly title: string; limit: number; taken: number }>();
  for (const { quantity, merchandise } of cart.lines) {
    const { product } = merchandise;
    const limit = milliOf(merchandise.limite?.jsonValue, "limit");
    const unit = milliOf(merchandise.limite?.jsonValue, "unit");
    if (!product || limit === null || unit === null) continue;
    const sum = products.get(product.id) ?? { title: product.title, limit, taken: 0 };
    sum.limit = Math.min(sum.limit, limit);
    sum.taken += quantity * unit;
    products.set(product.id, sum);
  }
  const errors = [...products.values()]
    .filter(({ limit, taken }) => taken > limit)
    .map(({ title, limit }) => ({
      message: `${title}: no máximo ${String(limit / 1000).replace(".", ",")} por compra.`,
      target: "$.cart",
    }));
  return { operations: errors.length === 0 ? [] : [{ validationAdd: { errors } }] };
}

/** Thousandths, so that 3 × 0.1 is 0.3. Anything but a number above nought is no limit. */
function milliOf(document: unknown, name: string): number | null {
  const value: unknown = typeof document === "object" && document !== null ? Reflect.get(document, name) : null;
  return typeof value === "number" && value > 0 ? Math.round(value * 1000) : null;
}
