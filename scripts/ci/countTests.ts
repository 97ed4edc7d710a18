/** The part of vitest's JSON report that is counted. */
export interface TestReport {
  readonly success: boolean;
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly { readonly status: string }[];
}

/**
 * Counts a run so that only one in which every test passed has no failure: a test that was skipped or left out counts as failed, as
 * does a file that could not be loaded, and a run without tests, or one that ended badly for a reason of its own, has at least one.
 *
 * @param status - exit code of the run
 */
export function countTests(report: TestReport, status: number): { readonly passed: number; readonly failed: number } {
  const passed = report.numPassedTests;
  const brokenFiles = report.testResults.filter((file) => file.status !== 'passed').length;
  const failed = Math.max(report.numTotalTests - passed, brokenFiles);
  const fine = report.success && status === 0 && passed > 0;
  return { passed, failed: fine ? failed : Math.max(failed, 1) };
}
