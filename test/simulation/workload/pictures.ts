/** What the ERP's users do to pictures, in scenarios that have them: replaced, broken, removed. */
import { PACKAGE_SLOT, PICTURE_FAULTS } from "../../../sim/consinco/pictures.ts";
import { productsOf } from "../../../sim/consinco/view.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { sometime } from "./erp-actors.ts";

/** The image host of the simulated ERP. */
export const IMAGE_ORIGIN = "https://imagens.loja.exemplo";

export function schedulePictureActors(scenario: Scenario): void {
  const { plan, systems, story } = scenario;
  const stream = scenario.streams("pictures");
  for (let n = plan.features.pictures?.changes ?? 0; n > 0; n -= 1)
    scenario.doAt(sometime(scenario, stream), () => {
      const { control, state } = systems.erp;
      const { seqProduto } = stream.pick(productsOf(state));
      const slot = stream.pick([0, 0, 0, 1, 2, PACKAGE_SLOT]);
      if (stream.hits(0.2)) {
        control.removePicture({ seqProduto, slot });
        story?.(`ERP: product ${seqProduto} loses its picture ${slot}`);
        return;
      }
      const fault = stream.hits(0.2) ? stream.pick(PICTURE_FAULTS) : null;
      const form = stream.pick(["url", "url", "data", "base64"] as const);
      control.setPicture({ seqProduto, slot, form, type: stream.pick(["png", "jpeg"] as const), fault });
      story?.(`ERP: product ${seqProduto} has another picture ${slot}${fault ? `, which is ${fault}` : ""}`);
    });
}
