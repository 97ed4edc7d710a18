import { describe, expect, test } from 'vitest';
import { questions } from '../../src/decisions/questions.ts';
import { readDecisions } from '../../src/read/readDecisions.ts';
import { Unreadable } from '../../src/read/Unreadable.ts';
import type { Decision } from '../../src/model/Decision.ts';
import { told } from '../support/change.ts';
import { memoryTree } from '../support/memoryTree.ts';

const file = 'docs/adr/0012-methods.md';

const text = `---
status: superseded by 0013
date: 2026-11-21
source: [ 'round 2 (P0201)' ]
methods:
  Store.head: { partition-key: dialogue id, bound: one item, capability: required }
  Store.load:
    partition-key: dialogue id
removes: [ Store.gone ]
supersedes:
  - '0007'
  - 0008
relaxes: [ traits.Store.floor, foreignTypes.node:crypto#KeyObject ]
---

# The methods of the store

## Context and Problem Statement
`;

function read(document: string): Decision {
  const [decision] = readDecisions(memoryTree({ [file]: document }), 'docs/adr');
  if (decision === undefined) throw new TypeError('no decision');
  return decision;
}

function faults(files: Readonly<Record<string, string>>): readonly string[] {
  try {
    readDecisions(memoryTree(files), 'docs/adr');
    return [];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return told(error.findings);
  }
}

const place = (line: number, column: number) => ({ file, line, column });

