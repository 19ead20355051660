/** Which texts a metafield of a type may hold. */
/** Of a JSON metafield, since API version 2026-04; whether 128,000 or 131,072 is not said, so the smaller. */
const JSON_BYTES_MAX = 128_000;
const JSON_TYPES = /^(json|money|dimension|volume|weight|rating|link|rich_text_field)$/;
const REFERENCE =
  /^(product|variant|collection|file|page|metaobject|mixed|customer|company|order|product_taxonomy_value|article)_reference$/;
const PLAIN =
  /^(single_line_text_field|multi_line_text_field|number_integer|number_decimal|boolean|date|date_time|url|color|id|language)$/;

export function isMetafieldType(type: string): boolean {
  const bare = type.startsWith("list.") ? type.slice(5) : type;
  return (
    JSON_TYPES.test(bare) ||
    REFERENCE.test(bare) ||
    (PLAIN.test(bare) && !(type.startsWith("list.") && /^(boolean|json|multi_line_text_field|id)$/.test(bare)))
  );
}

/** Why `value` is no value of `type`; undefined when it is. */
export function metafieldProblem(
  type: string,
  value: string,
  validations: readonly { name: string; value: string }[] = [],
): string | undefined {
  if (type.startsWith("list.")) {
    const list = parsed(value);
    if (!Array.isArray(list)) return "must be an array in JSON";
    for (const each of list as unknown[]) {
      const problem = metafieldProblem(
        type.slice(5),
        typeof each === "string" ? each : JSON.stringify(each),
        validations,
      );
      if (problem) return problem;
    }
    return undefined;
  }
  return ofType(type, value) ?? ofValidations(type, value, validations);
}

function ofType(type: string, value: string): string | undefined {
  const must = (holds: boolean, text: string) => (holds ? undefined : text);
  switch (type) {
    case "single_line_text_field":
      return must(!/[\r\n]/.test(value), "can't contain line breaks");
    case "id":
      return must(/^[A-Za-z0-9._:\-/]+$/.test(value) && value.length <= 255, "must be an id without blanks");
    case "multi_line_text_field":
    case "language":
      return undefined;
    case "number_integer":
      return must(/^-?\d{1,16}$/.test(value), "must be an integer");
    case "number_decimal":
      return must(/^-?\d{1,13}(\.\d{1,9})?$/.test(value), "must be a decimal");
    case "boolean":
      return must(value === "true" || value === "false", "must be true or false");
    case "date":
      return must(
        /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
        "must be in “YYYY-MM-DD” format",
      );
    case "date_time":
      return must(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?$/.test(value) && !Number.isNaN(Date.parse(value)),
        "must be in “YYYY-MM-DDTHH:MM:SS” format",
      );
    case "url":
      return must(/^(https?|mailto|sms|tel):\S+$/.test(value), "must be a URL");
    case "color":
      return must(/^#[0-9a-fA-F]{6}$/.test(value), "must be a hex color code");
    default:
      if (REFERENCE.test(type)) return must(value.startsWith("gid://shopify/"), "must be a gid");
      return ofJson(type, value);
  }
}

function ofJson(type: string, value: string): string | undefined {
  const json = parsed(value);
  if (json === undefined) return "is invalid JSON";
  if (type === "json" && Buffer.byteLength(value) > JSON_BYTES_MAX) return "is too long (maximum is 128 KB)";
  if (type === "json" || type === "rich_text_field" || type === "link") return undefined;
  const fields = typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {};
  if (type === "money")
    return "amount" in fields && "currency_code" in fields ? undefined : "must have amount and currency_code";
  if (type === "rating") return "value" in fields ? undefined : "must have value, scale_min and scale_max";
  return "value" in fields && "unit" in fields ? undefined : "must have value and unit";
}

function ofValidations(
  type: string,
  value: string,
  validations: readonly { name: string; value: string }[],
): string | undefined {
  for (const { name, value: limit } of validations) {
    const measured = type.startsWith("number") ? Number(value) : Array.from(value).length;
    if (name === "min" && measured < Number(limit)) return `has a minimum of ${limit}`;
    if (name === "max" && measured > Number(limit)) return `has a maximum of ${limit}`;
    if (name === "regex" && !new RegExp(`^(?:${limit})$`).test(value)) return "does not match the format";
    if (name === "choices") {
      const choices = parsed(limit);
      if (Array.isArray(choices) && !choices.includes(value)) return "is not one of the choices";
    }
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
