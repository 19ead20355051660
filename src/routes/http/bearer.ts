import { bearerOf, isSameHash, secretHash } from "../../rules/access/secret.ts";

/** Whether an Authorization header carries this token. Digests are compared, so its length does not show either. */
export const hasBearer = (authorization: string | null | undefined, token: string): boolean =>
  isSameHash(secretHash(bearerOf(authorization) ?? ""), secretHash(token));
