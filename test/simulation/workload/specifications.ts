/** Specifications, in scenarios that map them: an operator's mapping, and the ERP's users who write other texts. */
import { productsOf } from "../../../sim/consinco/view.ts";
import { call, operate } from "../scenario/api.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { sometime } from "./erp-actors.ts";

/** The metafields that the operator maps to, one after the other. */
export const SPECIFICATION_FIELDS = ["custom.conservacao", "custom.guarda"] as const;
const TEXTS = ["Manter refrigerado", "Manter em local seco", "Congelar a -18 °C", "Consumir em 3 dias\nApós aberto"];

export async function mapSpecifications(
  scenario: Scenario,
  metafield: (typeof SPECIFICATION_FIELDS)[number],
): Promise<void> {
  await call(scenario, "PUT", "/api/catalog/specifications", [{ name: "CONSERVACAO:", metafield }]);
  scenario.operator.specificationField = metafield;
  scenario.story?.(`operator: specifications go to ${metafield}`);
}

export function scheduleSpecificationActors(scenario: Scenario): void {
  const plan = scenario.plan.features.specifications;
  if (plan === null) return;
  const { systems, story } = scenario;
  const stream = scenario.streams("specification texts");
  if (plan.isRemapped)
    operate(scenario, sometime(scenario, stream), () => mapSpecifications(scenario, SPECIFICATION_FIELDS[1]));
  for (let n = plan.changes; n > 0; n -= 1)
    scenario.doAt(sometime(scenario, stream), () => {
      const { seqProduto } = stream.pick(productsOf(systems.erp.state));
      const value = stream.hits(0.25) ? null : stream.pick(TEXTS);
      systems.erp.control.setSpecification({ seqProduto, value });
      story?.(`ERP: product ${seqProduto} is specified ${value ?? "no more"}`);
    });
}
