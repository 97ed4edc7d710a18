import type { Finding } from '../../src/model/Finding.ts';
import type { Outcome } from '../../src/model/Outcome.ts';

const seen = { traits: 2, methods: 30, decisions: 35, clauses: 210, proofs: 4, measurements: 1 };

export const finding: Finding = {
  rule: 'BUDGET-03',
  subject: 'Store.load',
  message: 'Store.load takes 3 requests, and its budget is 1.',
  place: { file: 'src/contracts/store.ts', line: 12, column: 7 },
  evidence: ['GetItem d#1 item#1', 'GetItem d#1 item#2'],
};

/** Nothing is refused. */
export const passed: Outcome = { findings: [], excepted: [], seen, base: 'main (4255360)' };

/** One finding, and another one that is excepted. */
export const refused: Outcome = {
  ...passed,
  findings: [finding],
  excepted: [
    {
      finding: { ...finding, rule: 'ADR-01', message: 'Store.load is new.' },
      exception: {
        place: { file: 'gate-exceptions.yaml', line: 1, column: 3 },
        rule: 'ADR-01',
        subject: 'Store.load',
        reason: 'It goes with the next release.',
        owner: '@example/owners',
        expires: '2026-04-01',
      },
    },
  ],
};

/** The gate cannot judge. */
export const unreadable: Outcome = {
  findings: [
    {
      rule: 'READ-01',
      subject: 'colloquy-gate.json',
      message: 'There is none.',
      place: { file: 'colloquy-gate.json', line: 1, column: 1 },
    },
  ],
  excepted: [],
  seen: { traits: 0, methods: 0, decisions: 0, clauses: 0, proofs: 0, measurements: 0 },
  base: undefined,
};

/** What a change may put into names and messages, to steer whoever shows them. */
export const hostile =
  'a\n::error::b\r\n%0A ::set-output name=x::y ##[error]z ]]> --> </failure>&amp;<b> "q" \'s\' | `c` ``d`` [l](1) {0} \u0000\u0007\u001B[31m\u009B \u202Eevil\u2066 \u200B\uFEFF\u2028\u2029 \uD800 \uFFFE\uFFFF \u{E0041}, #x @y $z \\';

/** Every text hostile. */
export const attacked: Outcome = {
  ...passed,
  findings: [
    {
      ...finding,
      subject: hostile,
      message: hostile,
      place: { file: `src/${hostile}`, line: 1, column: 1 },
      evidence: ['::warning::c', hostile],
    },
  ],
  excepted: [
    {
      finding: { ...finding, subject: hostile, message: hostile },
      exception: {
        place: finding.place,
        rule: 'BUDGET-03',
        subject: hostile,
        reason: hostile,
        owner: hostile,
        expires: '2026-04-01',
      },
    },
  ],
  base: hostile,
};
