import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/Finding.ts';
import type { Exception } from '../../src/read/exceptions.ts';
import { applyExceptions } from '../../src/rules/applyExceptions.ts';
import { told } from '../support/change.ts';

const place = { file: 'gate-exceptions.yaml', line: 1, column: 3 };
const finding: Finding = {
  rule: 'BUDGET-03',
  subject: 'Store.head',
  message: 'Too many requests.',
  place: { file: 'src/contracts.ts', line: 4, column: 1 },
};
const exception: Exception = {
  place,
  rule: 'BUDGET-03',
  subject: 'Store.head',
  reason: 'The second request goes with the next release.',
  owner: '@example/owners',
  expires: '2026-04-01',
};

function judge(exceptions: readonly Exception[], findings: readonly Finding[] = [finding]) {
  const { findings: left, excepted } = applyExceptions(findings, { exceptions, today: '2026-03-01' });
  return {
    left: told(left.filter(({ rule }) => rule.startsWith('EXCEPTION'))),
    others: left.filter(({ rule }) => !rule.startsWith('EXCEPTION')),
    excepted,
  };
}

test('an exception takes every finding of its rule and subject out, and is reported with them', () => {
  const second = { ...finding, message: 'Too many statements.' };
  const other = { ...finding, subject: 'Store.load' };
  const otherRule: Finding = { ...finding, rule: 'BUDGET-04' };
  expect(judge([exception], [finding, other, second, otherRule])).toEqual({
    left: [],
    others: [other, otherRule],
    excepted: [
      { finding, exception },
      { finding: second, exception },
    ],
  });
});

test.each(['2026-03-01', '2026-08-28'])('it holds on %s', (expires) => {
  expect(judge([{ ...exception, expires }]).others).toEqual([]);
});

describe('one fault each, and the finding stays', () => {
  test.each<[string, Partial<Exception>, string]>([
    [
      'expired',
      { expires: '2026-02-28' },
      'EXCEPTION-01 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for Store.head expired on 2026-02-28.',
    ],
    [
      'stale',
      { subject: 'Store.headers' },
      'EXCEPTION-02 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for Store.headers excepts nothing that is left to except.',
    ],
    [
      'for all subjects',
      { subject: '*' },
      'EXCEPTION-02 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for * excepts nothing that is left to except.',
    ],
    [
      'for the beginning of a subject',
      { subject: 'Store' },
      'EXCEPTION-02 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for Store excepts nothing that is left to except.',
    ],
    [
      'without a rule',
      { rule: undefined },
      'EXCEPTION-03 gate-exceptions.yaml gate-exceptions.yaml:1:3 The exception from no rule for Store.head says no rule.',
    ],
    [
      'without reason and owner',
      { reason: undefined, owner: undefined },
      'EXCEPTION-03 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for Store.head says no reason, no owner.',
    ],
    [
      'without a subject',
      { subject: undefined },
      'EXCEPTION-03 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for nothing says no subject.',
    ],
    [
      'without an end',
      { expires: undefined },
      'EXCEPTION-03 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for Store.head says no expires.',
    ],
    [
      'with a reason that is none',
      { reason: 'TBD' },
      'EXCEPTION-03 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for Store.head has a reason that says only "TBD".',
    ],
    [
      'with a day that is none',
      { expires: '2026-02-30' },
      'EXCEPTION-03 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for Store.head ends on "2026-02-30", which is no day in the form YYYY-MM-DD.',
    ],
    [
      'for too long',
      { expires: '2026-08-29' },
      'EXCEPTION-03 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for Store.head ends on 2026-08-29, in 181 days; 180 are the most.',
    ],
    [
      'of no rule',
      { rule: 'BUDGET-33' },
      'EXCEPTION-03 BUDGET-33 gate-exceptions.yaml:1:3 The exception from BUDGET-33 for Store.head names BUDGET-33, which is no rule.',
    ],
    // Both incomplete and expired: the first is said.
    [
      'expired and without an owner',
      { expires: '2026-02-28', owner: undefined },
      'EXCEPTION-03 BUDGET-03 gate-exceptions.yaml:1:3 The exception from BUDGET-03 for Store.head says no owner.',
    ],
  ])('%s', (_, parts, message) => {
    expect(judge([{ ...exception, ...parts }])).toEqual({ left: [message], others: [finding], excepted: [] });
  });

  test.each(['READ-07', 'EXCEPTION-02', 'CONFIG-01'] as const)('%s has no exceptions', (rule) => {
    const own: Finding = { ...finding, rule, subject: 'x' };
    const { findings, excepted } = applyExceptions([own], {
      exceptions: [{ ...exception, rule, subject: 'x' }],
      today: '2026-03-01',
    });
    expect(told(findings)).toEqual([
      `${rule} x src/contracts.ts:4:1 Too many requests.`,
      `EXCEPTION-03 ${rule} gate-exceptions.yaml:1:3 The exception from ${rule} for x is for ${rule}, which no exception lifts.`,
    ]);
    expect(excepted).toEqual([]);
  });

  test('the second of two for one finding is stale', () => {
    const second = { ...exception, place: { ...place, line: 9 } };
    expect(judge([exception, second]).left).toEqual([
      'EXCEPTION-02 BUDGET-03 gate-exceptions.yaml:9:3 The exception from BUDGET-03 for Store.head excepts nothing that is left to except.',
    ]);
  });
});
