/** The ERP's users change similar products and limits; an operator sends a list of his own. */
import { productsOf } from "../../../sim/consinco/view.ts";
import { call, operate } from "../scenario/api.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { sometime } from "./erp-actors.ts";

export function scheduleSimilarActors(scenario: Scenario): void {
  const { systems, story, operator } = scenario;
  const { control, state } = systems.erp;
  if (!state.settings.habits.similars) return;
  const stream = scenario.streams("similar people");
  // One of the products that others name comes to the shop later than they do.
  const later = state.catalogue.products.find(
    ({ seqProduto, integrates, patch }) =>
      integrates && patch === null && state.catalogue.products.some(({ similars }) => similars.includes(seqProduto)),
  );
  if (later && stream.hits(0.5)) {
    control.setIntegrates({ seqProduto: later.seqProduto, integrates: false });
    scenario.doAt(sometime(scenario, stream), () => {
      control.setIntegrates({ seqProduto: later.seqProduto, integrates: true });
      story?.(`ERP: ${later.seqProduto} goes to the shop`);
    });
  }
  const some = () => stream.shuffled(productsOf(state).map(({ seqProduto }) => seqProduto));
  for (let n = stream.between(1, 5); n > 0; n -= 1)
    scenario.doAt(sometime(scenario, stream), () => {
      const [seqProduto = 0, ...others] = some();
      if (stream.hits(0.5)) {
        const similars = others.slice(0, stream.between(0, 3));
        control.setSimilars({ seqProduto, similars });
        story?.(`ERP: ${seqProduto} is like ${similars.join(", ") || "nothing"}`);
        return;
      }
      const limitMilli = stream.pick([null, 2_000, 6_000, 12_500]);
      control.setSaleLimit({ seqProduto, limitMilli });
      story?.(`ERP: ${seqProduto} has the limit ${limitMilli}`);
    });
  for (let n = stream.between(0, 2); n > 0; n -= 1)
    operate(scenario, sometime(scenario, stream), async () => {
      const [seqProduto = 0, ...others] = some();
      const similars = others.slice(0, stream.between(0, 2));
      await call(scenario, "POST", "/api/catalog/similars", { csv: [seqProduto, ...similars].join(";") });
      if (similars.length === 0) operator.similars.delete(seqProduto);
      else operator.similars.set(seqProduto, similars);
      story?.(`operator: ${seqProduto} is like ${similars.join(", ") || "what the ERP says"}`);
    });
}
