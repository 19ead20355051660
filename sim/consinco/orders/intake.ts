/** POST /PedidoVenda: taken or refused at once, imported later (import.ts). PUT and Cancelar where the installation has them. */
import { ConnectionCut } from "../../kit/world.ts";
import { failure, json, notFound, type Problem } from "../answer.ts";
import { erpNow, type Erp } from "../erp.ts";
import { otherOrderItem } from "./answers.ts";
import { readOrderBody, type OrderBody } from "./body.ts";
import { reservedItems, type LateCommit, type Order } from "./orders.ts";
import { isRecord } from "./fields.ts";
import { cancelOrder, isBilled, reserve } from "./order-lifecycle.ts";
import { ruleProblems } from "./rules.ts";

export async function postOrder(erp: Erp, request: Request): Promise<Response> {
  const raw = await parse(request);
  const id = isRecord(raw) && typeof raw["idPedidoCanalVenda"] === "string" ? raw["idPedidoCanalVenda"] : "(sem id)";
  const record = erp.journal.order(id);
  record.posts += 1;
  const checked = check(erp, raw);
  if (checked.refusal) {
    record.refused.push({
      at: erp.world.now(),
      method: "POST",
      status: checked.refusal.status,
      fields: checked.fields,
    });
    return checked.refusal;
  }
  const { body } = checked;
  const there = erp.orders.find(body.seqCanalVenda, body.idPedidoCanalVenda);
  if (there && !erp.settings.orders.acceptDuplicates) return repeated(erp, there);
  if (erp.orders.takeMixUp(["otherConflict"], erp.world.now(), erp.random.mixUps) !== null)
    return alreadyThere(body, foreignNumber(erp, body));
  const { lateness } = erp.orders;
  if (lateness.times > 0) {
    lateness.times -= 1;
    if (lateness.answer === "slow") {
      erp.orders.slow += 1;
      await erp.world.sleep(lateness.afterMs);
      erp.orders.slow -= 1;
      const meanwhile = erp.orders.find(body.seqCanalVenda, body.idPedidoCanalVenda);
      return meanwhile && !erp.settings.orders.acceptDuplicates
        ? repeated(erp, meanwhile)
        : json({ seqPedido: commit(erp, body, raw).seqPedido }, 201);
    }
    erp.orders.late.push({ dueAt: erp.world.now() + lateness.afterMs, body, raw });
    if (lateness.answer === "cut") throw new ConnectionCut("before");
    return failure(504, "TEMPO_ESGOTADO", "tempo esgotado");
  }
  const order = commit(erp, body, raw);
  const mixUp = erp.orders.takeMixUp(["otherAccepted", "otherNamed", "noNumber"], erp.world.now(), erp.random.mixUps);
  if (mixUp === null) return json({ seqPedido: order.seqPedido }, 201);
  if (mixUp === "noNumber") return json({ mensagem: "recebido" }, 201);
  if (mixUp === "otherNamed") return json(otherOrderItem(erp, body.idPedidoCanalVenda), 201);
  return json({ seqPedido: foreignNumber(erp, body) }, 201);
}

const foreignNumber = (erp: Erp, { idPedidoCanalVenda }: OrderBody): unknown =>
  otherOrderItem(erp, idPedidoCanalVenda)["seqPedido"];

function repeated(erp: Erp, there: Order): Response {
  erp.journal.order(there.body.idPedidoCanalVenda).repeats += 1;
  return alreadyThere(there.body, there.seqPedido);
}

/** Writes an order whose response was lost earlier; a unique key may meanwhile be taken. */
export function commitLate(erp: Erp, late: LateCommit): void {
  const there = erp.orders.find(late.body.seqCanalVenda, late.body.idPedidoCanalVenda);
  if (there && !erp.settings.orders.acceptDuplicates) erp.journal.order(late.body.idPedidoCanalVenda).repeats += 1;
  else commit(erp, late.body, late.raw);
}

function commit(erp: Erp, body: OrderBody, raw: unknown): Order {
  const order = erp.orders.add(body, erpNow(erp));
  erp.journal
    .order(body.idPedidoCanalVenda)
    .accepted.push({ at: erp.world.now(), seqPedido: order.seqPedido, body: raw });
  return order;
}

