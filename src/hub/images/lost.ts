/** Pictures whose object is no longer in R2: what can be fetched again is due, and a record's own bytes count as changed. */
import type { Instant } from "../../ports.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { DELISTED_HASH } from "../loads/missing-records.ts";
import { imageFiles, images } from "../schema/images.ts";

export function markLost(db: D1Database, contents: readonly string[], now: Instant): D1PreparedStatement[] {
  const json = jsonRows(contents);
  return [
    db
      .prepare(
        sqlText`UPDATE ${images} SET ${images.content} = NULL, ${images.etag} = NULL, ${images.lastModified} = NULL,
            ${images.fetchAt} = CASE WHEN ${images.url} IS NULL THEN NULL ELSE ?2 END,
            ${images.hash} = CASE WHEN ${images.url} IS NULL THEN '${DELISTED_HASH}' ELSE ${images.hash} END
          WHERE ${images.active} = 1 AND ${images.content} IN (SELECT value FROM json_each(?1))`,
      )
      .bind(json, now),
    db
      .prepare(
        sqlText`DELETE FROM ${imageFiles}
          WHERE ${imageFiles.content} IN (SELECT value FROM json_each(?1)) AND ${imageFiles.fileGid} IS NULL`,
      )
      .bind(json),
  ];
}
