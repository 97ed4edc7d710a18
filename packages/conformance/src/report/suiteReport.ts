import { clauseIds, clauses } from '@colloquy/core';
import type { LawResult } from '../suite/runSuite.ts';
import type { Measured } from './Measurement.ts';
import type { ClauseReport, KillTable, SuiteReport } from './Report.ts';

export interface SuiteReportInput {
  readonly kind: SuiteReport['kind'];
  readonly kit: SuiteReport['kit'];
  /** Prefixes of the clauses that this suite answers for: `PS-`. */
  readonly prefixes: readonly string[];
  readonly results: readonly LawResult[];
  readonly measured?: Measured;
  readonly kills?: KillTable;
}

/** Puts results in the order of the clauses. A clause without a test is in the report too. */
export function suiteReport({ kind, kit, prefixes, results, measured, kills }: SuiteReportInput): SuiteReport {
  const count = (status: LawResult['status']): number => results.filter((result) => result.status === status).length;
  const owed = clauseIds.filter((id) => prefixes.some((prefix) => id.startsWith(prefix)));
  return {
    kind,
    kit: { name: kit.name, capabilities: kit.capabilities },
    summary: { passed: count('passed'), failed: count('failed'), notApplicable: count('not-applicable') },
    clauses: Object.fromEntries(
      owed.map((id): [string, ClauseReport] => {
        const tests = results.filter((result) => result.clause === id);
        return [id, { text: clauses[id], verdict: verdictOf(tests), tests }];
      }),
    ),
    others: results.filter((result) => !owed.some((id) => id === result.clause)),
    ...(measured === undefined ? {} : { measured }),
    ...(kills === undefined ? {} : { kills }),
  };
}

function verdictOf(tests: readonly LawResult[]): ClauseReport['verdict'] {
  if (tests.length === 0) return 'not-run';
  if (tests.some((test) => test.status === 'failed')) return 'failed';
  return tests.every((test) => test.status === 'not-applicable') ? 'not-applicable' : 'passed';
}
