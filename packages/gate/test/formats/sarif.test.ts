import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { Outcome } from '../../src/model/Outcome.ts';
import { ruleIds } from '../../src/rules/registry.ts';
import { attacked, finding, passed, refused, unreadable } from './outcomes.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'sarif-schema-2.1.0.json'), 'utf8')) as object;
// The schema's pattern of a language is none under the flag u.
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly unknown[];
}
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Readonly<Record<string, unknown>>[] } };
  readonly invocations: readonly unknown[];
  readonly results: readonly Result[];
}

function runOf(outcome: Outcome): Run {
  const [run] = (JSON.parse(formats.sarif(outcome)) as { readonly runs: readonly Run[] }).runs;
  if (run === undefined) throw new TypeError('no run');
  return run;
}

const fingerprintsOf = (outcome: Outcome): readonly unknown[] =>
  runOf(outcome).results.map(({ partialFingerprints }) => partialFingerprints['colloquyGate/v1']);

describe('SARIF', () => {
  test.each(Object.entries({ passed, refused, unreadable, attacked }))(
    'of an outcome that is %s validates',
    (_, outcome) => {
      validate(JSON.parse(formats.sarif(outcome)));
      expect(validate.errors).toBeNull();
    },
  );

  test('the schema refuses what is none', () => {
    const log = JSON.parse(formats.sarif(refused)) as { runs: { results: { level: string }[] }[] };
    for (const result of log.runs[0]?.results ?? []) result.level = 'fatal';
    expect(validate(log)).toBe(false);
  });

  test('has every rule, with its texts', () => {
    const { rules } = runOf(passed).tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(ruleIds);
    expect(rules[ruleIds.indexOf('SCOPE-01')]).toEqual({
      id: 'SCOPE-01',
      name: 'SCOPE-01',
      shortDescription: { text: 'the first parameter of a partition method is the dialogue id' },
      fullDescription: {
        text: 'the first parameter of a partition method is the dialogue id. A call that does not name its partition is a scan on a partitioned backend.',
      },
      help: {
        text: 'A call that does not name its partition is a scan on a partitioned backend. Take the dialogue id first, or move the method to an analytics trait.',
        markdown:
          'A call that does not name its partition is a scan on a partitioned backend.\n\n**What to do.** Take the dialogue id first, or move the method to an analytics trait.',
      },
      helpUri: 'https://www.npmjs.com/package/@colloquy/gate#scope-01',
      defaultConfiguration: { level: 'error' },
    });
  });

  test('has a result for each finding, and for each that is excepted', () => {
    const { results, tool, invocations } = runOf(refused);
    expect(results.map(({ ruleId, ruleIndex }) => [ruleId, tool.driver.rules[ruleIndex]?.['id']])).toEqual([
      ['BUDGET-03', 'BUDGET-03'],
      ['ADR-01', 'ADR-01'],
    ]);
    expect(results[0]).toMatchObject({
      level: 'error',
      message: {
        text: 'Store.load takes 3 requests, and its budget is 1.\nGetItem d#1 item#1\nGetItem d#1 item#2\nWhat to do: Look at the requests that are listed and ask for less; only a decision may raise the budget.',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/contracts/store.ts', uriBaseId: '%SRCROOT%' },
            region: { startLine: 12, startColumn: 7 },
          },
          logicalLocations: [{ fullyQualifiedName: 'Store.load' }],
        },
      ],
      suppressions: [],
    });
    expect(results[1]?.suppressions).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'It goes with the next release. (@example/owners, until 2026-04-01)',
      },
    ]);
    expect(invocations).toEqual([{ executionSuccessful: true }]);
    expect(runOf(unreadable).invocations).toEqual([{ executionSuccessful: false }]);
  });

  test('a fingerprint stays when lines move, and changes with rule, subject and message', () => {
    const of = (parts: Partial<typeof finding>): unknown =>
      fingerprintsOf({ ...passed, findings: [{ ...finding, ...parts }] })[0];
    const own = of({});
    expect(own).toMatch(/^[0-9a-f]{32}:1$/);
    expect(of({ place: { file: 'src/other.ts', line: 1, column: 1 }, evidence: [] })).toBe(own);
    expect(
      new Set([own, of({ rule: 'BUDGET-04' }), of({ subject: 'Store.head' }), of({ message: 'Another.' })]).size,
    ).toBe(4);
  });

  test('equal findings have fingerprints of their own', () => {
    const [first, second] = fingerprintsOf({ ...passed, findings: [finding, finding] });
    expect(second).toBe(String(first).replace(/1$/, '2'));
  });

  test('a message has no placeholder and no link', () => {
    const message = 'Write { get: [one](1) } for {0}.';
    const [result] = runOf({ ...passed, findings: [{ ...finding, message, evidence: [] }] }).results;
    expect(result?.message.text.split('\n')[0]).toBe(String.raw`Write {{ get: \[one](1) }} for {{0}}.`);
  });

  test('a path is a relative reference', () => {
    const place = { ...finding.place, file: 'docs/a b#c?d%/ü.md' };
    const [result] = runOf({ ...passed, findings: [{ ...finding, place }] }).results;
    expect(JSON.stringify(result?.locations)).toContain('"uri":"docs/a%20b%23c%3Fd%25/%C3%BC.md"');
  });
});
