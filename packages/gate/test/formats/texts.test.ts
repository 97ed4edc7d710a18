import { describe, expect, test } from 'vitest';
import { formatNames, formats, isFormatName } from '../../src/formats/index.ts';
import type { JsonOutcome } from '../../src/formats/json.ts';
import { attacked, hostile, passed, refused, unreadable } from './outcomes.ts';

const seenLine =
  'seen: 2 traits, 30 methods, 35 decisions, 210 clauses, 4 proofs, 1 measurement; against main (4255360)';
const fix = 'Look at the requests that are listed and ask for less; only a decision may raise the budget.';

test('the names of formats', () => {
  expect(formatNames).toEqual(['text', 'json', 'sarif', 'junit', 'github', 'summary']);
  expect(['text', 'xml', '__proto__', 'toString'].filter(isFormatName)).toEqual(['text']);
});

describe('text', () => {
  test('says what is refused, why, what was seen and what to do', () => {
    expect(formats.text(passed)).toBe(`colloquy-gate passed: 0 findings, 0 excepted; ${seenLine}\n`);
    expect(formats.text(refused)).toBe(`BUDGET-03  src/contracts/store.ts:12:7
  Store.load takes 3 requests, and its budget is 1.
  | GetItem d#1 item#1
  | GetItem d#1 item#2
  ${fix}

excepted until 2026-04-01 by @example/owners: ADR-01 Store.load (It goes with the next release.)

colloquy-gate refused: 1 finding, 1 excepted; ${seenLine}
`);
    expect(formats.text(unreadable)).toContain(
      '\ncolloquy-gate cannot judge: 1 finding, 0 excepted; seen: 0 traits, 0 methods, 0 decisions, 0 clauses, 0 proofs, 0 measurements; against no base\n',
    );
  });
});

describe('json', () => {
  test('is this', () => {
    expect(JSON.parse(formats.json(refused))).toEqual({
      schema: 1,
      tool: 'colloquy-gate',
      verdict: 'refused',
      base: 'main (4255360)',
      seen: refused.seen,
      findings: [
        {
          rule: 'BUDGET-03',
          title: 'measured requests stay within the budget',
          subject: 'Store.load',
          message: 'Store.load takes 3 requests, and its budget is 1.',
          file: 'src/contracts/store.ts',
          line: 12,
          column: 7,
          evidence: ['GetItem d#1 item#1', 'GetItem d#1 item#2'],
          fix,
        },
      ],
      excepted: [
        expect.objectContaining({
          rule: 'ADR-01',
          exception: { reason: 'It goes with the next release.', owner: '@example/owners', expires: '2026-04-01' },
        }),
      ],
    } satisfies JsonOutcome);
    expect(JSON.parse(formats.json(unreadable))).toMatchObject({ verdict: 'cannot judge', base: null });
    expect(JSON.parse(formats.json(passed))).toMatchObject({ verdict: 'passed', findings: [], excepted: [] });
  });

  test('keeps every text as it is', () => {
    const { findings, base } = JSON.parse(formats.json(attacked)) as JsonOutcome;
    expect(findings[0]).toMatchObject({ subject: hostile, message: hostile, evidence: ['::warning::c', hostile] });
    expect(base).toBe(hostile);
  });
});

describe('github', () => {
  test('is an annotation for each finding', () => {
    expect(formats.github(refused)).toBe(
      `::error file=src/contracts/store.ts,line=12,col=7,title=BUDGET-03%3A measured requests stay within the budget::Store.load takes 3 requests, and its budget is 1.%0AGetItem d#1 item#1%0AGetItem d#1 item#2%0AWhat to do: ${fix}\ncolloquy-gate refused: 1 finding, 1 excepted; ${seenLine}\n`,
    );
  });

  test('escapes as the runner unescapes', () => {
    const [line = ''] = formats.github(attacked).split('\n');
    const [, properties = '', data = ''] = /^::error ([^:]*)::(.*)$/s.exec(line) ?? [];
    const unescape = (text: string): string =>
      text
        .replaceAll('%0D', '\r')
        .replaceAll('%0A', '\n')
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
        .replaceAll('%25', '%');
    const values = Object.fromEntries(
      properties
        .split(',')
        .map((pair) => [pair.slice(0, pair.indexOf('=')), unescape(pair.slice(pair.indexOf('=') + 1))]),
    );
    expect(Object.keys(values)).toEqual(['file', 'line', 'col', 'title']);
    expect(values['file']).toContain('src/a\\u{a}::error::b\\u{d}\\u{a}%0A ::set-output name=x::y');
    expect(unescape(data).split('\n')).toHaveLength(4);
  });
});

describe('summary', () => {
  test('is this', () => {
    expect(formats.summary(passed)).toBe(
      `## colloquy-gate\n\ncolloquy-gate passed: 0 findings, 0 excepted; ${seenLine}.\n\n`,
    );
    expect(formats.summary(refused)).toBe(`## colloquy-gate

colloquy-gate refused: 1 finding, 1 excepted; ${seenLine}.

### BUDGET-03: measured requests stay within the budget

- \`src/contracts/store.ts:12\` Store.load takes 3 requests, and its budget is 1.
  - \`GetItem d#1 item#1\`
  - \`GetItem d#1 item#2\`

A budget is a promise about the wire, and here it was broken on the wire. **What to do.** ${fix}

### Excepted

| rule | subject | owner | until | reason |
| --- | --- | --- | --- | --- |
| ADR-01 | \`Store.load\` | @example/owners | 2026-04-01 | It goes with the next release. |

`);
  });

  test('has a line for each hostile text, and no tag and no link', () => {
    const lines = formats.summary(attacked).split('\n');
    expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('  - '))).toHaveLength(2);
    const prose = lines.join('\n').replaceAll(/(`+).*?[^`]\1(?!`)/g, '');
    expect(prose).not.toMatch(/(?<!\\)[<>[\]]/);
  });
});

describe('hostile text', () => {
  test.each(formatNames.filter((name) => name !== 'junit'))('%s prints nothing that is unseen', (name) => {
    expect(formats[name](attacked)).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\u2028\u2029\uFFFE\uFFFF]/u);
    expect(formats[name](attacked).endsWith('\n')).toBe(true);
  });

  test.each(['text', 'github', 'summary'] as const)('%s gives the runner no command that is not its own', (name) => {
    const text = formats[name](attacked);
    const commands = text.split('\n').filter((line) => line.trimStart().startsWith('::') || line.includes('##['));
    expect(commands).toHaveLength(name === 'github' ? 1 : 0);
  });
});
