/**
 * Every good picture of the ERP is on its product in the shop, byte for byte and in its order; none is there that the
 * ERP removed; and a picture is one file, whatever became of the responses.
 */
import { hash } from "node:crypto";
import { skusOf } from "../../../sim/consinco/view.ts";
import { fileOf, PACKAGE_SLOT, pictureIn, type Picture } from "../../../sim/consinco/pictures.ts";
import type { Product } from "../../../sim/consinco/catalogue/types.ts";
import { shownTitle, titleOf } from "./catalogue.ts";
import type { JudgeContext } from "./judge.ts";

const PLACED = "pictures in their place";
const KEPT = "the merchant's pictures stay";
const ONE_FILE = "one file a picture";

export function judgePictures({ scenario, desk, check }: JudgeContext, isQuiet: boolean): void {
  if (!scenario.plan.features.pictures) return;
  const { erp, shop } = scenario.systems;
  const ours = [...shop.state.files.values()].filter(({ name }) => name.startsWith("gondola-"));
  const bytes = ours.flatMap(({ bytes: of }) => (of ? [textOf(of)] : []));
  check(
    ONE_FILE,
    new Set(bytes).size === bytes.length && new Set(ours.map(({ name }) => name)).size === ours.length,
    () => `${ours.length} files of ours, ${bytes.length} with bytes, ${new Set(bytes).size} pictures`,
  );
  for (const [id, productId] of scenario.photos) {
    const product = shop.state.products.get(productId); // a merchant may have deleted it since
    check(
      KEPT,
      !product || (product.mediaIds.includes(id) && shop.state.files.has(id)),
      () => `${productId}: the merchant's picture ${id} is gone`,
    );
  }
  if (!isQuiet) return;
  const products = new Map(
    [...shop.state.products.values()].map((each) => [each.metafields.get("erp.seq_produto")?.value ?? "", each]),
  );
  const refused = new Set(scenario.failedFiles.flatMap(({ text, isFinal }) => (isFinal ? [text] : [])));
  const usesOf = (id: string): number => [...products.values()].filter(({ mediaIds }) => mediaIds.includes(id)).length;
  const packages = skusOf(erp.state, 1);
  erp.state.catalogue.products.forEach((product, index) => {
    const shown = products.get(String(product.seqProduto));
    if (!shown || product.delisted) return;
    const slots = Array.from({ length: PACKAGE_SLOT + 1 }, (_, slot) => ({
      slot,
      picture: pictureIn(erp.state, product, index, slot),
    }));
    const drawn = slots.flatMap(({ slot, picture }) =>
      picture && isGood(picture) ? [textOf(fileOf(product, slot, picture).bytes)] : [],
    );
    const good = drawn.filter((each) => !refused.has(each));
    for (const { id, text, isFinal } of scenario.failedFiles.filter((each) => drawn.includes(each.text))) {
      check(PLACED, !shown.mediaIds.includes(id), () => `P${product.seqProduto}: file ${id} has failed and is shown`);
      const content = hash("sha256", Buffer.from(text, "base64"));
      check(
        PLACED,
        !isFinal ||
          desk.some(({ reason, ref }) => reason === "file-failed" && ref === `picture:${content.slice(0, 16)}`),
        () => `P${product.seqProduto}: file ${id} has failed, and the desk does not say so`,
      );
    }
    const allowed = new Set([...drawn, ...slots.flatMap(({ slot, picture }) => former(product, slot, picture))]);
    const files = shown.mediaIds.flatMap((id) => shop.state.files.get(id) ?? []);
    const there = files
      .filter(({ name }) => name.startsWith("gondola-"))
      .map(({ bytes: of }) => textOf(of ?? new Uint8Array()));
    check(
      PLACED,
      there.filter((each) => good.includes(each)).join() === [...new Set(good)].join(),
      () => `P${product.seqProduto}: ${good.length} good pictures, ${there.length} shown, or in another order`,
    );
    // A file that several products show bears the title of one of them.
    // Nome E-Commerce stands in the records of packages, and only of active ones (docs/names.md; seeds 3113, 7007).
    const isActive = packages.some(({ seqProduto, active }) => active && seqProduto === product.seqProduto);
    const title = shownTitle(titleOf(isActive ? product : { ...product, nomeEcommerce: null }));
    const own = files.filter(({ id, name }) => name.startsWith("gondola-") && usesOf(id) === 1);
    check(
      PLACED,
      product.patch !== null || own.every(({ alt }) => alt === title),
      () => `P${product.seqProduto}: pictures called ${own.map(({ alt }) => alt).join(", ")}, the product is ${title}`,
    );
    check(
      PLACED,
      there.every((each) => allowed.has(each)),
      () => `P${product.seqProduto}: a picture is shown that the ERP no longer has`,
    );
  });
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
/** A picture that many products share may count as none. */
const isGood = ({ fault, type }: Picture): boolean => fault === null && type !== "webp";

/** What a broken picture may have left: any good one before it, in either format. */
function former(product: Product, slot: number, picture: Picture | null): readonly string[] {
  if (picture === null || isGood(picture)) return [];
  const types = ["jpeg", "png"] as const;
  const versions = Array.from({ length: picture.version }, (_, index) => index + 1);
  return [
    ...versions.flatMap((version) =>
      types.map((type) => textOf(fileOf(product, slot, { form: "url", type, fault: null, version }).bytes)),
    ),
    textOf(fileOf(product, slot, { form: "url", type: "png", fault: "placeholder", version: 1 }).bytes),
  ];
}
