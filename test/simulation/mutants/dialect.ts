/** Deliberate defects in how an installation's dialect is read: nights speak v4 or English. */
import { type Mutant, one } from "./mutant.ts";

export const DIALECT_MUTANTS: readonly Mutant[] = [
  one(
    "dialect-pages-from-one",
    "pages are counted from 1, whatever the dialect says",
    "src/rules/dialect/request.ts",
    "place.page - 1 + record.firstPage;",
    "place.page;",
  ),
  one(
    "dialect-comma-dropped",
    "the comma of a decimal is taken out, like the points before it",
    "src/rules/dialect/values.ts",
    'return trimmed.replaceAll(".", "").replace(",", ".").replace(DOUBTFUL, "$1");',
    'return trimmed.replaceAll(".", "").replace(",", "").replace(DOUBTFUL, "$1");',
  ),
  one(
    "dialect-last-is-next",
    "what says that a page is the last is read as saying that a page follows",
    "src/rules/dialect/envelope.ts",
    "if (isLast !== null) return isLast;",
    "if (isLast !== null) return !isLast;",
  ),
  one(
    "dialect-charset-declared",
    "an answer is decoded as it declares, whatever the dialect says",
    "src/erp/client/http.ts",
    "decoderOf(response, call.charset)",
    "decoderOf(response)",
  ),
  one(
    "dialect-month-first",
    "a date of the dialect is read month first",
    "src/rules/dialect/values.ts",
    "return `${year}-${month}-${day}T${time}:${seconds}`;",
    "return `${year}-${day}-${month}T${time}:${seconds}`;",
  ),
];
