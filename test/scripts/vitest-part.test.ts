import { expect, it } from "vitest";
import { countsOf } from "../../scripts/lib/vitest-part.ts";

const reportOf = (changes: object = {}) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [{ status: "passed" }] }],
  ...changes,
});

it("a run that left no report is a failure", () => {
  expect(countsOf(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it("a run that read no test is a failure, though nothing failed", () => {
  expect(countsOf(reportOf({ numPassedTests: 0, testResults: [] }), 0)).toMatchObject({ passed: 0, failed: 1 });
});

it("an exit code that no test explains is a failure", () => {
  expect(countsOf(reportOf(), 1)).toMatchObject({ passed: 3, failed: 1 });
});

it("a file that could not be loaded is one failure of its own", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(countsOf(reportOf({ testResults }), 1)).toMatchObject({ passed: 3, failed: 1 });
});

it("a failed test is counted once", () => {
  const testResults = [{ status: "failed", assertionResults: [{ status: "failed" }] }];
  expect(countsOf(reportOf({ numFailedTests: 1, testResults }), 1)).toMatchObject({ passed: 3, failed: 1 });
});

it("skipped tests are neither passed nor failed", () => {
  expect(countsOf(reportOf({ numPendingTests: 2 }), 0)).toEqual({ passed: 3, failed: 0, skipped: 2 });
});
