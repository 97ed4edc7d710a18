import { describe, expect, test } from 'vitest';
import { traitReport as check } from '../../src/rules/checks/traitReport.ts';
import { traitReport } from '../../src/traitReport/render.ts';
import { change, decision, side, told } from '../support/change.ts';
import { digest } from '../support/digest.ts';

const decisions = [decision('0001')];
const shape = digest('as ever').slice(0, 12);

const head = side(
  {
    'Store.load': {
      parameters: ['id: Id', "how: 'a' | `b`"],
      budget: { requests: { small: '1', large: '2 + ceil(bytes / 1 MB)' }, kb: '1' },
    },
    'Store.head': { keys: 'the *head* | alone', clauses: ['ST-A-01', 'ST-B-01'] },
    'Store.gone': { entry: false },
    'Index.count': { access: 'index', adr: '0044', budget: {} },
  },
  decisions,
);

const expected = `# Traits

Every method of every trait: what it is called with, which keys it touches, what it may cost, what proves it and which decision admitted it.
Written by \`colloquy-gate report\` and compared by \`colloquy-gate check\`.

## Index

An analytics trait in [src/Index.ts](../src/Index.ts).

| method | keys | access | budget | clauses | decision | shape |
| --- | --- | --- | --- | --- | --- | --- |
| \`count(id: Id): Promise<Scoped>\` | the head | index | 0 | ST-A-01 | 0044 | \`${shape}\` |

## Store

A partition trait in [src/Store.ts](../src/Store.ts).

| method | keys | access | budget | clauses | decision | shape |
| --- | --- | --- | --- | --- | --- | --- |
| \`gone(id: Id): Promise<Scoped>\` | - | - | - | - | - | \`${shape}\` |
| \`head(id: Id): Promise<Scoped>\` | the \\*head\\* \\| alone | point | requests: \`1\` | ST-A-01 ST-B-01 | [0001](adr/0001-a-title.md) | \`${shape}\` |
| \`\`load(id: Id, how: 'a' \\| \`b\`): Promise<Scoped>\`\` | the head | point | kb: \`1\`<br>requests (large): \`2 + ceil(bytes / 1 MB)\`<br>requests (small): \`1\` | ST-A-01 | [0001](adr/0001-a-title.md) | \`${shape}\` |

2 traits, 4 methods: 3 in 1 partition traits, 1 in 1 analytics traits, 0 in 0 service traits.
`;

describe('the trait report', () => {
  test('is this text', () => {
    expect(traitReport(head)).toBe(expected);
  });

  test('does not depend on the order of files', () => {
    const turned = {
      ...head,
      traits: head.traits.toReversed().map((trait) => ({ ...trait, methods: trait.methods.toReversed() })),
      contracts: head.contracts.toReversed(),
    };
    expect(traitReport(turned)).toBe(expected);
  });

  test('shows hostile text, and keeps a line per method', () => {
    const hostile = side(
      { 'Store.head': { keys: 'a\nb | \u202Ec <img src=x> [x](y)', parameters: ['id: Id', 'x: "`` | \n"'] } },
      decisions,
    );
    const rows = traitReport(hostile)
      .split('\n')
      .filter((line) => line.includes('head('));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(String.raw`| a\\u\{a\}b \| \\u\{202e\}c \<img src=x\> \[x\](y) |`);
    expect(rows[0]).toContain(String.raw`| ${'```'}head(id: Id, x: "${'``'} \| \u{a}"): Promise<Scoped>${'```'} |`);
  });
});

describe('REPORT-01', () => {
  const judge = (text: string | undefined): readonly string[] =>
    told(check(change({ ...head, texts: { 'docs/traits.md': text } })));

  test('passes when it is what the traits give, with the line ends of any checkout', () => {
    expect(judge(expected)).toEqual([]);
    expect(judge(expected.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  test('names the first line that differs', () => {
    const differs = 'docs/traits.md differs from what the traits give.';
    expect(judge(undefined)).toEqual([
      'REPORT-01 docs/traits.md docs/traits.md:1:1 There is no trait report docs/traits.md.',
    ]);
    expect(judge('')).toEqual([`REPORT-01 docs/traits.md docs/traits.md:1:1 ${differs}`]);
    expect(judge(expected.replace('| index | 0 |', '| index | 1 |'))).toEqual([
      `REPORT-01 docs/traits.md docs/traits.md:12:1 ${differs}`,
    ]);
    expect(judge(`${expected}\n`)).toEqual([`REPORT-01 docs/traits.md docs/traits.md:25:1 ${differs}`]);
    expect(judge(expected.slice(0, -1))).toEqual([`REPORT-01 docs/traits.md docs/traits.md:24:1 ${differs}`]);
  });

  test('shows both lines', () => {
    const text = expected.replace('| index | 0 |', '| index | 1 |');
    const [finding] = check(change({ ...head, texts: { 'docs/traits.md': text } }));
    const line = (cost: string): string =>
      `says "| \`count(id: Id): Promise<Scoped>\` | the head | index | ${cost} | ST-A-01 | 0044 | \`${shape}\` |"`;
    expect(finding?.evidence).toEqual([`it ${line('1')}`, `colloquy-gate report ${line('0')}`]);
  });
});
