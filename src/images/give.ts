/** Pictures of a call: each is judged by itself, and the accepted ones are stored together. */
import type { Deps } from "../deps.ts";
import { skusByName } from "../hub/images/subjects.ts";
import { pictureAddress, type AddressFault } from "../rules/images/address.ts";
import { decodeBase64 } from "../rules/images/base64.ts";
import type { PictureFault } from "../rules/images/inspect.ts";
import { acceptPicture, saveGiven, type AcceptedPicture, type GivenSource } from "./accept.ts";
import { checkPlaceholders } from "./placeholders.ts";

/** By SKU, or by EAN; a picture by its bytes, as base64 or by its address, or the removal of one. */
export interface GivenPicture {
  readonly sku?: string | undefined;
  readonly ean?: string | undefined;
  /** 0: the main picture of the SKU. */
  readonly place: number;
  readonly source: GivenSource | { readonly kind: "base64"; readonly text: string };
}

export type GiveFault = PictureFault | AddressFault | "sku-unknown";
export interface GiveResult {
  /** As the hub knows it; null: it does not. */
  readonly sku: string | null;
  readonly place: number;
  /** Null: accepted. */
  readonly fault: GiveFault | null;
}

/** Throws when R2 or D1 cannot be reached: nothing of the call is stored then but objects, and it may be repeated. */
export async function givePictures(deps: Deps, given: readonly GivenPicture[]): Promise<readonly GiveResult[]> {
  const { db, clock, config } = deps;
  const known = await skusByName(db, {
    skus: given.flatMap(({ sku }) => sku ?? []),
    eans: given.flatMap(({ ean }) => ean ?? []),
  });
  const accepted: Extract<AcceptedPicture, { kind: "accepted" }>[] = [];
  const results: GiveResult[] = [];
  for (const { sku: name, ean, place, source } of given) {
    const sku = known.get(name ?? ean ?? "") ?? null;
    const checked = sku === null ? "sku-unknown" : sourceOf(source, config.images.hosts);
    if (sku === null || typeof checked === "string") {
      results.push({ sku, place, fault: typeof checked === "string" ? checked : "sku-unknown" });
      continue;
    }
    const one = await acceptPicture(deps, { from: "api", sku, place, source: checked });
    if (one.kind === "accepted") accepted.push(one);
    results.push({
      sku,
      place,
      fault: one.kind === "accepted" ? null : one.kind === "refused" ? one.fault : "sku-unknown",
    });
  }
  if (accepted.length > 0) await db.batch(saveGiven(db, accepted, clock.now()));
  await checkPlaceholders(
    deps,
    accepted.flatMap(({ file }) => file?.content ?? []),
  );
  return results;
}

function sourceOf(source: GivenPicture["source"], hosts: readonly string[]): GivenSource | GiveFault {
  switch (source.kind) {
    case "base64": {
      const bytes = decodeBase64(source.text.replace(/^data:[^,]*,/, ""));
      return bytes === null ? "not-a-picture" : { kind: "bytes", bytes };
    }
    case "url": {
      const address = pictureAddress(source.url, hosts);
      return address.ok ? { kind: "url", url: address.url } : address.fault;
    }
    case "bytes":
    case "removed":
      return source;
  }
}
