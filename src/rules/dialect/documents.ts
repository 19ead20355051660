/** Swagger 2 and OpenAPI 3 documents: what each endpoint takes and answers, as samples that the proposal reads. */

export interface QueryParameter {
  readonly name: string;
  /** `date`, `date-time`; null: none is said. */
  readonly format: string | null;
  readonly example: string | null;
}

export interface Endpoint {
  readonly method: "get" | "post";
  /** From the root of the host. */
  readonly path: string;
  readonly query: readonly QueryParameter[];
  /** A sample by the schema; undefined: no JSON is described. Values are examples of the document, else null. */
  readonly answer: unknown;
  readonly body: unknown;
  /** Paths of the body that it must have: `itens.quantidade`. */
  readonly required: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const versionOf = (value: unknown): string => (typeof value === "number" ? String(value) : (textOf(value) ?? ""));

/** Deeper than any order; a schema that refers to itself ends here. */
const DEPTH = 7;

/** @returns null: it is no such document */
export function endpointsOf(document: unknown): readonly Endpoint[] | null {
  if (!isObject(document)) return null;
  const isSwagger = versionOf(document["swagger"]).startsWith("2");
  if (!isSwagger && !versionOf(document["openapi"]).startsWith("3")) return null;
  const base = isSwagger ? (textOf(document["basePath"]) ?? "") : serverPath(document);
  const reader = new SchemaReader(document);
  return Object.entries(objectOf(document["paths"])).flatMap(([path, item]) =>
    (["get", "post"] as const).flatMap((method): Endpoint[] => {
      const operation = objectOf(item)[method];
      if (!isObject(operation)) return [];
      const parameters = [...listOf(objectOf(item)["parameters"]), ...listOf(operation["parameters"])].map((each) =>
        reader.resolved(each),
      );
      const bodySchema = isSwagger
        ? parameters.find((each) => each["in"] === "body")?.["schema"]
        : schemaIn(reader.resolved(operation["requestBody"])["content"]);
      const responses = objectOf(operation["responses"]);
      const good = reader.resolved(responses["200"] ?? responses["201"] ?? responses["default"]);
      const answerSchema = isSwagger ? good["schema"] : schemaIn(good["content"]);
      return [
        {
          method,
          path: `${base.replace(/\/$/, "")}/${path.replace(/^\//, "")}`,
          query: parameters.filter((each) => each["in"] === "query").flatMap(parameterOf),
          answer: exampleIn(good) ?? (answerSchema === undefined ? undefined : reader.sample(answerSchema)),
          body: bodySchema === undefined ? undefined : reader.sample(bodySchema),
          required: bodySchema === undefined ? [] : reader.required(bodySchema),
        },
      ];
    }),
  );
}

function serverPath(document: Json): string {
  const url = textOf(objectOf(listOf(document["servers"])[0])["url"]) ?? "";
  return url.replace(/^https?:\/\/[^/]*/, "");
}

/** The schema of the JSON media type. */
function schemaIn(content: unknown): unknown {
  const types = Object.entries(objectOf(content));
  const [, media] = types.find(([type]) => /json/i.test(type)) ?? types.find(([type]) => type === "*/*") ?? [];
  return objectOf(media)["schema"];
}

/** A whole sample of the answer, where the document has one. */
function exampleIn(response: Json): unknown {
  const own = objectOf(response["examples"])["application/json"];
  if (own !== undefined) return parsedOf(own);
  for (const [type, media] of Object.entries(objectOf(response["content"]))) {
    const example = objectOf(media)["example"];
    if (/json/i.test(type) && example !== undefined) return parsedOf(example);
  }
  return undefined;
}

function parsedOf(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

function parameterOf(parameter: Json): QueryParameter[] {
  const name = textOf(parameter["name"]);
  const schema = objectOf(parameter["schema"]);
  const example =
    parameter["example"] ?? parameter["x-example"] ?? schema["example"] ?? parameter["default"] ?? schema["default"];
  return name === null
    ? []
    : [
        {
          name,
          format: textOf(parameter["format"]) ?? textOf(schema["format"]),
          example: typeof example === "number" ? String(example) : textOf(example),
        },
      ];
}

class SchemaReader {
  readonly #document: Json;

  constructor(document: Json) {
    this.#document = document;
  }

  /** Follows `$ref` within the document; another file's is nothing. */
  resolved(value: unknown): Json {
    let at = objectOf(value);
    for (let step = 0; step < DEPTH; step += 1) {
      const ref = textOf(at["$ref"]);
      if (ref === null) return at;
      const steps = ref.replace(/^#\//, "").split("/");
      let found: unknown = ref.startsWith("#/") ? this.#document : undefined;
      for (const each of steps)
        found = objectOf(found)[decodeURIComponent(each).replaceAll("~1", "/").replaceAll("~0", "~")];
      at = objectOf(found);
    }
    return at;
  }

  #properties(schema: Json): Json {
    const parts = [...listOf(schema["allOf"]), ...[...listOf(schema["oneOf"]), ...listOf(schema["anyOf"])].slice(0, 1)];
    return Object.assign(
      {},
      ...parts.map((each) => this.#properties(this.resolved(each))),
      objectOf(schema["properties"]),
    ) as Json;
  }

  #requiredOf(schema: Json): readonly string[] {
    const parts = listOf(schema["allOf"]).flatMap((each) => this.#requiredOf(this.resolved(each)));
    return [...parts, ...listOf(schema["required"]).flatMap((name) => textOf(name) ?? [])];
  }

  sample(given: unknown, depth = DEPTH): unknown {
    const schema = this.resolved(given);
    const example = schema["example"] ?? schema["default"] ?? listOf(schema["enum"])[0];
    const properties = this.#properties(schema);
    const names = Object.keys(properties);
    if (names.length > 0)
      return depth === 0
        ? {}
        : {
            ...Object.fromEntries(names.map((name) => [name, this.sample(properties[name], depth - 1)])),
            ...objectOf(example),
          };
    if (schema["type"] === "array" || schema["items"] !== undefined)
      return Array.isArray(example) && example.length > 0
        ? example
        : depth === 0
          ? []
          : [this.sample(schema["items"], depth - 1)];
    if (example !== undefined) return example;
    // What an answer says of its pages is found by its type; a value of a record is never made up.
    return schema["type"] === "boolean" && depth === DEPTH - 1
      ? false
      : schema["type"] === "integer" && depth === DEPTH - 1
        ? 0
        : null;
  }

  required(given: unknown, above = "", depth = DEPTH): readonly string[] {
    const schema = this.resolved(given);
    const inner = schema["items"] === undefined ? schema : this.resolved(schema["items"]);
    const properties = this.#properties(inner);
    const own = this.#requiredOf(inner);
    if (depth === 0) return [];
    return Object.keys(properties).flatMap((name) => [
      ...(own.includes(name) ? [above + name] : []),
      ...this.required(properties[name], `${above}${name}.`, depth - 1),
    ]);
  }
}
