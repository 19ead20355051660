/** Reads a JSON object strictly, noting every problem by the field's path. Names match without regard to case [D]. */
import type { Problem } from "../answer.ts";
import { fromLocal } from "../local-time.ts";

interface TextRule {
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly oneOf?: readonly string[];
  /** Absent, null or blank is taken as "". */
  readonly optional?: boolean;
}

interface NumberRule {
  /** Decimal places; 0 = whole. */
  readonly places: number;
  readonly min?: number;
  /** Zero is refused too. */
  readonly positive?: boolean;
  /** Absent or null is taken as 0. */
  readonly optional?: boolean;
}

export class Fields {
  readonly #values = new Map<string, unknown>();
  readonly #unread = new Map<string, string>();
  readonly #path: string;
  readonly #problems: Problem[];

  constructor(value: Readonly<Record<string, unknown>>, path: string, problems: Problem[]) {
    this.#path = path;
    this.#problems = problems;
    for (const [name, held] of Object.entries(value)) {
      this.#values.set(name.toLowerCase(), held);
      this.#unread.set(name.toLowerCase(), name);
    }
  }

  text(name: string, rule: TextRule = {}): string {
    const value = this.#take(name);
    if (value === undefined || value === null || value === "") {
      if (!rule.optional) this.note(name, "obrigatório");
      return "";
    }
    if (typeof value !== "string") return (this.note(name, "deve ser texto"), "");
    if (value.trim() === "" && !rule.optional) this.note(name, "obrigatório");
    if (rule.max !== undefined && value.length > rule.max) this.note(name, `no máximo ${rule.max} caracteres`);
    if (rule.pattern && !rule.pattern.test(value)) this.note(name, "formato inválido");
    if (rule.oneOf && !rule.oneOf.includes(value)) this.note(name, `deve ser ${rule.oneOf.join(" ou ")}`);
    return value;
  }

  /** The number times 10^places, as a whole number. */
  scaled(name: string, rule: NumberRule): number {
    const value = this.#take(name);
    if (value === undefined || value === null) {
      if (!rule.optional) this.note(name, "obrigatório");
      return 0;
    }
    if (typeof value !== "number" || !Number.isFinite(value)) return (this.note(name, "deve ser número"), 0);
    const exact = value * 10 ** rule.places;
    const whole = Math.round(exact);
    if (Math.abs(exact - whole) > 1e-4) this.note(name, `no máximo ${rule.places} casas decimais`);
    if (value < (rule.min ?? 0)) this.note(name, "abaixo do mínimo");
    if (rule.positive && whole <= 0) this.note(name, "deve ser maior que zero");
    return whole;
  }

  integer(name: string, rule: Omit<NumberRule, "places"> = {}): number {
    return this.scaled(name, { ...rule, places: 0 });
  }

  dateTime(name: string, rule: { optional?: boolean } = {}): string {
    const text = this.text(name, rule);
    if (text !== "" && fromLocal(text) === null) this.note(name, "data e hora inválidas");
    return text;
  }

  object(name: string): Fields | null {
    const value = this.#take(name);
    if (isRecord(value)) return new Fields(value, `${this.#path}${name}.`, this.#problems);
    this.note(name, value === undefined || value === null ? "obrigatório" : "deve ser objeto");
    return null;
  }

  /** Null when absent and optional, or wrong (noted). */
  list(name: string, rule: { optional?: boolean } = {}): Fields[] | null {
    const value = this.#take(name);
    if (value === undefined || value === null) {
      if (!rule.optional) this.note(name, "obrigatório");
      return null;
    }
    if (!Array.isArray(value)) return (this.note(name, "deve ser lista"), null);
    if (value.length === 0 && !rule.optional) this.note(name, "lista vazia");
    return value.flatMap((entry: unknown, at) => {
      if (isRecord(entry)) return [new Fields(entry, `${this.#path}${name}[${at}].`, this.#problems)];
      this.note(`${name}[${at}]`, "deve ser objeto");
      return [];
    });
  }

  /** A field that was never read is misspelt: a real server ignores it, the simulator refuses it. */
  refuseUnread(): void {
    for (const name of this.#unread.values()) this.note(name, "campo desconhecido");
  }

  note(name: string, message: string): void {
    this.#problems.push({ field: `${this.#path}${name}`, message });
  }

  #take(name: string): unknown {
    this.#unread.delete(name.toLowerCase());
    return this.#values.get(name.toLowerCase());
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
