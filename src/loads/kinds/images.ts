import type { Deps } from "../../deps.ts";
import { erpImage } from "../../erp/records/images.ts";
import { storePicture } from "../../hub/images/image-bytes.ts";
import { readMapping } from "../../hub/images/specifications.ts";
import { type ImagesPage, IMAGES_DELISTING, type StoredPicture, upsertImages } from "../../hub/images/images.ts";
import type { JobOutcome, Run } from "../../job.ts";
import { reasonOf } from "../../log.ts";
import { decodeBase64, decodedMax } from "../../rules/images/base64.ts";
import { type ErpImage, type ImageRecord, imageRow, withContent } from "../../rules/images/image-row.ts";
import { inspectPicture, PICTURE_BYTES_MAX, type PictureFault } from "../../rules/images/inspect.ts";
import { imageRef } from "../../rules/record/desk-entry.ts";
import type { RecordIssue } from "../../rules/record/record-outcome.ts";
import { skuLabelOf } from "../parse-page.ts";
import { pullEach } from "../pull-each.ts";
import type { PullKind } from "../pull-load.ts";
import type { Prepare } from "../read-whole.ts";

/** Records may hold whole pictures, so pages are small. Every divisor of it is one of its smaller pages. */
const PAGE_SIZE = 64;

/** A row that is ready to be stored, with what R2 has of it. */
type StoredRow =
  | { readonly kind: "picture"; readonly row: ImagesPage["pictures"][number]; readonly file: StoredPicture | null }
  | Extract<ErpImage, { kind: "specification" }>;

/**
 * Loads Cadastros/ProdutoSkuEspecificacao into the hub. Without IMAGE_HOSTS the ERP's pictures are not used, and its
 * specifications are read only where some are mapped.
 */
export async function pullImages(deps: Deps, run: Run): Promise<JobOutcome> {
  const { hosts } = deps.config.images;
  if (hosts.length === 0 && (await readMapping(deps.db)).length === 0) return "done";
  const kind: PullKind<ImageRecord, StoredRow, ErpImage> = {
    area: "images",
    collection: "images",
    pageSize: PAGE_SIZE,
    filters: () => ({}),
    reader: erpImage,
    rule: (record) => imageRow(record, hosts),
    label: (given) => {
      const name = skuLabelOf(given);
      const { id } = given;
      const isNumbered = typeof id === "number" || typeof id === "string";
      return isNumbered && name?.seqProduct !== undefined
        ? { seqProduct: name.seqProduct, ref: imageRef(`erp:${String(id).slice(0, 30)}`) }
        : name;
    },
    keyOf: ({ seqProduct, ref = "" }) =>
      seqProduct === undefined || !ref.startsWith("image:") ? null : `${seqProduct}/${ref.slice("image:".length)}`,
    upsert: (db, runId, { rows }, _key, now) => upsertImages(db, runId, pageOf(rows), now),
    delisting: IMAGES_DELISTING,
    prepare,
  };
  return pullEach(deps, run, kind, [{ name: "images", company: 0, segment: 0 }]);
}

/** Pictures that came with their records are checked and stored, one after another: one is in memory at a time. */
const prepare: Prepare<ErpImage, StoredRow> = async ({ images, clock, config }, parsed) => {
  const rows: StoredRow[] = [];
  const refused: RecordIssue<"images">[] = [];
  for (const each of parsed) {
    if (each.kind === "specification") rows.push(each);
    else if (each.kind === "picture") rows.push({ ...each, file: null });
    else {
      const { row, base64 } = each;
      const refuse = (fault: PictureFault) => {
        const record = { seqProduct: row.seqProduct, ref: imageRef(row.source) };
        refused.push({ record, reason: "image-refused", params: { fault } });
      };
      // Blanks count here too: a text this long is refused before it is decoded.
      if (decodedMax(base64.length) > PICTURE_BYTES_MAX * 2) {
        refuse("too-large");
        continue;
      }
      const bytes = decodeBase64(base64);
      if (!bytes) {
        refuse("not-a-picture");
        continue;
      }
      const picture = inspectPicture(bytes, config.images.modern);
      if (!picture.ok) {
        refuse(picture.fault);
        continue;
      }
      try {
        const content = await storePicture(images, bytes, picture.type, clock.now());
        const { type, width, height } = picture;
        const file = { content, type, width, height, bytes: bytes.length };
        rows.push({ kind: "picture", row: withContent(row, content), file });
      } catch (error) {
        return { kind: "failed", message: `R2: ${reasonOf(error)}` };
      }
    }
  }
  return { kind: "prepared", rows, refused };
};

function pageOf(rows: readonly StoredRow[]): ImagesPage {
  const pictures = rows.flatMap((each) => (each.kind === "picture" ? [each] : []));
  return {
    pictures: pictures.map(({ row }) => row),
    files: pictures.flatMap(({ file }) => (file === null ? [] : [file])),
    specifications: rows.flatMap((each) => (each.kind === "specification" ? [each.row] : [])),
  };
}
