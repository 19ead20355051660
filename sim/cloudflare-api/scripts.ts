/** Workers: secrets, versions, deployments. */
import { jsonOf, type Call, type Routes, type Script, type Version } from "./account.ts";
import { fine, refuse } from "./answers.ts";
import { addVersion } from "./uploads.ts";

export function scriptOf({ account, parts: [name = ""] }: Call): Script {
  return account.scripts.get(name) ?? refuse(404, 10_007, "This Worker does not exist on your account.");
}

const emptyScript = (name: string): Script => ({
  name,
  secrets: new Map(),
  versions: [],
  served: null,
  crons: [],
  domains: [],
  workersDev: false,
});

const shownVersion = ({ id, number, tag, bindings }: Version) => ({
  id,
  number,
  metadata: { created_on: "2026-12-01T12:00:00Z", author_email: "", source: "wrangler", hasPreview: false },
  annotations: { "workers/triggered_by": "upload", ...(tag === null ? {} : { "workers/tag": tag }) },
  resources: {
    script: { etag: id, handlers: ["fetch"], last_deployed_from: "wrangler" },
    script_runtime: { usage_model: "standard" },
    // No value of a secret is ever given back.
    bindings: bindings.map((each) => (each.type === "inherit" ? { type: "secret_text", name: each.name } : each)),
  },
  startup_time_ms: 5,
});

export const scriptRoutes: Routes = {
  "GET workers/services/*": (call) => {
    const { name, served } = scriptOf(call);
    const script = { id: name, tag: `tag-of-${name}`, tags: null, last_deployed_from: "wrangler", etag: served };
    return fine({ id: name, default_environment: { environment: "production", script } });
  },
  /** The whole upload at once: made, and serving. */
  "PUT workers/scripts/*": async (call) => {
    const name = call.parts[0] ?? "";
    if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(name)) refuse(400, 10_016, "invalid script name");
    const script = call.account.scripts.get(name) ?? emptyScript(name);
    const version = await addVersion(call, script);
    call.account.scripts.set(name, script);
    script.served = version.id;
    return fine({
      id: name,
      etag: version.id,
      deployment_id: version.id,
      startup_time_ms: 5,
      entry_point: version.main,
    });
  },
  "POST workers/scripts/*/versions": async (call) => fine(shownVersion(await addVersion(call, scriptOf(call)))),
  "GET workers/scripts/*/versions/*": (call) => {
    const version = scriptOf(call).versions.find(({ id }) => id === call.parts[1]);
    return fine(shownVersion(version ?? refuse(404, 10_092, "version not found")));
  },
  "GET workers/scripts/*/deployments": (call) => {
    const { served } = scriptOf(call);
    const versions = [{ version_id: served, percentage: 100 }];
    const latest = {
      id: `d-${served}`,
      created_on: "2026-12-01T12:00:00Z",
      source: "wrangler",
      strategy: "percentage",
    };
    return fine({ deployments: served === null ? [] : [{ ...latest, author_email: "", annotations: {}, versions }] });
  },
  "POST workers/scripts/*/deployments": async (call) => {
    const script = scriptOf(call);
    const { versions } = await jsonOf<{ versions: readonly { version_id: string; percentage: number }[] }>(call);
    const [one] = versions;
    if (versions.length !== 1 || one?.percentage !== 100) return refuse(400, 10_210, "percentages must sum to 100");
    if (!script.versions.some(({ id }) => id === one.version_id)) refuse(404, 10_092, "version not found");
    script.served = one.version_id;
    return fine({ id: `d-${one.version_id}` });
  },
  "PATCH workers/scripts/*/script-settings": (call) => {
    scriptOf(call);
    return fine({});
  },
  "GET workers/scripts/*/settings": (call) => {
    const { versions } = scriptOf(call);
    return fine({ bindings: versions.at(-1)?.bindings ?? [] });
  },
  "GET workers/scripts/*/secrets": (call) =>
    fine([...scriptOf(call).secrets.keys()].map((name) => ({ name, type: "secret_text" }))),
  "PATCH workers/scripts/*/secrets-bulk": async (call) => {
    const script = scriptOf(call);
    const { secrets } = await jsonOf<{ secrets: Readonly<Record<string, { text: string; type: string } | null>> }>(
      call,
    );
    for (const [name, secret] of Object.entries(secrets)) {
      const bound = script.versions.at(-1)?.bindings.some((each) => each.name === name && each.type === "plain_text");
      if (bound) refuse(400, 10_053, `Binding name '${name}' already in use.`);
      if (secret === null) script.secrets.delete(name);
      else script.secrets.set(name, secret.text);
    }
    return fine([...script.secrets.keys()].map((name) => ({ name, type: "secret_text" })));
  },
};
