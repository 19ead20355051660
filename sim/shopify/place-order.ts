/** What customers do: an order is placed in the shop, and refused as a checkout refuses it. */
import type { Core } from "./core.ts";
import { allocate } from "./money.ts";
import { totalsOf } from "./order-totals.ts";
import { emitOrder, routingEvent } from "./payloads/emit.ts";
import type { Person } from "./people.ts";
import { variantTitle } from "./products/variant-title.ts";
import type { Address, Customer } from "./records/customers.ts";
import type { FulfillmentOrder } from "./records/fulfillments.ts";
import type { DiscountApplication, LineItem, TaxLine } from "./records/order-lines.ts";
import type { Order } from "./records/orders.ts";
import type { Product, Variant } from "./records/products.ts";
import type { Location } from "./records/stock.ts";
import { mintId } from "./state.ts";
import { payment, type PaymentKind } from "./payments.ts";

export interface OrderSpec {
  readonly lines: readonly {
    readonly variantId?: string;
    readonly sku?: string;
    readonly quantity: number;
    readonly taxLines?: readonly TaxLine[];
    readonly customAttributes?: readonly { key: string; value: string }[];
  }[];
  /** Which of the minted people buys; absent = a new one; "guest" = without customer record. */
  readonly buyer?: number | "guest";
  readonly payment?: PaymentKind;
  readonly delivery?: {
    readonly method: "LOCAL" | "SHIPPING" | "PICK_UP";
    readonly title?: string;
    readonly code?: string;
    readonly priceCents?: number;
    /** Epoch ms. */
    readonly from?: number;
    readonly until?: number;
    readonly instructions?: string;
  };
  /** Where it is to be fulfilled; absent = the first location that can. Needed for PICK_UP. */
  readonly locationId?: string;
  /** A code or a manual discount over all lines. */
  readonly discount?: {
    readonly code?: string;
    readonly title?: string;
    readonly percent?: number;
    readonly amountCents?: number;
  };
  /** "marked" = address with U+2060 as the checkout's Brazilian form writes it; "plain" = as wallets and apps do. */
  readonly addressShape?: "marked" | "plain";
  /** Where the CPF stands: the checkout's field, a custom attribute, or nowhere. */
  readonly cpfIn?: "localizedField" | "attribute" | "nowhere";
  readonly note?: string;
  readonly tags?: readonly string[];
  readonly test?: boolean;
  readonly tipCents?: number;
  readonly risk?: Order["risk"];
  readonly presentmentCurrency?: string;
  readonly withoutShipping?: boolean;
}

export type Placed = { readonly ok: true; readonly order: Order } | { readonly ok: false; readonly reason: string };

interface Wanted {
  readonly variant: Variant;
  readonly product: Product;
  readonly quantity: number;
  readonly spec: OrderSpec["lines"][number];
}

