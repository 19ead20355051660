import * as z from "zod";

/** A record's number or gid, as its gid. */
export const gidOf = (type: string) =>
  z
    .string()
    .regex(new RegExp(`^(gid://shopify/${type}/)?\\d+$`), `must be a ${type}'s id or gid`)
    .transform((id) => `gid://shopify/${type}/${id.split("/").at(-1) ?? ""}`);
