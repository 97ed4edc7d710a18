import { describe, expect, test } from 'vitest';
import { countTests, type TestReport } from '../../scripts/ci/countTests.ts';

const file = { status: 'passed' };

function report(numPassedTests: number, numTotalTests: number, changes: Partial<TestReport> = {}): TestReport {
  return { success: true, numPassedTests, numTotalTests, testResults: [file], ...changes };
}

describe('countTests', () => {
  test.each<[string, TestReport, number, object]>([
    ['all passed', report(3, 3), 0, { passed: 3, failed: 0 }],
    ['one failed', report(2, 3, { success: false, testResults: [{ status: 'failed' }] }), 1, { passed: 2, failed: 1 }],
    ['one skipped, and vitest content', report(2, 3), 0, { passed: 2, failed: 1 }],
    ['no test at all', report(0, 0), 0, { passed: 0, failed: 1 }],
    [
      'a file that does not load',
      report(3, 3, { testResults: [file, { status: 'failed' }] }),
      1,
      { passed: 3, failed: 1 },
    ],
    ['a bad exit after good tests', report(3, 3), 1, { passed: 3, failed: 1 }],
    ['an error outside the tests', report(3, 3, { success: false }), 0, { passed: 3, failed: 1 }],
    ['a run that was killed', report(3, 3), 143, { passed: 3, failed: 1 }],
    ['no exit code', report(3, 3), Number.NaN, { passed: 3, failed: 1 }],
  ])('%s', (_what, given, status, expected) => {
    expect(countTests(given, status)).toEqual(expected);
  });
});
