import { PublicationsDocument } from "../generated/operations.ts";
import type { AdminClient, AdminFailure } from "../client/result.ts";

/** The handle of Shopify's own app of the online store: its title changes with the language of the admin. */
const ONLINE_STORE = "online_store";

/** Limit of pages: 250 channels. */
const PAGES_MAX = 25;
const publicationsPage = (admin: AdminClient, after: string | null) =>
  admin.run(PublicationsDocument, { after }, { priority: "catalog" });

export interface Channel {
  readonly id: string;
  readonly title: string;
  /** Of the app behind it. */
  readonly app: string;
  readonly isActive: boolean;
  /** Shopify publishes new products on it without a call. */
  readonly isAutomatic: boolean;
}

export type Publications =
  | {
      readonly kind: "publications";
      /** The chosen channels that are active. */
      readonly chosen: readonly Channel[];
      /** Chosen channels that are missing or inactive: nothing is published there. */
      readonly missing: readonly string[];
    }
  | { readonly kind: "none"; readonly titles: readonly string[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure };

/** @param wanted gids of publications; null: the online store, found by the handle of its app */
export async function readPublications(
  admin: AdminClient,
  wanted: readonly string[] | null = null,
): Promise<Publications> {
  const channels = await readChannels(admin);
  if (!channels.ok) return { kind: "failed", failure: channels.failure };
  const all = channels.value;
  const named = all.filter(({ id, app }) => (wanted ? wanted.includes(id) : app === ONLINE_STORE));
  const chosen = named.filter(({ isActive }) => isActive);
  const missing = (wanted ?? named.map(({ id }) => id)).filter((id) => !chosen.some((channel) => channel.id === id));
  if (chosen.length === 0 && wanted?.length !== 0) return { kind: "none", titles: all.map(({ title }) => title) };
  return { kind: "publications", chosen, missing };
}

/** Every sales channel of the shop. */
export async function readChannels(
  admin: AdminClient,
): Promise<
  { readonly ok: true; readonly value: readonly Channel[] } | { readonly ok: false; readonly failure: AdminFailure }
> {
  const value: Channel[] = [];
  let after: string | null = null;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const result: Awaited<ReturnType<typeof publicationsPage>> = await publicationsPage(admin, after);
    if (!result.ok) return result;
    const { nodes, pageInfo } = result.data.publications;
    for (const { id, autoPublish, channels, catalog } of nodes)
      value.push({
        id,
        title: catalog?.title ?? channels?.nodes[0]?.name ?? "?",
        app: channels?.nodes[0]?.app.handle ?? "",
        // A publication may have no catalogue; then nothing says that it is off.
        isActive: catalog === null || catalog.status === "ACTIVE",
        isAutomatic: autoPublish,
      });
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return { ok: true, value };
}
