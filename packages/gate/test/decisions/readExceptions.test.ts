import { describe, expect, test } from 'vitest';
import { readExceptions } from '../../src/read/readExceptions.ts';
import { Unreadable } from '../../src/read/Unreadable.ts';
import { told } from '../support/change.ts';
import { memoryTree } from '../support/memoryTree.ts';

const file = 'gate-exceptions.yaml';
const read = (text: string) => readExceptions(memoryTree({ [file]: text }), file);

function faults(text: string): readonly string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return told(error.findings);
  }
}

describe('the exceptions', () => {
  test('are read with their places, and with what is missing as missing', () => {
    const text = `# Why: see the records.\r\n- rule: ADR-01\r\n  subject: Store.head\r\n  reason: It goes with the next release.\r\n  owner: '@example/owners'\r\n  expires: 2026-04-01\r\n- rule: ADR-02\r\n  owner:\r\n`;
    expect(read(text)).toEqual([
      {
        place: { file, line: 2, column: 3 },
        rule: 'ADR-01',
        subject: 'Store.head',
        reason: 'It goes with the next release.',
        owner: '@example/owners',
        expires: '2026-04-01',
      },
      {
        place: { file, line: 7, column: 3 },
        rule: 'ADR-02',
        subject: undefined,
        reason: undefined,
        owner: undefined,
        expires: undefined,
      },
    ]);
  });

  test('are none in a file that is not there, or has none', () => {
    expect(readExceptions(memoryTree({}), file)).toEqual([]);
    expect(read('')).toEqual([]);
    expect(read('# none\n')).toEqual([]);
    expect(read('[]\n')).toEqual([]);
  });

  test.each([
    ['- rule: [\n', /^READ-01 gate-exceptions\.yaml gate-exceptions\.yaml:\d+:\d+ gate-exceptions\.yaml: .+\.$/],
    [
      'rule: ADR-01\n',
      /^READ-01 gate-exceptions\.yaml gate-exceptions\.yaml:1:1 gate-exceptions\.yaml: the file of exceptions is not a list\.$/,
    ],
    ['- ADR-01\n', /:1:3 gate-exceptions\.yaml: an exception is not a map of names to values\.$/],
    [
      '- rule: ADR-01\n  until: 2026-04-01\n',
      /:2:3 gate-exceptions\.yaml: an exception has "until"; its parts are rule, subject, reason, owner, expires\.$/,
    ],
    ['- rule: [ADR-01, ADR-02]\n', /:1:9 gate-exceptions\.yaml: rule is not a text\.$/],
    ['- rule: ADR-01\n  rule: ADR-02\n', /:2:3 gate-exceptions\.yaml: Map keys must be unique\.$/],
    ['- rule: ADR-01\n---\n- rule: ADR-02\n', /^READ-01 /],
  ])('%o cannot be read', (text, message) => {
    expect(faults(text)).toHaveLength(1);
    expect(faults(text)[0]).toMatch(message);
  });
});