export async function putOrder(erp: Erp, seqPedido: number, request: Request): Promise<Response> {
  const order = erp.settings.orders.changes ? erp.orders.bySeq(seqPedido) : undefined;
  if (!order) return notFound(`PedidoVenda/${seqPedido}`);
  const raw = await parse(request);
  const checked = check(erp, raw);
  if (checked.refusal) {
    const { refused } = erp.journal.order(order.body.idPedidoCanalVenda);
    refused.push({ at: erp.world.now(), method: "PUT", status: checked.refusal.status, fields: checked.fields });
    return checked.refusal;
  }
  if (checked.body.idPedidoCanalVenda !== order.body.idPedidoCanalVenda)
    return refuse(422, [{ field: "idPedidoCanalVenda", message: "não é o do pedido" }]);
  if (order.stage !== "open" || isBilled(order))
    return failure(422, "PEDIDO_FECHADO", `pedido ${seqPedido} já está em ${order.stage}`);
  if (order.status === "Integrado") reserve(erp, order, -1);
  order.body = checked.body;
  order.items = reservedItems(checked.body);
  erp.journal.order(order.body.idPedidoCanalVenda).replaced.push({ at: erp.world.now(), body: raw });
  if (order.status === "Integrado") reserve(erp, order, 1);
  return json({ seqPedido });
}

export async function postCancel(erp: Erp, seqPedido: number, request: Request): Promise<Response> {
  const order = erp.settings.orders.changes ? erp.orders.bySeq(seqPedido) : undefined;
  if (!order) return notFound(`PedidoVenda/${seqPedido}`);
  const raw = await parse(request);
  const motivo = isRecord(raw) ? raw["motivo"] : undefined;
  if (typeof motivo !== "string" || motivo.trim() === "")
    return refuse(400, [{ field: "motivo", message: "obrigatório" }]);
  if (order.stage === "invoiced" || isBilled(order))
    return failure(422, "PEDIDO_FATURADO", `pedido ${seqPedido} já faturado`);
  if (order.stage !== "cancelled") cancelOrder(erp, order, motivo);
  return json({ seqPedido });
}

type Checked = { body: OrderBody; refusal: null } | { refusal: Response; fields: readonly string[] };

function check(erp: Erp, raw: unknown): Checked {
  const { alphanumericCnpj, bodyNames } = erp.settings.orders;
  const read = readOrderBody(documented(raw, bodyNames), alphanumericCnpj);
  if (!read) return { refusal: failure(400, "JSON", "corpo não é um objeto JSON"), fields: [] };
  const formProblems = read.problems;
  if (formProblems.length > 0)
    return { refusal: refuse(400, formProblems), fields: formProblems.map(({ field }) => field) };
  const { body } = read;
  if (erp.settings.forbiddenCompanies.includes(body.nroEmpresa))
    return {
      refusal: failure(403, "SEM_PERMISSAO", `usuário sem permissão na empresa ${body.nroEmpresa}`),
      fields: ["nroEmpresa"],
    };
  const broken = ruleProblems(erp, body);
  if (broken.length > 0) return { refusal: refuse(422, broken), fields: broken.map(({ field }) => field) };
  return { body, refusal: null };
}

/** The body by its documented names. A documented name that this installation does not use is a field it does not know. */
function documented(raw: unknown, names: Readonly<Record<string, string>>, above = ""): unknown {
  if (Array.isArray(raw)) return raw.map((each) => documented(each, names, above));
  if (!isRecord(raw)) return raw;
  const known = new Map(
    Object.entries(names).flatMap(([path, name]) => {
      const key = path.slice(above.length);
      return path.startsWith(above) && !key.includes(".") ? [[name, key]] : [];
    }),
  );
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      const key = known.get(name) ?? (names[above + name] === undefined ? name : `${name} (desconhecido)`);
      return [key, above === "" ? documented(value, names, `${key}.`) : value];
    }),
  );
}

const refuse = (status: 400 | 422, problems: readonly Problem[]) =>
  failure(status, "PEDIDO_INVALIDO", `Pedido não aceito: ${problems.map(({ field }) => field).join(", ")}`, problems);

const alreadyThere = ({ idPedidoCanalVenda }: OrderBody, seqPedido: unknown) =>
  failure(409, "PEDIDO_JA_EXISTE", `Pedido ${idPedidoCanalVenda} já recebido`, [], { seqPedido });

const parse = async (request: Request): Promise<unknown> => request.json().catch(() => null);
