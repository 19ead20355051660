/**
 * Where Shopify's Admin schema comes from: it is not published as a file of its own, but ships inside an npm package
 * of Shopify's (ISC). Only that one file is kept, in an ignored cache; the package itself is pinned by its integrity.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { ADMIN_API_VERSION } from "../src/shopify/client/version.ts";

const SOURCE = {
  package: "@shopify/dev-mcp@1.16.0",
  integrity: "sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==",
} as const;

const cacheFolder = join(import.meta.dirname, "..", ".cache", "shopify");

/** One line of the file's `offline_scopes`: what an app needs to be granted to use a type or field. */
export type ScopeRule = Readonly<Record<string, unknown>>;
export type SchemaFile = { data: IntrospectionQuery; offline_scopes: { items: ScopeRule[] } };

export function schemaPath(version: string = ADMIN_API_VERSION): string {
  return join(cacheFolder, `admin_${version}.json.gz`);
}

/** Fetches the schema of a version into the cache, unless it is there. Throws when the package's bytes are not the pinned ones. */
export function ensureSchema(version: string = ADMIN_API_VERSION): string {
  const wanted = schemaPath(version);
  if (existsSync(wanted)) return wanted;
  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "gondola-schema-"));
  try {
    execFileSync("npm", ["pack", SOURCE.package, "--silent", "--pack-destination", folder], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const [tarball] = readdirSync(folder);
    if (!tarball) throw new Error(`npm pack ${SOURCE.package} left no file; is the npm registry reachable?`);
    const digest = createHash("sha512")
      .update(readFileSync(join(folder, tarball)))
      .digest("base64");
    if (`sha512-${digest}` !== SOURCE.integrity)
      throw new Error(`${SOURCE.package} is not the pinned package (sha512-${digest}); nothing was kept of it`);
    const inside = `package/dist/data/admin_${version}.json.gz`;
    execFileSync("tar", ["-xzf", join(folder, tarball), "-C", folder, inside], { stdio: ["ignore", "ignore", "pipe"] });
    // Beside, then renamed: two test runs that start together never read half a file.
    const beside = `${wanted}.${process.pid}`;
    execFileSync("cp", [join(folder, inside), beside]);
    renameSync(beside, wanted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return wanted;
}

export function readSchemaFile(version: string = ADMIN_API_VERSION): SchemaFile {
  return JSON.parse(gunzipSync(readFileSync(ensureSchema(version))).toString("utf8")) as SchemaFile;
}

/** The executable-shaped schema; 0.3 s to build, so callers keep it. */
export function readSchema(version: string = ADMIN_API_VERSION): GraphQLSchema {
  return buildClientSchema(readSchemaFile(version).data);
}
