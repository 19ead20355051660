/** Webhook subscriptions made through the API. */
import { ADMIN_API_VERSION } from "../../src/shopify/client/version.ts";
import { approvalProblem } from "./protected-data.ts";
import { allows } from "./scopes.ts";
import { only, topLevel, type Doing, type MutationResolver, type Resolvers } from "./core.ts";
import type { WebhookSubscription } from "./records/subscriptions.ts";
import { mintId, numberOfId } from "./state.ts";

interface Input {
  readonly uri?: string | null;
  readonly callbackUrl?: string | null;
  readonly filter?: string | null;
  readonly format?: string | null;
  readonly includeFields?: readonly string[] | null;
  readonly metafieldNamespaces?: readonly string[] | null;
  readonly name?: string | null;
}

/** Topic → any one of these scopes. */
function scopesOf(topic: string): readonly string[] | undefined {
  if (/^(ORDERS|REFUNDS|ORDER_TRANSACTIONS)_/.test(topic)) return ["read_orders", "read_marketplace_orders"];
  if (topic.startsWith("FULFILLMENT_ORDERS_"))
    return [
      "read_merchant_managed_fulfillment_orders",
      "read_assigned_fulfillment_orders",
      "read_third_party_fulfillment_orders",
      "read_marketplace_orders",
    ];
  if (topic.startsWith("FULFILLMENTS_")) return ["read_orders", "read_marketplace_orders"];
  if (topic.startsWith("PRODUCTS_")) return ["read_products"];
  if (topic.startsWith("INVENTORY_")) return ["read_inventory"];
  if (topic.startsWith("LOCATIONS_")) return ["read_locations"];
  return undefined;
}

const FIELDS = ["uri", "callbackUrl", "filter", "format", "includeFields", "metafieldNamespaces", "name"];

function uriProblem(uri: string | undefined): string | undefined {
  if (!uri) return "Address can't be blank";
  if (/^(pubsub|arn):/.test(uri))
    throw topLevel(
      "NOT_SIMULATED",
      "the simulator does not simulate WebhookSubscriptionInput.uri of Pub/Sub or EventBridge",
    );
  // Shopify takes https only; a simulator on this machine has no certificate.
  return /^https:\/\/\S+$/.test(uri) || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(uri)
    ? undefined
    : "Address protocol http:// is not supported";
}

const create: MutationResolver = (
  { topic, webhookSubscription: input }: { topic: string; webhookSubscription: Input },
  { core, effect }: Doing,
) => {
  only(input, "WebhookSubscriptionInput", FIELDS);
  const refuse = (field: string[], message: string) => ({
    webhookSubscription: null,
    userErrors: [{ field, message }],
  });
  const uri = input.uri ?? input.callbackUrl ?? undefined;
  const problem = uriProblem(uri);
  if (problem) return refuse(["webhookSubscription", "uri"], problem);
  if (!allows(core.scopes, scopesOf(topic)))
    return refuse(
      ["topic"],
      `You do not have permission to create or update webhooks with the ${topic} topic. This topic requires the following scope: ${scopesOf(topic)?.[0]}`,
    );
  const unapproved = approvalProblem(core, topic);
  if (unapproved) return refuse(["topic"], unapproved);
  if (
    [...core.state.subscriptions.values()].some(
      (each) => each.topic === topic && each.uri === uri && each.filter === (input.filter ?? null),
    )
  )
    return refuse(["webhookSubscription", "uri"], "Address for this topic has already been taken");
  const now = core.now();
  const made: WebhookSubscription = {
    id: mintId(core.state, "WebhookSubscription"),
    topic,
    uri: uri ?? "",
    filter: input.filter ?? null,
    includeFields: [...(input.includeFields ?? [])],
    name: input.name ?? null,
    metafieldNamespaces: [...(input.metafieldNamespaces ?? [])],
    createdAt: now,
    updatedAt: now,
    lastSuccessAt: now,
  };
  core.state.subscriptions.set(made.id, made);
  effect({ kind: "subscription", id: made.id, topic, made: true });
  return { webhookSubscription: made, userErrors: [] };
};

const update: MutationResolver = (
  { id, webhookSubscription: input }: { id: string; webhookSubscription: Input },
  { core, effect }: Doing,
) => {
  only(input, "WebhookSubscriptionInput", FIELDS);
  const refuse = (field: string[], message: string) => ({
    webhookSubscription: null,
    userErrors: [{ field, message }],
  });
  const known = core.state.subscriptions.get(id);
  if (!known) return refuse(["id"], "Webhook subscription does not exist");
  const uri = input.uri ?? input.callbackUrl ?? known.uri;
  const problem = uriProblem(uri);
  if (problem) return refuse(["webhookSubscription", "uri"], problem);
  known.uri = uri;
  if (input.filter !== undefined) known.filter = input.filter;
  if (input.includeFields !== undefined) known.includeFields = [...(input.includeFields ?? [])];
  if (input.name !== undefined) known.name = input.name;
  known.updatedAt = core.now();
  effect({ kind: "subscription", id, topic: known.topic, made: false });
  return { webhookSubscription: known, userErrors: [] };
};

const remove: MutationResolver = ({ id }: { id: string }, { core, effect }: Doing) => {
  if (!core.state.subscriptions.delete(id))
    return {
      deletedWebhookSubscriptionId: null,
      userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
    };
  effect({ kind: "subscription-deleted", id });
  return { deletedWebhookSubscriptionId: id, userErrors: [] };
};

export const subscriptionMutations = {
  webhookSubscriptionCreate: create,
  webhookSubscriptionUpdate: update,
  webhookSubscriptionDelete: remove,
};

export const subscriptionFields: Resolvers = {
  WebhookSubscription: {
    legacyResourceId: ({ id }: WebhookSubscription) => numberOfId(id),
    callbackUrl: ({ uri }: WebhookSubscription) => uri,
    format: () => "JSON",
    apiVersion: () => ({ handle: ADMIN_API_VERSION, displayName: ADMIN_API_VERSION, supported: true }),
  },
  QueryRoot: {
    webhookSubscription: (_: unknown, { id }: { id: string }, { core }) => core.state.subscriptions.get(id) ?? null,
    webhookSubscriptions: (
      _: unknown,
      args: {
        query?: string | null;
        topics?: readonly string[] | null;
        uri?: string | null;
        callbackUrl?: string | null;
      },
      { core },
    ) => {
      if (args.query)
        throw topLevel("NOT_SIMULATED", "the simulator does not simulate QueryRoot.webhookSubscriptions(query:)");
      const uri = args.uri ?? args.callbackUrl;
      return [...core.state.subscriptions.values()].filter(
        (each) => (!args.topics || args.topics.includes(each.topic)) && (!uri || each.uri === uri),
      );
    },
  },
};
