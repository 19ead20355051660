import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

// wrangler.toml requires these secrets and takes them from here; values of no consequence.
Object.assign(process.env, {
  SHOPIFY_CLIENT_SECRET: "test-client-secret",
  ERP_PASSWORD: "test-password",
  OPS_TOKEN: "test-ops-token-0123456789",
});

const knownFormat = new URL("scripts/lib/known-format.ts", import.meta.url).href;

// Three kinds of test: rules and simulators in plain Node (fast), D1 and the platform's behaviour in workerd
// (*.workerd.test.ts), and whole processes (test/e2e: wrangler dev, kill -9). Each has its own time limit.
export default defineConfig({
  test: {
    // vitest alone would leave one core to itself, and on two cores run one file after the other.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.workerd.test.ts", "test/e2e/**", "test/simulation/**", "test/browser/**"],
          // The product keeps nothing in modules (test/architecture.test.ts), the simulators only what never changes:
          // files share the modules of their worker, and the schema and the migrations are read once, not per file.
          isolate: false,
          execArgv: [`--import=${knownFormat}`],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "simulation",
          include: ["test/simulation/**/*.test.ts"],
          exclude: ["**/*.workerd.test.ts"],
          execArgv: [`--import=${knownFormat}`],
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          execArgv: [`--import=${knownFormat}`],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          // One process and one migrated hub for all files, which run one after the other.
          isolate: false,
          globalSetup: "test/e2e/lib/hub-template.ts",
          testTimeout: 180_000,
          // `wrangler dev` beside the other tests takes a minute on a machine that is loaded.
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: { MIGRATIONS: await readD1Migrations("./migrations") },
            },
          })),
        ],
        test: {
          name: "workerd",
          include: ["test/**/*.workerd.test.ts"],
          setupFiles: ["test/workerd-setup.ts"],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
