/** The body of POST /PedidoVenda in the words of one installation: names, fields left out, fields added. */
import * as z from "zod";

const path = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{0,59}(\.[A-Za-z][A-Za-z0-9]{0,59})?$/, "must be a path as itemDto.qtdPedida");
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/);

/** Paths are the documented ones: `cpfCnpj` of the customer is `clienteDto.cpfCnpj`. */
export const orderBodyRules = z.strictObject({
  /** Path → the installation's name of that field or block. */
  names: z.record(path, name).default({}),
  /** Fields and blocks that the installation does not have. */
  without: z.array(path).max(50).default([]),
  /** Fields that the installation has besides, the same for each order; in the order itself, or in a block. */
  added: z.record(path, z.union([z.string().max(200), z.number(), z.boolean(), z.null()])).default({}),
});
export type OrderBodyRules = Readonly<z.output<typeof orderBodyRules>>;

/** Without these an order cannot be found again, or is no order. */
const REQUIRED = ["seqCanalVenda", "idPedidoCanalVenda", "itemDto", "clienteDto"];
export const isWholeBody = ({ without }: OrderBodyRules): boolean => without.every((each) => !REQUIRED.includes(each));

type Block = Readonly<Record<string, unknown>>;

/** @param pedido the documented body. The same object where the installation differs in nothing. */
export function bodyInWordsOf(rules: OrderBodyRules, pedido: object): object {
  const { names, without, added } = rules;
  if (Object.keys(names).length + without.length + Object.keys(added).length === 0) return pedido;
  return blockOf(pedido as Block, "");

  function blockOf(block: Block, above: string): Block {
    const isGone = (key: string): boolean => without.includes(above + key);
    const own = Object.entries(block).flatMap(([key, value]): [string, unknown][] =>
      isGone(key) ? [] : [[names[above + key] ?? key, above === "" ? valueOf(value, `${key}.`) : value]],
    );
    const more = Object.entries(added).flatMap(([key, value]): [string, unknown][] => {
      const isHere = above === "" ? !key.includes(".") : key.startsWith(above);
      return isHere ? [[key.slice(above.length), value]] : [];
    });
    return Object.fromEntries([...own, ...more]);
  }

  function valueOf(value: unknown, above: string): unknown {
    if (Array.isArray(value)) return value.map((each: unknown) => valueOf(each, above));
    return typeof value === "object" && value !== null ? blockOf(value as Block, above) : value;
  }
}
