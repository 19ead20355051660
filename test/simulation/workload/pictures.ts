/** What the ERP's users do to pictures, in scenarios that have them: replaced, broken, removed. */
import { PACKAGE_SLOT, PICTURE_FAULTS } from "../../../sim/consinco/pictures.ts";
import { dotsOf } from "../../../sim/pictures/label.ts";
import { pngOf } from "../../../sim/pictures/png.ts";
import { productsOf } from "../../../sim/consinco/view.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { sometime } from "./erp-actors.ts";

/** The image host of the simulated ERP. */
export const IMAGE_ORIGIN = "https://imagens.loja.exemplo";

/** The merchant's own pictures, each another. */
const photo = (n: number) => pngOf(dotsOf({ lines: [`FOTO ${n}`], ground: [200, 90, 40] }));

export function schedulePictureActors(scenario: Scenario): void {
  const { plan, systems, story } = scenario;
  const merchant = scenario.streams("merchant's pictures");
  for (let n = plan.features.pictures ? merchant.between(0, 3) : 0; n > 0; n -= 1)
    scenario.doAt(sometime(scenario, merchant), () => {
      const products = [...systems.shop.state.products.values()];
      if (products.length === 0) return;
      const { id } = merchant.pick(products);
      const fileId = systems.shop.control.addMedia(id, photo(merchant.between(1, 9_999)));
      scenario.photos.set(fileId, id);
      scenario.faults.add("shop: a merchant adds a picture");
      story?.(`merchant: product ${id} has a picture of his own, ${fileId}`);
    });
  scheduleFailures(scenario);
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

/**
 * Such a failure is final, or it passes; each is found when the product is visited, which another picture brings about.
 * Where the ERP answers with the product no more, nothing does, and only a comparison finds it (seed 3057).
 */
const CODES = ["IMAGE_PROCESSING_FAILURE", "IMAGE_DOWNLOAD_FAILURE"] as const;

/** A file has failed, and the ERP names its product in no answer: an operator's comparison has to find it. */
export const hasUnseenFailure = ({ failedFiles, systems: { erp, shop } }: Scenario): boolean =>
  failedFiles.some(
    ({ id, seqProduto }) =>
      shop.state.files.get(id)?.fileStatus === "FAILED" &&
      erp.state.catalogue.products.some((product) => product.seqProduto === seqProduto && product.delisted),
  );

/** Files of ours that are READY fail afterwards. */
function scheduleFailures(scenario: Scenario): void {
  const { plan, systems, story } = scenario;
  const stream = scenario.streams("files that fail later");
  for (let n = plan.features.pictures && stream.hits(0.5) ? stream.between(1, 3) : 0; n > 0; n -= 1)
    scenario.doAt(sometime(scenario, stream), () => {
      const { products, files } = systems.shop.state;
      const shown = [...products.values()].flatMap(({ mediaIds, metafields }) =>
        mediaIds.map((id) => ({ id, seqProduto: Number(metafields.get("erp.seq_produto")?.value) })),
      );
      const ready = shown.filter(({ id, seqProduto }) => {
        const file = files.get(id);
        return file?.name.startsWith("gondola-") === true && file.fileStatus === "READY" && seqProduto > 0;
      });
      if (ready.length === 0) return;
      const { id, seqProduto } = stream.pick(ready);
      const code = stream.pick(CODES);
      const text = Buffer.from(files.get(id)?.bytes ?? []).toString("base64");
      systems.shop.control.failFile(id, code);
      scenario.failedFiles.push({ id, seqProduto, text, isFinal: code === "IMAGE_PROCESSING_FAILURE" });
      scenario.faults.add("shop: a file fails after it was ready");
      systems.erp.control.setPicture({ seqProduto, slot: 2, form: "url", type: "png", fault: null });
      story?.(`shop: file ${id} of product ${seqProduto} fails (${code}), and its product has another picture 2`);
    });
}
