import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

// wrangler.toml requires these secrets and takes them from here; values of no consequence.
Object.assign(process.env, {
  SHOPIFY_CLIENT_SECRET: "test-client-secret",
  ERP_PASSWORD: "test-password",
  OPS_TOKEN: "test-ops-token-0123456789",
});

// Three kinds of test: rules and simulators in plain Node (fast), D1 and the platform's behaviour in workerd
// (*.workerd.test.ts), and whole processes (test/e2e: wrangler dev, kill -9). Each has its own time limit.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.workerd.test.ts", "test/e2e/**", "test/simulation/**"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "simulation",
          include: ["test/simulation/**/*.test.ts"],
          exclude: ["**/*.workerd.test.ts"],
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 60_000,
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
          testTimeout: 20_000,
        },
      },
    ],
  },
});
