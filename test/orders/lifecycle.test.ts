import { expect, it } from "vitest";
import { orderEvents } from "../../src/crons/order-events.ts";
import { idOf, orderWorld, place, webhookOf } from "./world.ts";

it("O1: a paid order is in the ERP once, to the cent, and shows the ERP's numbers and its invoice", async () => {
  const world = await orderWorld();
  const order = place(world);
  const id = idOf(order);
  world.push(webhookOf(order));
  await world.work();
  expect(await world.timeline(id)).toEqual(["received ok", "submitting sending", "submitted accepted"]);
  await world.pass(20_000);
  expect(world.metafields(order)).toEqual({ seq_pedido: "464" });
  world.erp.control.importDue();
  await world.pass(60_000);
  expect(await world.state(id)).toBe("imported");
  world.erp.control.invoiceDue();
  await world.runJob(orderEvents);
  await world.work();
  expect(await world.state(id)).toBe("invoiced");
  const [accepted] = world.erp.journal.order(id).accepted;
  const body = accepted?.body as {
    itemDto: { qtdPedida: number; vlrEmbInformado: number }[];
    vlrTotFrete: number;
    pagamentoDto: { vlrPagto: number }[];
  };
  const total = body.itemDto.reduce((sum, item) => sum + item.qtdPedida * item.vlrEmbInformado, body.vlrTotFrete);
  expect(Math.round(total * 100)).toBe(order.originalTotal);
  expect(body.pagamentoDto.map(({ vlrPagto }) => Math.round(vlrPagto * 100))).toEqual([order.originalTotal]);
  const invoice = world.erp.state.orders.all[0]?.invoices[0];
  expect(world.metafields(order)).toMatchObject({
    seq_pedido: "464",
    nro_ped_venda: "88001",
    nfe_chave: invoice?.chave,
    nfe_numero: String(invoice?.numero),
    nfe_modelo: invoice?.modelo,
  });
  expect(await world.desk()).toEqual([]);
});
