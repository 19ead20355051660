/** The ERP that the store's people see in a browser: /retaguarda. Plain forms, no script; the API's faults do not reach it. */
import { back, formOf, html, stylesheet, typedNumber } from "../../kit/pages.ts";
import type { Control } from "../consinco.ts";
import { doDueWork } from "../due-work.ts";
import type { Erp } from "../erp.ts";
import type { Change } from "../orders/order-lifecycle.ts";
import type { Order } from "../orders/orders.ts";
import { officePage, ROOT } from "./frame.ts";
import { isOpen, orderPage, ordersPage } from "./orders.ts";

export const isBackOfficePath = (path: string): boolean => path === "/" || path === ROOT || path.startsWith(`${ROOT}/`);

export async function backOffice(erp: Erp, control: Control, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.replace(/\/+$/, "");
  if (path === "") return new Response(null, { status: 303, headers: { location: ROOT } });
  if (path === `${ROOT}/console.css`) return stylesheet();
  doDueWork(erp);
  const [, , room = "", seqPedido = "", act = ""] = path.split("/");
  const order = room === "pedidos" ? erp.orders.bySeq(Number(seqPedido)) : undefined;
  const answer =
    request.method === "POST"
      ? post(erp, control, { room, order, act, form: await formOf(request) })
      : room === ""
        ? ordersPage(erp, url)
        : order && act === ""
          ? orderPage(erp, order, url)
          : undefined;
  return answer ?? officePage(url, { title: "Não existe", body: html`<h1>Não existe</h1>` }, 404);
}

interface Wanted {
  readonly room: string;
  readonly order: Order | undefined;
  readonly act: string;
  readonly form: URLSearchParams;
}

function post(erp: Erp, control: Control, { room, order, act, form }: Wanted): Response | undefined {
  if (room === "integrar") {
    const imported = control.importDue();
    return back(ROOT, { kind: "ok", text: imported === 1 ? "1 pedido visto." : `${imported} pedidos vistos.` });
  }
  if (room === "recusar") {
    control.rejectNext({ mensagem: "Cliente com cadastro bloqueado" });
    return back(ROOT, { kind: "ok", text: "O próximo pedido será recusado na integração." });
  }
  const step = order && Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (!order || !step) return undefined;
  const here = `${ROOT}/pedidos/${order.seqPedido}`;
  try {
    return back(here, { kind: "ok", text: step(erp, control, order, form) });
  } catch (error) {
    return back(here, { kind: "bad", text: error instanceof Error ? error.message : String(error) });
  }
}

type Act = (erp: Erp, control: Control, order: Order, form: URLSearchParams) => string;

const ACTS: Readonly<Record<string, Act>> = {
  separar(_, control, { seqPedido }) {
    control.pick({ seqPedido });
    return "Separação começada.";
  },
  atender(erp, control, order, form) {
    const changes = changesOf(erp, order, form);
    if (changes.length === 0) throw new Error("Nada mudou.");
    control.alter({ seqPedido: order.seqPedido, changes });
    return changes.length === 1 ? "1 item mudou." : `${changes.length} itens mudaram.`;
  },
  faturar(_, control, { seqPedido }, form) {
    const made = control.invoice({ seqPedido, parts: form.get("partes") === "2" ? 2 : 1 });
    return made.length === 1 ? `Nota ${made[0]?.numero ?? ""} emitida.` : `${made.length} notas emitidas.`;
  },
  "cancelar-nota"(_, control, { seqPedido }, form) {
    control.cancelInvoice({ seqPedido, chave: form.get("chave") ?? "", motivo: "Nota cancelada" });
    return "Nota cancelada.";
  },
  cancelar(_, control, { seqPedido }, form) {
    control.cancel({ seqPedido, motivo: (form.get("motivo") ?? "").trim() || "Cancelado pela loja" });
    return "Pedido cancelado.";
  },
};

/** What was typed and differs from what is attended, and the item that was added. */
function changesOf(erp: Erp, order: Order, form: URLSearchParams): readonly Change[] {
  if (!isOpen(order)) throw new Error("O pedido não está aberto.");
  const attended = new Map<string, number>();
  for (const { seqProduto, qtdEmbalagem, attendedMilli, lost } of order.items)
    if (!lost) {
      const key = `P${seqProduto}E${qtdEmbalagem}`;
      attended.set(key, (attended.get(key) ?? 0) + attendedMilli);
    }
  const changes: Change[] = [];
  for (const [key, milli] of attended) {
    const text = form.get(key);
    if (text === null) continue;
    const typed = typedNumber(text);
    if (typed === undefined) throw new Error(`${key}: ${text} não é uma quantidade.`);
    if (Math.round(typed * 1000) !== milli) changes.push({ ...partsOf(key), attended: typed });
  }
  const sku = (form.get("sku") ?? "").trim().toUpperCase();
  if (sku === "") return changes;
  const index = erp.skuByKey.get(sku);
  if (index === undefined) throw new Error(`O ERP não tem o SKU ${sku}.`);
  const { promotion, normalCents } = erp.prices.of(order.body.nroEmpresa, erp.settings.segments[0] ?? 1, index);
  const now = erp.world.now();
  const chargedCents = promotion && promotion.from <= now && now < promotion.until ? promotion.cents : normalCents;
  const before = (attended.get(sku) ?? 0) / 1000;
  return [...changes, { ...partsOf(sku), attended: before + (typedNumber(form.get("unidades")) ?? 1), chargedCents }];
}

function partsOf(key: string): Pick<Change, "seqProduto" | "qtdEmbalagem"> {
  const [, seqProduto = "", qtdEmbalagem = ""] = /^P(\d+)E(\d+)$/.exec(key) ?? [];
  return { seqProduto: Number(seqProduto), qtdEmbalagem: Number(qtdEmbalagem) };
}
