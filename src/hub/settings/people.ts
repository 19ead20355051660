/** Roles of the people that Cloudflare Access lets in. */
import type { Instant } from "../../ports.ts";
import { people, type People } from "../../rules/access/people.ts";
import { readSetting, saveSetting } from "./settings.ts";

const NAME = "access-people";

export const readPeople = (db: D1Database): Promise<People> => readSetting(db, NAME, people, []);

/** For a batch. */
export const savePeople = (db: D1Database, rows: People, now: Instant): D1PreparedStatement =>
  saveSetting(db, NAME, rows, now);
