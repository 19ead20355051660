import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";

await applyD1Migrations(env.DB, env.MIGRATIONS);
// A person has switched every lane on: a new hub writes nothing.
await env.DB.prepare(
  `INSERT OR IGNORE INTO settings (name, value, changed_at) VALUES ('dry-run', '{"all":false,"scopes":[]}', 0)`,
).run();
