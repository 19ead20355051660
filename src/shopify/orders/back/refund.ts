import { RefundDocument, type RefundMutationVariables } from "../../generated/operations.ts";
import type { AdminClient } from "../../client/result.ts";
import { FOLLOW_UP } from "../look.ts";
import { answered, type EditAnswer } from "./edit.ts";

/** Exactly what is sent: it is stored with its key before the call, and repeated unchanged. */
export type RefundInput = RefundMutationVariables["input"];

/** Keyed, so the client may repeat it after a lost answer. */
export async function createRefund(
  admin: AdminClient,
  variables: { readonly input: RefundInput; readonly key: string },
): Promise<EditAnswer<null>> {
  const result = await admin.run(RefundDocument, variables, { ...FOLLOW_UP, repeatable: true });
  const answer = answered(result, (data) => data.refundCreate);
  if (answer.kind !== "done") return answer;
  if (!answer.value.refund) return { kind: "failed", failure: { kind: "unknown", message: "refundCreate: no refund" } };
  return { kind: "done", value: null };
}
