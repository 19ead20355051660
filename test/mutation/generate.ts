/** Mutants of one file: each is one small change of its text, by operator, constant, condition, call, field or statement. */
import { parseAst } from "vitest/node";

export interface Mutation {
  /** The file's path from the root. */
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
type Fields = Node & Readonly<Record<string, unknown>>;

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "&&": ["||"],
  "||": ["&&"],
  "??": ["&&"],
};
/** A method or function in place of another. */
const CALLS: Readonly<Record<string, string>> = {
  some: "every",
  every: "some",
  min: "max",
  max: "min",
  floor: "ceil",
  ceil: "floor",
  round: "floor",
  startsWith: "endsWith",
  endsWith: "startsWith",
  find: "findLast",
  findLast: "find",
  flatMap: "map",
};
/** Calls that may be left out: their receiver is of the same kind. */
const LEFT_OUT = new Set(["trim", "filter", "toSorted", "sort", "toReversed", "slice", "toLowerCase", "toUpperCase"]);
/** What throws says its defect to a developer; its words are no behaviour. */
const UNJUDGED = new Set(["ThrowStatement", "ImportDeclaration", "ExportNamedDeclaration.source"]);

/** @param source the file's text */
export function mutationsOf(file: string, source: string): readonly Mutation[] {
  const found: Mutation[] = [];
  const add = (kind: string, start: number, end: number, to: string): void => {
    const line = source.slice(0, start).split("\n").length;
    const from = source.slice(start, end);
    if (from !== to) found.push({ file, line, kind, start, end, from, to });
  };
  const text = (node: Node): string => source.slice(node.start, node.end);

  function visit(node: Fields, parent: Fields | null, name: string): void {
    if (UNJUDGED.has(node.type) || node.type.startsWith("TS")) {
      // Behind `as`, `satisfies` and `!` stands an expression.
      const inner = node["expression"];
      if (node.type.startsWith("TS") && isNode(inner)) visit(inner, node, "expression");
      return;
    }
    change(node, parent, name);
    for (const [key, value] of Object.entries(node)) {
      if (key === "typeAnnotation" || key === "typeArguments" || key === "typeParameters" || key === "source") continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node, key);
    }
  }

  function change(node: Fields, parent: Fields | null, name: string): void {
    switch (node.type) {
      case "BinaryExpression":
      case "LogicalExpression": {
        const [left, right] = [node["left"] as Node, node["right"] as Node];
        const at = source.indexOf(String(node["operator"]), left.end);
        const hasText = [left, right].some(
          ({ type }) => type === "TemplateLiteral" || /^["'`]/.test(text({ ...left, type })),
        );
        for (const operator of OPERATORS[String(node["operator"])] ?? [])
          if (!(hasText && operator === "-") && at < right.start)
            add("operator", at, at + String(node["operator"]).length, operator);
        break;
      }
      case "ConditionalExpression":
      case "IfStatement": {
        const test = node["test"] as Node;
        add("condition", test.start, test.end, "true");
        add("condition", test.start, test.end, "false");
        break;
      }
      case "UnaryExpression":
        if (node["operator"] === "!" || node["operator"] === "-") add("operator", node.start, node.start + 1, "");
        break;
      case "Literal":
        literal(node, parent, name);
        break;
      case "Property":
        if (parent?.type === "ObjectExpression" && node["method"] !== true) {
          const comma = source.indexOf(",", node.end);
          const isNext = comma >= 0 && source.slice(node.end, comma).trim() === "";
          add("field", node.start, isNext ? comma + 1 : node.end, "");
        }
        break;
      case "CallExpression": {
        const callee = node["callee"] as Fields;
        if (callee.type !== "MemberExpression") break;
        const property = callee["property"] as Fields;
        const called = String(property["name"]);
        const other = CALLS[called];
        if (other !== undefined) add("call", property.start, property.end, other);
        if (LEFT_OUT.has(called)) add("call", (callee["object"] as Node).end, node.end, "");
        break;
      }
      case "ExpressionStatement":
        if (typeof node["directive"] !== "string") add("statement", node.start, node.end, ";");
        break;
      case "ContinueStatement":
        add("statement", node.start, node.end, ";");
        break;
    }
  }

  function literal(node: Fields, parent: Fields | null, name: string): void {
    const { value } = node;
    const isKey = name === "key" && parent?.type === "Property";
    if (isKey || (name === "property" && parent?.["computed"] !== true)) return;
    if (typeof value === "number") add("constant", node.start, node.end, String(value + 1));
    else if (typeof value === "boolean") add("constant", node.start, node.end, String(!value));
    else if (typeof value === "string") add("constant", node.start, node.end, value === "" ? '"mutated"' : '""');
    else if (node["regex"] !== undefined) {
      const pattern = text(node);
      if (pattern.startsWith("/^")) add("regex", node.start, node.start + 2, "/");
      const end = pattern.lastIndexOf("/");
      if (pattern[end - 1] === "$" && pattern[end - 2] !== "\\")
        add("regex", node.start + end - 1, node.start + end, "");
    }
  }

  visit(parseAst(source, { lang: "ts" }) as unknown as Fields, null, "");
  return found;
}

const isNode = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** The file's text with the change in it. */
export const mutated = (source: string, { start, end, to }: Pick<Mutation, "start" | "end" | "to">): string =>
  source.slice(0, start) + to + source.slice(end);
