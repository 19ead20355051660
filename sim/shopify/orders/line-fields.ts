/** What an order charges for as it is read: lines, discounts, taxes, shipping. */
import type { Core, Resolvers } from "../core.ts";
import type { Allocation, DiscountApplication, LineItem, ShippingLine } from "../records/order-lines.ts";
import type { OfOrder } from "./order-parts.ts";
import { lineSubtotal } from "./order-totals.ts";
import { isEditable, openUnits, refundableUnits } from "./units.ts";

export const orderLineFields: Resolvers = {
  LineItem: {
    name: ({ title, variantTitle }: LineItem) => (variantTitle === null ? title : `${title} - ${variantTitle}`),
    taxable: () => true,
    unfulfilledQuantity: (line: LineItem) => openUnits(line),
    refundableQuantity: (line: OfOrder<LineItem>) => refundableUnits(line.order, line),
    merchantEditable: (line: OfOrder<LineItem>, _: unknown, { core }) =>
      isEditable(core, line.order) && openUnits(line) > 0,
    variant: ({ variantId }: LineItem, _: unknown, { core }) =>
      variantId === null ? null : (core.state.variants.get(variantId) ?? null),
    product: ({ productId }: LineItem, _: unknown, { core }) =>
      productId === null ? null : (core.state.products.get(productId) ?? null),
    originalUnitPriceSet: ({ unitPrice }: LineItem) => unitPrice,
    originalTotalSet: ({ unitPrice, quantity }: LineItem) => unitPrice * quantity,
    discountedTotalSet: (line: LineItem) =>
      line.unitPrice * line.quantity - line.allocations.reduce((sum, { amount }) => sum + amount, 0),
    priceAfterAllDiscountsBeforeTaxesSet: (line: LineItem) => lineSubtotal(line),
    discountAllocations: (line: OfOrder<LineItem>) => line.allocations.map((each) => ({ ...each, order: line.order })),
  },
  DiscountAllocation: {
    allocatedAmountSet: ({ amount }: Allocation) => amount,
    discountApplication: ({ order, index }: OfOrder<Allocation>) => order.discounts[index],
  },
  DiscountCodeApplication: { value: (from: DiscountApplication, _: unknown, { core }) => valueOf(from, core) },
  ManualDiscountApplication: { value: (from: DiscountApplication, _: unknown, { core }) => valueOf(from, core) },
  AutomaticDiscountApplication: { value: (from: DiscountApplication, _: unknown, { core }) => valueOf(from, core) },
  TaxLine: {
    priceSet: ({ price }: { price: number }) => price,
    ratePercentage: ({ rate }: { rate: number }) => rate * 100,
  },
  ShippingLine: {
    originalPriceSet: ({ price }: ShippingLine) => price,
    discountedPriceSet: ({ discounted }: ShippingLine) => discounted,
    currentDiscountedPriceSet: ({ discounted, isRemoved }: ShippingLine) => (isRemoved ? 0 : discounted),
  },
};

const valueOf = ({ percentage, amount }: DiscountApplication, core: Core) =>
  percentage === null
    ? { __typename: "MoneyV2", amount, currencyCode: core.settings.currency }
    : { __typename: "PricingPercentageValue", percentage };
