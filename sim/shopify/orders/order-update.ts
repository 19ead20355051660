/** orderUpdate: note, tags and customAttributes overwrite; metafields and localized fields are added to. */
import { only, type Doing, type MutationResolver } from "../core.ts";
import { setMetafield } from "../metafields/held.ts";
import { metafieldRefusal, type MetafieldInput } from "../metafields/refusal.ts";
import { emitOrder } from "../payloads/emit.ts";
import { cleanTags } from "../tags.ts";

interface OrderInput {
  readonly id: string;
  readonly note?: string | null;
  readonly tags?: readonly string[] | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly poNumber?: string | null;
  readonly customAttributes?: readonly { key: string; value: string }[] | null;
  readonly localizedFields?: readonly { key: string; value: string }[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
}

export const orderUpdate: MutationResolver = ({ input }: { input: OrderInput }, { core, effect }: Doing) => {
  only(input, "OrderInput", [
    "id",
    "note",
    "tags",
    "email",
    "phone",
    "poNumber",
    "customAttributes",
    "localizedFields",
    "metafields",
  ]);
  const refuse = (field: string[], message: string) => ({ order: null, userErrors: [{ field, message }] });
  const order = core.state.orders.get(input.id);
  if (!order) return refuse(["id"], "Order does not exist");
  if ((input.note?.length ?? 0) > 5_000) return refuse(["note"], "Note is too long (maximum is 5000 characters)");
  for (const [index, metafield] of (input.metafields ?? []).entries()) {
    const refusal = metafieldRefusal(core, "ORDER", order.id, order.metafields, metafield);
    if (refusal) return refuse(["metafields", String(index), refusal.part], refusal.message);
  }
  if (input.note !== undefined) order.note = input.note;
  if (input.tags) order.tags = cleanTags(input.tags);
  if (input.email !== undefined) order.email = input.email;
  if (input.phone !== undefined) order.phone = input.phone;
  if (input.poNumber !== undefined) order.poNumber = input.poNumber;
  if (input.customAttributes) order.customAttributes = input.customAttributes.map((each) => ({ ...each }));
  for (const field of input.localizedFields ?? [])
    order.localizedFields = [...order.localizedFields.filter(({ key }) => key !== field.key), { ...field }];
  for (const metafield of input.metafields ?? []) setMetafield(core, order.id, order.metafields, metafield);
  effect({
    kind: "order-updated",
    id: order.id,
    fields: Object.keys(input)
      .filter((name) => name !== "id")
      .sort()
      .join(","),
  });
  emitOrder(core, order, ["ORDERS_UPDATED"]);
  return { order, userErrors: [] };
};