describe('a record', () => {
  test('is read whole, with its places', () => {
    const { questions: asked, ...decision } = read(text);
    expect(asked).toHaveLength(8);
    expect(decision).toEqual({
      number: '0012',
      place: place(1, 1),
      title: 'The methods of the store',
      status: 'superseded',
      supersededBy: '0013',
      supersedes: ['0007', '0008'],
      methods: [
        {
          name: 'Store.head',
          place: place(6, 3),
          partitionKey: 'dialogue id',
          bound: 'one item',
          capability: 'required',
        },
        {
          name: 'Store.load',
          place: place(7, 3),
          partitionKey: 'dialogue id',
          bound: undefined,
          capability: undefined,
        },
      ],
      removes: ['Store.gone'],
      relaxes: ['traits.Store.floor', 'foreignTypes.node:crypto#KeyObject'],
      places: {
        status: place(2, 1),
        title: place(16, 1),
        'removes.Store.gone': place(9, 12),
        'supersedes.0007': place(11, 5),
        'supersedes.0008': place(12, 5),
        'relaxes.traits.Store.floor': place(13, 12),
        'relaxes.foreignTypes.node:crypto#KeyObject': place(13, 32),
      },
    });
  });

  test('is the same with CRLF and a byte order mark', () => {
    expect(read(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(read(text));
  });

  test('takes an empty entry for one that says nothing yet', () => {
    const [method] = read(text.replace('Store.load:\n    partition-key: dialogue id', 'Store.load:')).methods.slice(1);
    expect(method).toEqual({
      name: 'Store.load',
      place: place(7, 3),
      partitionKey: undefined,
      bound: undefined,
      capability: undefined,
    });
  });

  test('names people in the form of MADR, which the gate leaves to people', () => {
    expect(read(text.replace('date:', 'decision-makers: [a, b]\nconsulted: c\ndate:')).number).toBe('0012');
  });

  test('has its title outside of comments and code', () => {
    const body = '\n<!-- # no\n# title -->\n```md\n# nor this\n```\n## nor this\n# The title #\n# not this\n';
    expect(read(`---\nstatus: accepted\ndate: 2026-01-01\n---${body}`).title).toBe('The title');
  });
});

describe('READ-06', () => {
  const head = (yaml: string): Readonly<Record<string, string>> => ({ [file]: `---\n${yaml}---\n\n# Title\n` });
  const good = 'status: accepted\ndate: 2026-01-01\n';

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'a folder that is not there',
      {},
      ['READ-06 docs/adr docs/adr:1:1 docs/adr has no record of a decision, NNNN-title-in-dashes.md.'],
    ],
    [
      'a folder with an index only, and records below it',
      { 'docs/adr/README.md': '', 'docs/adr/old/0001-a.md': '', 'docs/adr/2024/0001-a.md': '' },
      ['READ-06 docs/adr docs/adr:1:1 docs/adr has no record of a decision, NNNN-title-in-dashes.md.'],
    ],
    [
      'a record with another name',
      { 'docs/adr/12-a.md': '', 'docs/adr/0001_a.md': '' },
      [
        'READ-06 docs/adr/0001_a.md docs/adr/0001_a.md:1:1 docs/adr/0001_a.md is not named NNNN-title-in-dashes.md.',
        'READ-06 docs/adr/12-a.md docs/adr/12-a.md:1:1 docs/adr/12-a.md is not named NNNN-title-in-dashes.md.',
      ],
    ],
    [
      'no front matter',
      { [file]: '# Title\n' },
      [`READ-06 0012 ${file}:1:1 Decision 0012: has no front matter between two lines ---.`],
    ],
    [
      'front matter that does not end',
      { [file]: '---\nstatus: accepted\n' },
      [`READ-06 0012 ${file}:1:1 Decision 0012: has no front matter between two lines ---.`],
    ],
    [
      'text before it',
      { [file]: '\n---\nstatus: accepted\n---\n' },
      [`READ-06 0012 ${file}:1:1 Decision 0012: has no front matter between two lines ---.`],
    ],
    [
      'nothing in it',
      head(''),
      [
        `READ-06 0012 ${file}:1:1 Decision 0012: the front matter has no status.`,
        `READ-06 0012 ${file}:1:1 Decision 0012: date is "", and must be a day in the form YYYY-MM-DD.`,
      ],
    ],
    [
      'a list',
      head('- status: accepted\n'),
      [`READ-06 0012 ${file}:2:1 Decision 0012: the front matter is not a map of names to values.`],
    ],
    [
      'an unknown member',
      head(`${good}method:\n  Store.head:\n`),
      [`READ-06 0012 ${file}:4:1 Decision 0012: the front matter has "method", which the gate does not know.`],
    ],
    [
      'a member twice',
      head(`${good}status: rejected\n`),
      [`READ-06 0012 ${file}:4:1 Decision 0012: Map keys must be unique.`],
    ],
    [
      'a method twice',
      head(`${good}methods:\n  Store.a: { bound: one }\n  Store.a: { bound: two }\n`),
      [`READ-06 0012 ${file}:6:3 Decision 0012: Map keys must be unique.`],
    ],
    [
      'a tab',
      head(`status:\taccepted\ndate: 2026-01-01\n`),
      [`READ-06 0012 ${file}:2:8 Decision 0012: a tab, where YAML is read differently by different readers.`],
    ],
    [
      'an alias',
      head(`status: accepted\ndate: &day 2026-01-01\nsource: [ *day ]\n`),
      [
        `READ-06 0012 ${file}:3:12 Decision 0012: an anchor: write the value where it belongs.`,
        `READ-06 0012 ${file}:4:11 Decision 0012: an alias: write the value out.`,
      ],
    ],
    [
      'a tag',
      head(`status: !!str accepted\ndate: 2026-01-01\n`),
      [`READ-06 0012 ${file}:2:15 Decision 0012: a tag: every value is plain text.`],
    ],
    [
      'a directive',
      head(`%YAML 1.1\n`),
      expect.arrayContaining([`READ-06 0012 ${file}:2:1 Decision 0012: a directive.`]),
    ],
    [
      'a status that is none',
      head(`status: Accepted\ndate: 2026-01-01\n`),
      [
        `READ-06 0012 ${file}:2:9 Decision 0012: status is "Accepted", and must be proposed, accepted, rejected, deprecated or "superseded by NNNN".`,
      ],
    ],
    [
      'superseded by a title',
      head(`status: superseded by methods\ndate: 2026-01-01\n`),
      [
        `READ-06 0012 ${file}:2:9 Decision 0012: status is "superseded by methods", and must be proposed, accepted, rejected, deprecated or "superseded by NNNN".`,
      ],
    ],
    [
      'a day that is none',
      head(`status: accepted\ndate: 2026-02-30\n`),
      [`READ-06 0012 ${file}:3:1 Decision 0012: date is "2026-02-30", and must be a day in the form YYYY-MM-DD.`],
    ],
    [
      'methods as a list',
      head(`${good}methods:\n  - Store.head\n`),
      [`READ-06 0012 ${file}:5:3 Decision 0012: methods is not a map of names to values.`],
    ],
    [
      'a method of no trait',
      head(`${good}methods: { head: { bound: one } }\n`),
      [`READ-06 0012 ${file}:4:12 Decision 0012: methods has "head", which is not Trait.method.`],
    ],
    [
      'an unknown part of a method',
      head(`${good}methods: { Store.head: { key: id } }\n`),
      [
        `READ-06 0012 ${file}:4:26 Decision 0012: Store.head has "key"; its parts are partition-key, bound and capability.`,
      ],
    ],
    [
      'a part that is a list',
      head(`${good}methods: { Store.head: { bound: [ one ] } }\n`),
      [`READ-06 0012 ${file}:4:33 Decision 0012: bound of Store.head is not a text.`],
    ],
    [
      'removes as a text',
      head(`${good}removes: Store.head\n`),
      [`READ-06 0012 ${file}:4:10 Decision 0012: removes is not a list.`],
    ],
    [
      'a predecessor without four digits',
      head(`${good}supersedes: [ 12 ]\n`),
      [String.raw`READ-06 0012 ${file}:4:15 Decision 0012: supersedes has "12", which has not the form ^\d{4}$.`],
    ],
    [
      'a setting twice',
      head(`${good}relaxes: [ a, a ]\n`),
      [`READ-06 0012 ${file}:4:15 Decision 0012: relaxes has a twice.`],
    ],
    [
      'no title',
      { [file]: `---\n${good}---\n\n## Part\n` },
      [`READ-06 0012 ${file}:1:1 Decision 0012: has no title: a first heading "# ...".`],
    ],
  ])('%s', (_, files, expected) => {
    expect(faults(files)).toEqual(expected);
  });

  test('100 000 levels', () => {
    expect(faults(head(`${good}source: ${'['.repeat(100_000)}\n`))[0]).toMatch(/^READ-06 0012 /);
  });

  test('every record that cannot be read is named at once', () => {
    const files = { 'docs/adr/0001-a.md': '', 'docs/adr/0002-b.md': '', [file]: text };
    expect(faults(files).map((line) => line.slice(0, 12))).toEqual(['READ-06 0001', 'READ-06 0002']);
  });
});