export function placeOrder(core: Core, spec: OrderSpec): Placed {
  const refuse = (reason: string): Placed => {
    core.journal.shopActions.push({ at: core.now(), effect: { kind: "order-refused", reason } });
    return { ok: false, reason };
  };
  const wanted: Wanted[] = [];
  if (spec.lines.length === 0) return refuse("the cart is empty");
  for (const line of spec.lines) {
    const variant =
      line.variantId === undefined ? bySku(core, line.sku ?? "") : core.state.variants.get(line.variantId);
    const product = variant ? core.state.products.get(variant.productId) : undefined;
    const label = line.sku ?? line.variantId ?? "";
    if (!variant || !product) return refuse(`${label}: no such variant`);
    if (product.status !== "ACTIVE" && product.status !== "UNLISTED")
      return refuse(`${label}: product is ${product.status}`);
    if (![...product.publishedOn.values()].some((at) => at <= core.now()))
      return refuse(`${label}: product is not published`);
    if (variant.price <= 0) return refuse(`${label}: price is zero`);
    if (line.quantity < 1) return refuse(`${label}: quantity ${line.quantity}`);
    wanted.push({ variant, product, quantity: line.quantity, spec: line });
  }
  const assigned = assign(core, wanted, spec);
  if (typeof assigned === "string") return refuse(assigned);
  const order = make(core, wanted, assigned, spec);
  core.state.orders.set(order.id, order);
  for (const [index, { variant, quantity }] of wanted.entries())
    commit(core, variant, assigned[index]?.id ?? "", quantity);
  order.transactions.push(
    ...payment(core, order, spec.payment ?? "card", totalsOf(order, core.settings.taxesIncluded).total),
  );
  const paid = totalsOf(order, core.settings.taxesIncluded).outstanding <= 0;
  core.journal.shopActions.push({
    at: core.now(),
    effect: {
      kind: "order-placed",
      id: order.id,
      name: order.name,
      total: order.originalTotal,
      payment: spec.payment ?? "card",
      paid,
      locations: [...new Set(assigned.map(({ id }) => id))].join(","),
    },
  });
  emitOrder(
    core,
    order,
    ["ORDERS_CREATE", ...(paid ? ["ORDERS_PAID"] : []), "ORDERS_UPDATED"],
    order.fulfillmentOrders.map((each) => routingEvent(each, core.settings.routingMs)),
  );
  return { ok: true, order };
}

const bySku = (core: Core, sku: string): Variant | undefined =>
  [...core.state.variants.values()].find(({ item }) => item.sku === sku);

/** A sale moves available to committed at once. */
function commit(core: Core, variant: Variant, locationId: string, quantity: number): void {
  const level = variant.item.levels.get(locationId);
  if (!level || !variant.item.tracked) return;
  level.available -= quantity;
  level.committed += quantity;
  level.updatedAt = core.now();
}

const canServe = (variant: Variant, locationId: string, quantity: number): boolean => {
  const level = variant.item.levels.get(locationId);
  if (level && !level.isActive) return false; // an inactive level holds stock but does not sell
  if (!variant.item.tracked || variant.inventoryPolicy === "CONTINUE") return true;
  return (level?.available ?? 0) >= quantity;
};

/** One location per line: all from one where possible, else split; or why it cannot be sold. */
function assign(core: Core, wanted: readonly Wanted[], spec: OrderSpec): Location[] | string {
  const needs = new Map<Variant, number>();
  for (const { variant, quantity } of wanted) needs.set(variant, (needs.get(variant) ?? 0) + quantity);
  const candidates = [...core.state.locations.values()].filter(
    ({ id, isActive, fulfillsOnlineOrders, isFulfillmentService }) =>
      isActive &&
      fulfillsOnlineOrders &&
      !isFulfillmentService &&
      (spec.locationId === undefined || id === spec.locationId),
  );
  if (spec.delivery?.method === "PICK_UP" && spec.locationId === undefined) return "pickup needs a location";
  const whole = candidates.find(({ id }) => [...needs].every(([variant, quantity]) => canServe(variant, id, quantity)));
  if (whole) return wanted.map(() => whole);
  const parts: Location[] = [];
  for (const { variant } of wanted) {
    const one = candidates.find(({ id }) => canServe(variant, id, needs.get(variant) ?? 0));
    if (!one || spec.locationId !== undefined) return `${variant.item.sku ?? variant.id}: not enough stock`;
    parts.push(one);
  }
  return parts;
}

