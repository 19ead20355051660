/** What the ERP checks of a well-formed order: channel, company, goods, sums. */
import type { Problem } from "../answer.ts";
import type { Erp } from "../erp.ts";
import type { OrderBody, OrderItem } from "./body.ts";

export function ruleProblems(erp: Erp, body: OrderBody): Problem[] {
  const { orders: rules } = erp.settings;
  const problems: Problem[] = [];
  const note = (field: string, message: string) => problems.push({ field, message });
  if (body.seqCanalVenda !== rules.channel)
    note("seqCanalVenda", `canal de venda ${body.seqCanalVenda} não cadastrado`);
  if (!erp.catalogue.companies.some(({ nroEmpresa }) => nroEmpresa === body.nroEmpresa))
    note("nroEmpresa", `empresa ${body.nroEmpresa} não cadastrada`);
  body.items.forEach((item, at) => {
    const problem = itemProblem(erp, item);
    if (problem) note(`itemDto[${at}].${problem.field}`, problem.message);
  });
  if (rules.refuseFree) {
    body.items.forEach(({ chargedCents }, at) => {
      if (chargedCents <= 0) note(`itemDto[${at}].vlrEmbInformado`, "preço deve ser maior que zero");
    });
    if (body.paidCents === 0) note("pagamentoDto", "informe ao menos uma forma de pagamento");
  }
  if (rules.checkPayments && body.paidCents !== null && problems.length === 0) {
    const totalCents =
      body.freightCents + body.items.reduce((sum, item) => sum + valueCents(erp, item, item.orderedMilli), 0);
    if (totalCents !== body.paidCents)
      note("pagamentoDto", `soma ${body.paidCents / 100} difere do pedido ${totalCents / 100}`);
  }
  return problems;
}

function itemProblem(erp: Erp, item: OrderItem): Problem | null {
  const { seqProduto, qtdEmbalagem, orderedMilli } = item;
  const product = erp.catalogue.products[erp.productBySeq.get(seqProduto) ?? -1];
  if (!product || product.delisted) return { field: "seqProduto", message: `produto ${seqProduto} não cadastrado` };
  if (!erp.skuByKey.has(`P${seqProduto}E${qtdEmbalagem}`))
    return { field: "qtdEmbalagem", message: `produto ${seqProduto} não tem embalagem de ${qtdEmbalagem}` };
  if (!product.weighed && orderedMilli % 1000 !== 0)
    return { field: "qtdPedida", message: "produto não permite quantidade decimal" };
  if (erp.settings.orders.quantityCounts === "units" && qtdEmbalagem > 1 && orderedMilli % (qtdEmbalagem * 1000) !== 0)
    return { field: "qtdPedida", message: `não é múltiplo da embalagem de ${qtdEmbalagem}` };
  return null;
}

/** Quantity ÷ package × price of the package, to the cent. */
export function valueCents(erp: Erp, item: OrderItem, quantityMilli: number): number {
  const packagesMilli = quantityMilli / (erp.settings.orders.quantityCounts === "units" ? item.qtdEmbalagem : 1);
  return Math.round((packagesMilli * item.chargedCents) / 1000);
}

/** The quantity in the product's base unit, as stock counts it. */
export function baseMilli(erp: Erp, item: OrderItem, quantityMilli: number): number {
  return quantityMilli * (erp.settings.orders.quantityCounts === "units" ? 1 : item.qtdEmbalagem);
}