describe('the questions', () => {
  const answer = 'It is answered in these words.';
  const part = (answers: (heading: string) => string): string =>
    `## Questions of the gate\n\n${questions.map(({ heading }) => `### ${heading}\n\n${answers(heading)}\n`).join('\n')}`;
  const whole = part(() => answer);
  const asked = 'What bounds it?';
  const document = (body: string): string =>
    `---\nstatus: accepted\ndate: 2026-01-01\nmethods: { Store.head: }\n---\n\n# Title\n\n${body}\n\n## Consequences\n\nNone of these words is an answer.\n`;
  const open = (body: string): readonly unknown[] =>
    read(document(body))
      .questions.filter(({ unanswered }) => unanswered !== undefined)
      .map(({ heading, place: { line }, unanswered }) => [heading, line, unanswered]);
  const unanswered = (text2: string): readonly unknown[] =>
    open(part((heading) => (heading === asked ? text2 : answer)));

  test('are answered', () => {
    expect(open(whole)).toEqual([]);
    expect(read(document(whole)).questions.map(({ heading }) => heading)).toEqual(
      questions.map(({ heading }) => heading),
    );
  });

  test('are not asked of a record without methods', () => {
    expect(read(document('').replace('methods: { Store.head: }\n', '')).questions).toEqual([]);
  });

  test.each([
    ['nothing', '', 'is empty'],
    ['the placeholder', '_Answer:_', 'is still the placeholder'],
    ['a comment', `<!-- ${answer} -->`, 'is empty'],
    ['a comment of several lines', `<!--\n${answer}\n-->`, 'is empty'],
    ['a fence of code', `\`\`\`\n${answer}\n\`\`\``, 'is empty'],
    ['a fence of tildes, with backticks in it', `~~~~\n\`\`\`\n~~~\n${answer}\n~~~~`, 'is empty'],
    ['headings', `#### ${answer}\n\n##### ${answer}`, 'is empty'],
    ['see above', 'See above.', 'says only "See above."'],
  ])('%s is no answer', (_, text2, reason) => {
    expect(unanswered(text2)).toEqual([[asked, 15, reason]]);
  });

  test('a comment in a code span is text, and words around a comment count', () => {
    expect(unanswered('Never write `<!--` in such an answer.')).toEqual([]);
    expect(unanswered('One <!-- not --> row by primary key.')).toEqual([]);
  });

  test('a comment that is never closed hides what follows', () => {
    expect(
      open(whole.replace(`${asked}\n\n`, `${asked}\n\n<!-- `)).map((each) => (each as readonly string[])[0]),
    ).toEqual(questions.slice(1).map(({ heading }) => heading));
  });

  test('a heading that is missing, misspelt, of another level, in a comment, or twice', () => {
    const heading = `### ${asked}`;
    const missing = [[asked, 9, 'has no heading']];
    expect(open(whole.replace(heading, ''))).toEqual(missing);
    expect(open(whole.replace(heading, '### What bounds this?'))).toEqual(missing);
    expect(open(whole.replace(heading, `#### ${asked}`))).toEqual(missing);
    expect(open(whole.replace(heading, `<!-- ${heading} -->`))).toEqual(missing);
    expect(open(whole.replace(heading, `\`\`\`\n${heading}\n\`\`\``))).toEqual(missing);
    expect(open(`${whole}\n\n${heading}\n\n${answer}`)).toEqual([[asked, 44, 'is asked twice']]);
  });

  test('the part is missing, or there are two', () => {
    const all = questions.map(({ heading }) => heading);
    const reason = 'has no heading, as there is no part "Questions of the gate"';
    expect(open('')).toEqual(all.map((heading) => [heading, 7, reason]));
    expect(open(whole.replace('## Questions', '### Questions'))).toEqual(all.map((heading) => [heading, 7, reason]));
    expect(open(`${whole}\n\n## Questions of the gate\n`)).toEqual(
      all.map((heading) => [heading, 44, 'stands in one of two parts "Questions of the gate"']),
    );
  });
});
