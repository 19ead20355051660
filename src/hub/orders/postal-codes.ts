import { eq } from "drizzle-orm";
import type { PostalPlace } from "../../rules/orders/people/order-address.ts";
import type { Instant } from "../../ports.ts";
import { plain } from "../d1/drizzle.ts";
import { jsonRows } from "../d1/json.ts";
import { sqlText } from "../d1/sql-text.ts";
import { postalCodes } from "../schema/postal-codes.ts";

/** One CEP of a chain's own table. */
export interface OwnPostalCode {
  readonly cep: string;
  readonly district: string | null;
  readonly city: string | null;
  readonly uf: string | null;
}

/** Streets get new bairros rarely; a CEP that the API does not know may be new. */
const FOUND_KEPT_MS = 180 * 86_400_000;
const UNKNOWN_KEPT_MS = 7 * 86_400_000;

/** A stored CEP. `isFresh` false: it was looked up too long ago. */
export async function readPostalCode(
  db: D1Database,
  cep: string,
  now: Instant,
): Promise<{ readonly place: PostalPlace; readonly source: "own" | "lookup"; readonly isFresh: boolean } | null> {
  const [row] = await plain(db).select().from(postalCodes).where(eq(postalCodes.cep, cep));
  if (row === undefined) return null;
  const { district, city, uf, source, changedAt } = row;
  const keptMs = city === null ? UNKNOWN_KEPT_MS : FOUND_KEPT_MS;
  return { place: { district, city, uf }, source, isFresh: source === "own" || changedAt > now - keptMs };
}

/** Stores an answer of the public lookup. A row of the chain's own table is never replaced. */
export async function saveLookedUp(db: D1Database, cep: string, place: PostalPlace, now: Instant): Promise<void> {
  const { cep: key, source, district, city, uf, changedAt } = postalCodes;
  await db
    .prepare(
      sqlText`INSERT INTO ${postalCodes} (${key}, ${source}, ${district}, ${city}, ${uf}, ${changedAt})
        VALUES (?1, 'lookup', ?2, ?3, ?4, ?5)
        ON CONFLICT (${key}) DO UPDATE SET ${district} = excluded.${district}, ${city} = excluded.${city},
            ${uf} = excluded.${uf}, ${changedAt} = excluded.${changedAt}
          WHERE ${postalCodes}.${source} = 'lookup'`,
    )
    .bind(cep, place.district, place.city, place.uf, now)
    .run();
}

/** Statements that store rows of a chain's own table. A row without bairro and city is deleted. */
export function saveOwnPostalCodes(
  db: D1Database,
  rows: readonly OwnPostalCode[],
  now: Instant,
): readonly D1PreparedStatement[] {
  const { cep, source, district, city, uf, changedAt } = postalCodes;
  return [
    db
      .prepare(
        sqlText`DELETE FROM ${postalCodes} WHERE ${cep} IN (SELECT value ->> 'cep' FROM json_each(?1)
            WHERE value ->> 'district' IS NULL AND value ->> 'city' IS NULL)`,
      )
      .bind(jsonRows(rows)),
    db
      .prepare(
        sqlText`INSERT INTO ${postalCodes} (${cep}, ${source}, ${district}, ${city}, ${uf}, ${changedAt})
          SELECT value ->> 'cep', 'own', value ->> 'district', value ->> 'city', value ->> 'uf', ?2 FROM json_each(?1)
           WHERE value ->> 'district' IS NOT NULL OR value ->> 'city' IS NOT NULL
              ON CONFLICT (${cep}) DO UPDATE SET ${source} = 'own', ${district} = excluded.${district},
                 ${city} = excluded.${city}, ${uf} = excluded.${uf}, ${changedAt} = excluded.${changedAt}`,
      )
      .bind(jsonRows(rows), now),
  ];
}
