/** A version of a Worker: its modules and bindings, checked against what the account has. */
import { assetsOf } from "./assets.ts";
import { type Account, type Binding, type Call, type Script, type Version } from "./account.ts";
import { refuse } from "./answers.ts";
import { queueNamed } from "./queues.ts";

interface Metadata {
  readonly main_module?: string;
  readonly bindings?: readonly Binding[];
  readonly annotations?: Readonly<Record<string, string | undefined>>;
  readonly assets?: { readonly jwt?: string };
  readonly compatibility_date?: string;
  readonly keep_bindings?: readonly string[];
}

const TAG_MAX = 25;
const BYTES_MAX = 10 * 1024 * 1024;

/** Reads an upload and adds it to the script's versions. It serves nothing yet. */
export async function addVersion(call: Call, script: Script): Promise<Version> {
  const form = await call.request.formData();
  const text = form.get("metadata");
  const metadata = JSON.parse(typeof text === "string" ? text : refuse(400, 10_021, "metadata is missing")) as Metadata;
  const modules = new Map<string, Uint8Array>();
  for (const [name, part] of form)
    if (typeof part !== "string") modules.set(name, new Uint8Array(await part.arrayBuffer()));
  const main = metadata.main_module ?? "";
  if (!modules.has(main)) refuse(400, 10_021, `No such module "${main}".`);
  const bytes = [...modules.values()].reduce((sum, each) => sum + each.length, 0);
  if (bytes > BYTES_MAX) refuse(400, 10_027, "Your Worker exceeded the size limit");
  const tag = metadata.annotations?.["workers/tag"] ?? null;
  if ((tag?.length ?? 0) > TAG_MAX) refuse(400, 100_205, `tag is longer than ${TAG_MAX}`);
  const bindings = metadata.bindings ?? [];
  const names = bindings.map(({ name }) => name);
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined) refuse(400, 10_021, `Binding name '${twice}' already in use.`);
  for (const binding of bindings) checkBinding(call.account, script, binding);
  const token = metadata.assets?.jwt;
  const version: Version = {
    id: call.newId(),
    number: script.versions.length + 1,
    tag,
    main,
    modules,
    bindings,
    metadata: { ...metadata },
    assets: token === undefined ? null : assetsOf(call.account, token),
  };
  script.versions.push(version);
  return version;
}

type Check = (account: Account, script: Script, binding: Binding) => string | null;

/** Null: the account has what the binding names. */
const CHECKS: Readonly<Record<string, Check>> = {
  plain_text: (_account, { secrets }, { name }) =>
    secrets.has(name) ? `Binding name '${name}' already in use.` : null,
  inherit: (_account, { secrets }, { name }) => (secrets.has(name) ? null : `cannot inherit '${name}': it is not set`),
  d1: (account, _script, { id }) => (account.databases.has(String(id)) ? null : `database '${String(id)}' not found`),
  r2_bucket: (account, _script, { bucket_name: name }) =>
    account.buckets.has(String(name)) ? null : `R2 bucket '${String(name)}' not found`,
  queue: (account, _script, { queue_name: name }) =>
    queueNamed(account, name) ? null : `Queue "${String(name)}" does not exist.`,
  ratelimit: (_account, _script, { namespace_id: id }) => (/^\d+$/.test(String(id)) ? null : "namespace_id: a number"),
  analytics_engine: (_account, _script, { dataset }) =>
    /^[a-zA-Z]\w{0,63}$/.test(String(dataset)) ? null : `dataset '${String(dataset)}' is not a valid name`,
  assets: () => null,
};

function checkBinding(account: Account, script: Script, binding: Binding): void {
  const check = CHECKS[binding.type] ?? refuse(400, 10_021, `binding type ${binding.type} is not known`);
  const problem = check(account, script, binding);
  if (problem !== null) refuse(400, binding.type === "r2_bucket" ? 10_085 : 10_021, problem);
}
