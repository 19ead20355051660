import type { Deps } from "../../deps.ts";
import { LeaseLost } from "../../hub/d1/fenced-batch.ts";
import { SET_UP_LEASE_MS, takeSetUp, type SetUp } from "../../hub/loads/setup-lease.ts";
import type { AdminClient } from "../../shopify/client/result.ts";
import { leasedAdmin } from "../../shopify/client/leased-admin.ts";
import { failure } from "../http/answers.ts";

export const SET_UP_MINUTES = SET_UP_LEASE_MS / 60_000;

/**
 * Lets one call of a set-up at a time reach Shopify; a second one is answered 409. What a call that died leaves runs out.
 * @param record what the call is about: the message begins with it
 * @param afterUnknown `wait`: after a write without an answer the lease is kept until it runs out, because what is not to be
 *   seen yet may still come, and would be made twice. `go`: for what Shopify itself takes only once.
 */
export async function oneSetUp(
  { db, clock, log, shopify }: Deps,
  {
    name,
    record,
    afterUnknown,
  }: { readonly name: SetUp; readonly record: string; readonly afterUnknown: "wait" | "go" },
  work: (shopify: AdminClient) => Promise<Response>,
): Promise<Response> {
  const lease = await takeSetUp(db, clock, name);
  if (!lease) return underWay(record);
  const { admin, isUnsure } = leasedAdmin(shopify, lease.renew);
  try {
    const response = await work(admin);
    if (afterUnknown === "go" || !isUnsure()) await lease.giveBack();
    return response;
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    log.warn("setup.lease-lost", { name });
    return underWay(record);
  }
}

const underWay = (record: string): Response =>
  failure(
    409,
    "set-up-under-way",
    `${record}: outra chamada desta configuração está em andamento, ou ficou sem resposta há pouco; espere que ela responda, ` +
      `ou ${SET_UP_MINUTES} minutos, e repita: o que já existe é adotado.`,
  );
