/** What holds for every JSON answer of the Worker, whichever route gives it. */
import { expect } from "vitest";

const CAMEL_CASE = /^[a-z][a-zA-Z0-9]*$/;
const IS_INSTANT = /^(?:at|since|notBefore|watermark|readFrom)$|(?:At|Until)$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The answer, once its fields are camelCase and its instants ISO 8601 with their zone. */
export async function answered(response: Promise<Response>): Promise<Response> {
  const answer = await response;
  const text = await answer.clone().text(); // empty: the answer to a HEAD
  if (text !== "" && answer.headers.get("content-type")?.startsWith("application/json") === true)
    expect(faultsOf(JSON.parse(text), "")).toEqual([]);
  return answer;
}

/** Fields that break the rule, by their path. */
export function faultsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => faultsOf(each, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]: [string, unknown]) => {
    const at = `${path}.${key}`;
    const isInstant = IS_INSTANT.test(key) && field !== null && typeof field !== "object";
    return [
      ...(CAMEL_CASE.test(key) ? [] : [`${at}: not camelCase`]),
      ...(isInstant && !(typeof field === "string" && ISO.test(field))
        ? [`${at}: no instant: ${JSON.stringify(field)}`]
        : []),
      ...faultsOf(field, at),
    ];
  });
}
