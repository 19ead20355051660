/** Runs some of vitest's projects and counts the tests of its JSON report, not what its exit code implies. */
import { readFileSync, rmSync } from "node:fs";
import { runHeldBack, runLive, type PartResult } from "./part.ts";

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

export interface VitestPart {
  /** By vitest.config.ts's names. */
  readonly projects: readonly string[];
  /** What the path of a test file begins with, or the whole of it; without: all files of the projects. */
  readonly files?: readonly string[];
  /** The JSON report's path, written anew. */
  readonly reportFile: string;
  /** True: the output is shown as it comes; otherwise in one piece at the end. */
  readonly isLive?: boolean;
}

export async function runVitest(name: string, part: VitestPart): Promise<PartResult> {
  const { projects, files = [], reportFile, isLive = false } = part;
  const startedAt = performance.now();
  rmSync(reportFile, { force: true });
  const command = [
    "vitest",
    "run",
    ...files,
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
  ];
  const code = await (isLive ? runLive(command) : runHeldBack(command));
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
