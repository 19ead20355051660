import { defineConfig } from "vitest/config";

const knownFormat = new URL("../../scripts/lib/known-format.ts", import.meta.url).href;

export default defineConfig({
  test: {
    include: ["bench/console/measure.test.ts"],
    execArgv: [`--import=${knownFormat}`, "--max-old-space-size=8000"],
    testTimeout: 1_200_000,
    disableConsoleIntercept: true,
  },
});
