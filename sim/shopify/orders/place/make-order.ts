/** The order's record, with its fulfillment orders, from the order spec. */
import type { Core } from "../../core.ts";
import { variantTitle } from "../../products/variant-title.ts";
import type { FulfillmentOrder } from "../../records/fulfillments.ts";
import type { LineItem } from "../../records/order-lines.ts";
import type { Order } from "../../records/orders.ts";
import type { Location } from "../../records/stock.ts";
import { mintId } from "../../state.ts";
import { totalsOf } from "../order-totals.ts";
import { addressOf, customerOf } from "./buyer.ts";
import { discountOf } from "./discount.ts";
import type { OrderSpec, Wanted } from "./order-spec.ts";

export function makeOrder(
  core: Core,
  wanted: readonly Wanted[],
  assigned: readonly Location[],
  spec: OrderSpec,
): Order {
  const { state, settings } = core;
  const now = core.now();
  const id = mintId(state, "Order");
  const person = typeof spec.buyer === "number" ? core.people.person(spec.buyer) : core.people.next();
  const address = addressOf(core, person, spec.addressShape ?? "marked", spec.isCompany === true);
  const lines: LineItem[] = wanted.map(({ variant, product, quantity, spec: line }) => ({
    id: mintId(state, "LineItem"),
    title: product?.title ?? line.custom?.title ?? "",
    variantTitle:
      product === null || variant === null || product.options[0]?.name === "Title"
        ? null
        : variantTitle(product, variant),
    sku: variant?.item.sku ?? null,
    quantity,
    currentQuantity: quantity,
    fulfilledQuantity: 0,
    variantId: variant?.id ?? null,
    productId: product?.id ?? null,
    vendor: product?.vendor || null,
    unitPrice: line.unitPrice ?? variant?.price ?? 0,
    isGiftCard: line.custom?.isGiftCard ?? false,
    requiresShipping: variant?.item.requiresShipping ?? false,
    weight: variant?.item.weight ?? null,
    taxLines: line.taxLines ?? [],
    customAttributes: line.customAttributes ?? [],
    allocations: [],
  }));
  const discounts = discountOf(lines, spec);
  const delivery = spec.delivery ?? { method: "SHIPPING" };
  const number = 1_001 + state.orders.size;
  const documentIn = spec.cpfIn ?? "localizedField";
  const document = spec.isCompany ? person.cnpj : person.cpf;
  const order: Order = {
    id,
    number,
    name: `#${number}`,
    createdAt: now,
    processedAt: now,
    updatedAt: now,
    routedAt: now + settings.routingMs,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    test: spec.test ?? false,
    edited: false,
    confirmed: true,
    sourceName: spec.sourceName ?? "web",
    note: spec.note ?? null,
    tags: [...(spec.tags ?? [])],
    email: person.email,
    phone: person.phone,
    poNumber: null,
    customAttributes: [
      ...(documentIn === "attribute" ? [{ key: spec.isCompany ? "CNPJ" : "CPF", value: document }] : []),
      ...(spec.customAttributes ?? []),
    ],
    discountCodes: spec.discount?.code === undefined ? [] : [spec.discount.code],
    presentmentCurrency: spec.presentmentCurrency ?? settings.currency,
    originalTotal: 0,
    tip: spec.tipCents ?? 0,
    customer: spec.buyer === "guest" ? null : customerOf(core, person, address, spec.isNameless === true),
    localizedFields: documentIn === "localizedField" ? [{ key: "TAX_CREDENTIAL_BR", value: document }] : [],
    shippingAddress: delivery.method === "PICK_UP" ? null : address,
    billingAddress: spec.isNameless ? { ...address, firstName: "", lastName: "", name: "" } : address,
    discounts,
    shippingLines: spec.withoutShipping
      ? []
      : [
          {
            id: mintId(state, "ShippingLine"),
            title:
              delivery.title ??
              { LOCAL: "Entrega local", SHIPPING: "Entrega padrão", PICK_UP: "Retirada na loja" }[delivery.method],
            code: delivery.code ?? { LOCAL: "local", SHIPPING: "standard", PICK_UP: "pickup" }[delivery.method],
            source: "shopify",
            deliveryCategory:
              delivery.method === "LOCAL" ? "local_delivery" : delivery.method === "PICK_UP" ? "pickup" : null,
            price: delivery.priceCents ?? 0,
            discounted: delivery.priceCents ?? 0,
            isRemoved: false,
          },
        ],
    lines,
    fulfillmentOrders: [],
    fulfillments: [],
    returns: [],
    transactions: [],
    refunds: [],
    risk: spec.risk ?? "NONE",
    metafields: new Map(),
  };
  order.fulfillmentOrders.push(...fulfillmentOrders(core, order, assigned, delivery));
  return Object.assign(order, { originalTotal: totalsOf(order, settings.taxesIncluded).total });
}

function fulfillmentOrders(
  core: Core,
  order: Order,
  assigned: readonly Location[],
  delivery: NonNullable<OrderSpec["delivery"]>,
): FulfillmentOrder[] {
  const { state } = core;
  return [...new Set(assigned)].map((location) => ({
    id: mintId(state, "FulfillmentOrder"),
    orderId: order.id,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    locationId: location.id,
    fulfillAt: order.createdAt,
    method: delivery.method,
    methodId: mintId(state, "DeliveryMethod"),
    presentedName: order.shippingLines[0]?.title ?? "",
    window: delivery.from === undefined ? null : { from: delivery.from, until: delivery.until ?? delivery.from },
    instructions: delivery.instructions ?? null,
    holds: [],
    lines: order.lines.flatMap(({ id, quantity }, index) =>
      assigned[index] === location
        ? [
            {
              id: mintId(state, "FulfillmentOrderLineItem"),
              lineId: id,
              totalQuantity: quantity,
              remainingQuantity: quantity,
            },
          ]
        : [],
    ),
    createdAt: order.routedAt,
    updatedAt: order.routedAt,
    preparedForPickup: false,
  }));
}
