/** Runs some of vitest's projects live and counts what its JSON report says was run, not what its exit code implies. */
import { readFileSync, rmSync } from "node:fs";
import { runLive, type PartResult } from "./part.ts";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

/** @param projects by vitest.config.ts's names. @param reportFile the JSON report's path, written anew. */
export async function runVitest(name: string, projects: readonly string[], reportFile: string): Promise<PartResult> {
  const startedAt = performance.now();
  rmSync(reportFile, { force: true });
  const code = await runLive([
    "vitest",
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
  ]);
  const counts = countsOf(readReport(reportFile), code);
  return { name, ...counts, durationMs: performance.now() - startedAt };
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Report;
  } catch {
    return undefined;
  }
}

/**
 * A file that could not be loaded holds no tests, so it is one failure of its own; so is a non-zero exit that no
 * test explains (an unhandled rejection), a report that is missing, and a run that read no test at all.
 */
export function countsOf(report: Report | undefined, code: number): Omit<PartResult, "name" | "durationMs"> {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + brokenFiles;
  const unexplained = (code !== 0 || passed === 0) && failed === 0 ? 1 : 0;
  return { passed, failed: failed + unexplained, skipped: report.numPendingTests + report.numTodoTests };
}
