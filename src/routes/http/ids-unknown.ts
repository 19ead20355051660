import type { UnknownId } from "../../setup/mapping/both-sides.ts";
import { failure } from "./answers.ts";

/** `?force=true`: the ids are stored as they are. */
export const isForced = (force: string | undefined): boolean => force === "true";

const shownOf = ({ field, value, near }: UnknownId): string =>
  `${field}: ${value} não existe lá${near.length === 0 ? "" : `; parecidos: ${near.map(({ id, name }) => `${id} ${name}`.trim()).join(", ")}`}`;

/** Ids that neither the ERP nor Shopify lists, each with those that may be meant. */
export const idsUnknown = (unknown: readonly UnknownId[]): Response =>
  failure(
    422,
    "id-unknown",
    "Há números que o ERP ou a Shopify não lista; veja details. Com ?force=true são gravados assim mesmo.",
    unknown.map(shownOf),
  );
