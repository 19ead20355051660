/** Of two orders the ERP has, the one whose pass has begun goes first: else each reads, none writes, and all read again. */
import { expect, it } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import type { CallOptions } from "../../../src/shopify/client/result.ts";
import { imported } from "./altered-world.ts";

it("the calls of a pass after its first one come before passes that begin, and none of an ERP order is urgent", async () => {
  const { world, id, seqPedido, order } = await imported();
  const asked: { readonly operation: string; readonly options: CallOptions }[] = [];
  const { shopify } = world.deps;
  const by = {
    ...world.deps,
    shopify: {
      ...shopify,
      run: ((document, variables, options) => {
        const name = /(?:query|mutation) (\w+)/.exec(String(document))?.[1] ?? "";
        asked.push({ operation: name, options: options ?? { priority: "catalog" } });
        return shopify.run(document, variables, options);
      }) satisfies typeof shopify.run,
    },
  };
  const [line] = order.lines;
  world.erp.control.alter({
    seqPedido,
    changes: [{ seqProduto: world.goods.piece.seqProduto, qtdEmbalagem: 1, attended: 1 }],
  });
  world.erp.control.invoice({ seqPedido });
  world.clock.advance(120_000);
  await world.runJob(orderEvents, by);
  await world.work(by);
  await world.pass(60_000, 15_000, by);
  expect(await world.state(id)).toBe("invoiced");
  expect(line?.fulfilledQuantity).toBe(1);
  const operations = asked.map(({ operation }) => operation);
  for (const wanted of ["OrderFull", "EditCommit", "FulfillOrder"]) expect(operations.join(" ")).toContain(wanted);
  expect(asked.every(({ options }) => options.isFollowUp === true)).toBe(true);
  expect(asked[0]?.options.isUnderWay).toBe(false);
  const writes = asked.filter(({ operation }) => /^(Edit|Refund|FulfillOrder|SetOrderMetafields)/.test(operation));
  expect(writes.length).toBeGreaterThan(3);
  expect(writes.every(({ options }) => options.isUnderWay === true)).toBe(true);
});