function make(core: Core, wanted: readonly Wanted[], assigned: readonly Location[], spec: OrderSpec): Order {
  const { state, settings } = core;
  const now = core.now();
  const id = mintId(state, "Order");
  const person = typeof spec.buyer === "number" ? core.people.person(spec.buyer) : core.people.next();
  const address = addressOf(core, person, spec.addressShape ?? "marked");
  const lines: LineItem[] = wanted.map(({ variant, product, quantity, spec: line }) => ({
    id: mintId(state, "LineItem"),
    title: product.title,
    variantTitle: product.options[0]?.name === "Title" ? null : variantTitle(product, variant),
    sku: variant.item.sku,
    quantity,
    currentQuantity: quantity,
    fulfilledQuantity: 0,
    variantId: variant.id,
    productId: product.id,
    vendor: product.vendor || null,
    unitPrice: variant.price,
    requiresShipping: variant.item.requiresShipping,
    weight: variant.item.weight,
    taxLines: line.taxLines ?? [],
    customAttributes: line.customAttributes ?? [],
    allocations: [],
  }));
  const discounts = discountOf(lines, spec);
  const delivery = spec.delivery ?? { method: "SHIPPING" };
  const number = 1_001 + state.orders.size;
  const usesCpf = spec.cpfIn ?? "localizedField";
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
    sourceName: "web",
    note: spec.note ?? null,
    tags: [...(spec.tags ?? [])],
    email: person.email,
    phone: person.phone,
    poNumber: null,
    customAttributes: usesCpf === "attribute" ? [{ key: "CPF", value: person.cpf }] : [],
    discountCodes: spec.discount?.code === undefined ? [] : [spec.discount.code],
    presentmentCurrency: spec.presentmentCurrency ?? settings.currency,
    originalTotal: 0,
    tip: spec.tipCents ?? 0,
    customer: spec.buyer === "guest" ? null : customerOf(core, person, address),
    localizedFields: usesCpf === "localizedField" ? [{ key: "TAX_CREDENTIAL_BR", value: person.cpf }] : [],
    shippingAddress: delivery.method === "PICK_UP" ? null : address,
    billingAddress: address,
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

/** Spreads an order-level discount over the lines to the cent. */
function discountOf(lines: readonly LineItem[], { discount }: OrderSpec): DiscountApplication[] {
  if (!discount) return [];
  const gross = lines.map(({ unitPrice, quantity }) => unitPrice * quantity);
  const sum = gross.reduce((a, b) => a + b, 0);
  const amount = Math.min(
    sum,
    discount.percent === undefined ? (discount.amountCents ?? 0) : Math.round((sum * discount.percent) / 100),
  );
  for (const [index, part] of allocate(amount, gross).entries())
    if (part > 0) lines[index]?.allocations.push({ index: 0, amount: part });
  const title = discount.code ?? discount.title ?? "Desconto";
  return [
    {
      __typename: discount.code === undefined ? "ManualDiscountApplication" : "DiscountCodeApplication",
      index: 0,
      allocationMethod: "ACROSS",
      targetSelection: "ALL",
      targetType: "LINE_ITEM",
      code: title,
      title,
      description: null,
      percentage: discount.percent ?? null,
      amount,
    },
  ];
}

function customerOf(core: Core, person: Person, address: Address): Customer {
  const known = [...core.state.customers.values()].find(({ email }) => email === person.email);
  if (known) return known;
  const id = mintId(core.state, "Customer");
  const made: Customer = {
    id,
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    phone: person.phone,
    metafields: new Map(),
    createdAt: core.now(),
    address,
  };
  core.state.customers.set(id, made);
  return made;
}

function addressOf(core: Core, person: Person, shape: "marked" | "plain"): Address {
  const joiner = shape === "marked" ? ", \u2060" : ", ";
  const second = shape === "marked" ? `${person.complement}${joiner}${person.district}` : person.complement;
  return {
    id: mintId(core.state, "MailingAddress"),
    firstName: person.firstName,
    lastName: person.lastName,
    name: person.name,
    company: null,
    address1: `${person.street}${joiner}${person.number}`,
    address2: second === "" ? null : second,
    city: person.city,
    province: person.province,
    provinceCode: person.provinceCode,
    zip: person.zip,
    country: "Brazil",
    countryCodeV2: "BR",
    phone: person.phone,
  };
}
