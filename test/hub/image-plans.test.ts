/** Statements about pictures: none reads a whole table of pictures, products or media, but the portions that say so. */
import { saveSimilars } from "../../src/hub/catalog/similars.ts";
import { markSpecificationsOf } from "../../src/hub/images/specification-marks.ts";
import { expect, it } from "vitest";
import * as fetches from "../../src/hub/images/fetches.ts";
import * as files from "../../src/hub/images/files.ts";
import { upsertImages, IMAGES_DELISTING, markMediaOf } from "../../src/hub/images/images.ts";
import { markLost } from "../../src/hub/images/lost.ts";
import * as media from "../../src/hub/images/media.ts";
import * as orphans from "../../src/hub/images/orphans.ts";
import * as specifications from "../../src/hub/images/specifications.ts";
import { skusByName } from "../../src/hub/images/subjects.ts";
import { repairDrift } from "../../src/hub/drift/repair.ts";
import { NOTHING_SENT } from "../../src/rules/images/media-plan.ts";
import { explaining } from "./explaining.ts";

/** Small by nature: parameters, pages, and indexes that hold what is due, unused or failed. */
const IS_SMALL =
  /VIRTUAL TABLE|CONSTANT ROW|^SCAN (?:c|d|f|g|k|\(subquery-\d+\))$|USING (?:COVERING )?INDEX (?:images_due|image_files_due|image_files_unused|image_files_failed|shop_media_due|shop_specifications_due)/;
const NOW = 1_000_000;
const content = "ab".repeat(32);
const rows = [
  `INSERT INTO images (seq_product, source, sku, main, place, active, hash, content)
   VALUES (1, 'erp:1', 'P1E1', 1, 0, 1, 'h', '${content}')`,
  `INSERT INTO image_files (content, type, bytes, width, height, stored_at, state, file_gid)
   VALUES ('${content}', 'image/png', 10, 10, 10, 1, 'ready', 'f/1')`,
  `INSERT INTO shop_media (seq_product, due) VALUES (1, 1)`,
];

async function scans(work: (db: D1Database) => Promise<unknown>): Promise<readonly string[]> {
  const { db, steps } = explaining(rows);
  await work(db);
  expect(steps.length).toBeGreaterThan(0);
  return steps
    .filter(({ detail }) => detail.startsWith("SCAN") && !IS_SMALL.test(detail))
    .map(({ statement, detail }) => `${detail}: ${statement}`);
}

const mark = { content, fileGid: "f/1", createStartedAt: null, nextAt: null, attempts: 0, alt: null };
const columns = { seqProduct: 1, source: "erp:1", sku: "P1E1", active: 1, hash: "h2" } as const;
const picture = { ...columns, main: 1, place: 0, url: null, fetchAt: null, content };

it.each<readonly [string, (db: D1Database) => Promise<unknown>]>([
  ["due addresses", (db) => fetches.readDueFetches(db, NOW, 50)],
  [
    "results of addresses",
    (db) =>
      db.batch(
        fetches.saveFetches(db, [
          {
            seqProduct: 1,
            source: "erp:1",
            hash: "h",
            content,
            etag: null,
            lastModified: null,
            attempts: 0,
            refusals: 0,
            fetchAt: 9,
          },
        ]),
      ),
  ],
  ["unrelated products of a picture", (db) => fetches.readSpread(db, [content])],
  ["pictures that count as none", (db) => db.batch(fetches.markPlaceholders(db, [{ content, placeholder: 1 }]))],
  ["due files", (db) => files.readDueFiles(db, NOW, 50)],
  ["whether files are due", (db) => files.hasDueFiles(db, NOW)],
  ["marks of files", (db) => db.batch(files.markFiles(db, [{ ...mark, state: "ready", marksDue: true }]))],
  ["files of ours", (db) => files.ownFiles(db, ["f/1", "f/2"])],
  ["whether media are due", (db) => media.hasDueMedia(db, NOW)],
  ["due media", (db) => media.readDueMedia(db, 0, NOW, 24)],
  ["settled media", (db) => media.readSettledMedia(db, [1])],
  [
    "marks of media",
    (db) =>
      db.batch([
        media.saveMediaIntents(db, [{ seqProduct: 1, productGid: "p", sent: NOTHING_SENT }]),
        media.markMedia(db, [
          { seqProduct: 1, version: 1, productGid: "p", sent: NOTHING_SENT, due: 0, notBefore: 0, attempts: 0 },
        ]),
        markMediaOf(db, [1]),
      ]),
  ],
  [
    "a page of pictures and specifications",
    (db) =>
      db.batch(
        upsertImages(
          db,
          "run",
          {
            pictures: [picture, { ...picture, source: "erp:2", content: null, url: "https://a.example/b.png" }],
            files: [{ content, type: "image/png", bytes: 1, width: 1, height: 1 }],
            specifications: [{ ...columns, name: "Conservação", value: "seco" }],
          },
          NOW,
        ),
      ),
  ],
  [
    "due specifications",
    async (db) => {
      await specifications.hasDueSpecifications(db, NOW);
      await specifications.readDueSpecifications(db, 0, NOW, 100);
      await specifications.readSettledSpecifications(db, [1]);
    },
  ],
  [
    "marks of specifications",
    (db) => {
      const row = { seqProduct: 1, productGid: "p", sent: [] };
      return db.batch([
        specifications.saveFieldIntents(db, [row]),
        specifications.markSpecifications(db, [{ ...row, version: 1, due: 0, notBefore: 0, attempts: 0 }]),
        markSpecificationsOf(db, [1]),
        specifications.closeSpecificationEntries(db, [1], [{ seqProduct: 1, ref: "specification:custom.a" }], NOW),
      ]);
    },
  ],
  ["similar products of a file", (db) => saveSimilars(db, [{ seqProduct: 1, similars: [2] }], [])],
  ["lost objects", (db) => db.batch(markLost(db, [content], NOW))],
  ["orphans that wait", (db) => orphans.readOrphans(db, NOW, 50)],
  ["orphans that go", (db) => orphans.deleteOrphans(db, [content])],
  ["objects without a row", (db) => orphans.withoutRow(db, [content])],
  ["packages by name", (db) => skusByName(db, { skus: ["P1E1"], eans: ["7891000315507"] })],
])("%s: no table is read from end to end", async (_what, work) => {
  expect(await scans(work)).toEqual([]);
});

it("repair of pictures reaches media by their products", async () => {
  const read = await scans((db) => repairDrift(db, { runId: "r", n: null, kind: null }, NOW));
  expect(read.filter((line) => line.includes("shop_media"))).toEqual([]);
});

it("delisted pictures are found by their keys", async () => {
  const delisted = "SELECT value AS key FROM json_each('[\"1/erp:1\"]')";
  const read = await scans((db) => db.batch(IMAGES_DELISTING.switchOff(delisted).map((sql) => db.prepare(sql))));
  expect(read).toEqual([]);
});

it("the portions of the shared pictures and of the unused ones go along an index, a part at a time", async () => {
  const { db, steps } = explaining(rows);
  await fetches.readShared(db, 5, 100);
  await orphans.markOrphans(db, NOW, 100);
  const whole = steps.filter(({ detail }) => /^SCAN (?:i|images|f|image_files)$/.test(detail));
  expect(whole).toEqual([]);
});
