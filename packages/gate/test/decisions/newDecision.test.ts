import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../../src/command/Terminal.ts';
import { draftDecision, newDecision, writeDecision } from '../../src/decisions/newDecision.ts';
import { questions } from '../../src/decisions/questions.ts';
import { readDecisions } from '../../src/read/readDecisions.ts';
import { Unreadable } from '../../src/read/Unreadable.ts';
import { incompleteDecisions } from '../../src/rules/checks/incompleteDecisions.ts';
import { recordsInForce } from '../../src/rules/checks/recordsInForce.ts';
import { unansweredQuestions } from '../../src/rules/checks/unansweredQuestions.ts';
import { temporaryFolder } from '../catalogue/support/Project.ts';
import { change, configuration, side } from '../support/change.ts';
import { memoryTree } from '../support/memoryTree.ts';

const wanted = {
  title: 'Dialogues can be counted',
  methods: ['Store.count', 'Store.head'],
  date: '2026-02-03',
  folder: 'docs/adr',
};

let folder = temporaryFolder();
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder[Symbol.dispose]());

describe('a draft', () => {
  test('has the next free number, and a name from its title', () => {
    const path = (title: string, taken: readonly string[] = []): string =>
      draftDecision({ ...wanted, title, taken }).path;
    expect(path('Count')).toBe('docs/adr/0001-count.md');
    expect(path('Count', ['docs/adr/0012-a.md', 'docs/adr/0003-b.md', 'docs/adr/README.md'])).toBe(
      'docs/adr/0013-count.md',
    );
    // Whatever begins with four digits has taken its number, readable or not.
    expect(path('Count', ['0040_x.txt'])).toBe('docs/adr/0041-count.md');
    expect(path('  Écrire: "a/b" — d’abord! ')).toBe('docs/adr/0001-ecrire-a-b-d-abord.md');
    expect(path('../../etc/passwd')).toBe('docs/adr/0001-etc-passwd.md');
    expect(path('word '.repeat(40))).toBe(`docs/adr/0001-${Array.from({ length: 12 }, () => 'word').join('-')}.md`);
    expect(path('w'.repeat(200))).toBe(`docs/adr/0001-${'w'.repeat(60)}.md`);
  });

  test.each([
    [{ title: '' }, 'the title must be one line with at least one letter from a to z or digit'],
    [{ title: '数' }, 'the title must be one line with at least one letter from a to z or digit'],
    [{ title: 'a\n---' }, 'the title must be one line with at least one letter from a to z or digit'],
    [{ methods: [] }, 'at least one method is needed, as Trait.method'],
    [{ methods: ['count'] }, 'count is not Trait.method'],
    [{ methods: ['Store.count: {}\nstatus'] }, 'Store.count: {}\nstatus is not Trait.method'],
    [{ date: '2026-02-30' }, 'the date must be a day in the form YYYY-MM-DD, not 2026-02-30'],
    [{ taken: ['9999-a.md'] }, 'the numbers of four digits are used up'],
  ])('is refused: %o', (parts, message) => {
    expect(() => draftDecision({ ...wanted, taken: [], ...parts })).toThrow(new UsageError(message));
  });

  test('is refused by ADR-06, ADR-07 and ADR-09, and by none of them once it is filled in', () => {
    const { path, text } = draftDecision({ ...wanted, taken: [] });
    const judge = (document: string): readonly string[] => {
      const decisions = readDecisions(memoryTree({ [path]: document }), 'docs/adr');
      const of = change(side({ 'Store.count': {} }, decisions));
      return [recordsInForce, unansweredQuestions, incompleteDecisions]
        .flatMap((check) => check(of))
        .map(({ rule, message }) => `${rule} ${message}`);
    };
    const parts = ['partition-key', 'bound', 'capability'];
    expect(judge(text)).toEqual([
      'ADR-06 The contract of Store.count rests on decision 0001, which is proposed.',
      ...questions.map(({ heading }) => `ADR-07 0001: the question "${heading}" is still the placeholder.`),
      ...['Store.count', 'Store.head'].flatMap((method) =>
        parts.map((part) => `ADR-09 0001 says no ${part} of ${method}.`),
      ),
    ]);
    const filled = text
      .replace('status: proposed', 'status: accepted')
      .replaceAll('partition-key:', 'partition-key: dialogue id')
      .replaceAll('bound:', 'bound: one item')
      .replaceAll('capability:', 'capability: required')
      .replaceAll('_Answer:_', '_Answer:_ It is the id of the dialogue.');
    expect(judge(filled)).toEqual([]);
  });

  test('has the parts of MADR 4 and a hint under each question', () => {
    const { text } = draftDecision({ ...wanted, taken: [] });
    for (const part of [
      'Context and Problem Statement',
      'Considered Options',
      'Decision Outcome',
      'Consequences',
      'Confirmation',
    ]) {
      expect(text).toMatch(new RegExp(`^## ${part}$`, 'm'));
    }
    for (const { heading, hint } of questions)
      expect(text).toContain(`### ${heading}\n\n<!-- ${hint} -->\n\n_Answer:_\n`);
  });
});

describe('new-adr', () => {
  const options = (): Parameters<typeof newDecision>[0] => {
    const { title, methods, date } = wanted;
    return { root: folder.path, configuration: 'colloquy-gate.json', title, methods, date };
  };

  test('writes where the configuration says, beside what is there', () => {
    writeFileSync(
      join(folder.path, 'colloquy-gate.json'),
      JSON.stringify({ ...configuration, decisions: 'docs/records' }),
    );
    expect(newDecision(options())).toBe('docs/records/0001-dialogues-can-be-counted.md');
    expect(newDecision(options())).toBe('docs/records/0002-dialogues-can-be-counted.md');
    expect(readdirSync(join(folder.path, 'docs/records'))).toHaveLength(2);
    expect(readFileSync(join(folder.path, 'docs/records/0002-dialogues-can-be-counted.md'), 'utf8')).toBe(
      draftDecision({ ...wanted, taken: ['0001-a.md'] }).text,
    );
  });

  test('writes over nothing, also when somebody takes the name between the look and the writing', () => {
    const draft = draftDecision({ ...wanted, taken: [] });
    writeDecision(folder.path, { ...draft, text: 'mine' });
    expect(() => writeDecision(folder.path, draft)).toThrow(UsageError);
    expect(readFileSync(join(folder.path, draft.path), 'utf8')).toBe('mine');
  });

  test.each([
    ['is not there', undefined],
    ['does not parse', '{'],
    ['leads out of the project', JSON.stringify({ ...configuration, decisions: '../elsewhere' })],
    ['leads to the root', JSON.stringify({ ...configuration, decisions: '/etc' })],
  ])('READ-01 for a configuration that %s, and nothing is written', (_, text) => {
    if (text !== undefined) writeFileSync(join(folder.path, 'colloquy-gate.json'), text);
    let caught: unknown;
    try {
      newDecision(options());
    } catch (error) {
      caught = error;
    }
    if (!(caught instanceof Unreadable)) throw new TypeError('it was read');
    const [finding] = caught.findings;
    expect([finding?.rule, finding?.subject]).toEqual(['READ-01', 'colloquy-gate.json']);
    expect(readdirSync(folder.path)).toEqual(text === undefined ? [] : ['colloquy-gate.json']);
  });
});
