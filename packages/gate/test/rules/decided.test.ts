import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/Finding.ts';
import type { Change } from '../../src/model/Change.ts';
import { checks } from '../../src/rules/checks/index.ts';
import { changedMethods } from '../../src/rules/checks/changedMethods.ts';
import { danglingReferences } from '../../src/rules/checks/danglingReferences.ts';
import { decisionNumbers } from '../../src/rules/checks/decisionNumbers.ts';
import { incompleteDecisions } from '../../src/rules/checks/incompleteDecisions.ts';
import { majorEntries } from '../../src/rules/checks/majorEntries.ts';
import { newMethods } from '../../src/rules/checks/newMethods.ts';
import { recordsInForce } from '../../src/rules/checks/recordsInForce.ts';
import { removedMethods } from '../../src/rules/checks/removedMethods.ts';
import { rewrittenDecisions } from '../../src/rules/checks/rewrittenDecisions.ts';
import { unansweredQuestions } from '../../src/rules/checks/unansweredQuestions.ts';
import { admitted, change, configuration, decision, side, told, type Spec } from '../support/change.ts';

/** Every rule about what was decided, so that each case shows that one of them speaks and the others are silent. */
const decided = [
  newMethods,
  changedMethods,
  removedMethods,
  decisionNumbers,
  danglingReferences,
  recordsInForce,
  unansweredQuestions,
  rewrittenDecisions,
  incompleteDecisions,
  majorEntries,
];

function judge(of: Change): readonly string[] {
  return told(decided.flatMap((check): readonly Finding[] => check(of)));
}

const first = decision('0001', { lists: ['Store.head', 'Store.load'] });
const old: Readonly<Record<string, Spec>> = { 'Store.head': {}, 'Store.load': { line: 8 } };
const base = side(old, [first]);
const changelog = (text: string): { readonly texts: Readonly<Record<string, string>> } => ({
  texts: { 'CHANGELOG.md': `# Changelog\n\n## Unreleased\n\n### Major\n\n${text}\n\n## 1.0.0\n` },
});

test('every check is in the list that the gate runs', () => {
  expect(decided.filter((check) => !checks.includes(check))).toEqual([]);
});

describe('a new method', () => {
  const withCount = (spec: Spec): Readonly<Record<string, Spec>> => ({ ...old, 'Store.count': { line: 9, ...spec } });
  const second = decision('0002', { lists: ['Store.count'] });

  test('passes with an accepted record that lists it', () => {
    expect(judge(change(side(withCount({ adr: '0002' }), [first, second]), base))).toEqual([]);
  });

  test('ADR-01 when the record that its contract names lists other methods', () => {
    expect(judge(change(side(withCount({}), [first]), base))).toEqual([
      'ADR-01 Store.count src/Store.ts:9:3 Store.count is new and not admitted: decision 0001, which its contract names, does not list it.',
    ]);
  });

  test('ADR-01 when another record lists it than the one that its contract names', () => {
    expect(judge(change(side(withCount({}), [first, second]), base))).toHaveLength(1);
  });

  test('ADR-01 without an entry only when no accepted record lists it either', () => {
    expect(judge(change(side(withCount({ entry: false }), [first, second]), base))).toEqual([]);
    expect(judge(change(side(withCount({ entry: false }), [first]), base))).toEqual([
      'ADR-01 Store.count src/Store.ts:9:3 Store.count is new and not admitted: no accepted decision lists it.',
    ]);
  });

  test('ADR-01 when it was removed by a later record than the one that admitted it', () => {
    const removing = decision('0003', { removes: ['Store.count'] });
    const head = side(withCount({ adr: '0002' }), [first, second, removing]);
    expect(judge(change(head, side(old, [first, second, removing])))).toEqual([
      'ADR-01 Store.count src/Store.ts:9:3 Store.count is new and not admitted: decision 0002 admitted it, and 0003 removes it.',
    ]);
    const again = decision('0004', { lists: ['Store.count'] });
    const admittedAgain = side(withCount({ adr: '0004' }), [first, second, removing, again]);
    expect(judge(change(admittedAgain, side(old, [first, second, removing])))).toEqual([]);
  });

  test('ADR-05, and no other, when the record is missing', () => {
    expect(judge(change(side(withCount({ adr: '0044' }), [first]), base))).toEqual([
      'ADR-05 Store.count src/contracts.ts:15:5 The contract of Store.count names decision 0044, and there is none.',
    ]);
  });

  test.each([
    ['proposed', undefined, 'proposed'],
    ['rejected', undefined, 'rejected'],
    ['deprecated', undefined, 'deprecated'],
  ] as const)('ADR-06, and no other, when the record is %s', (status, supersededBy, state) => {
    const record = decision('0002', { lists: ['Store.count'], status, supersededBy });
    expect(judge(change(side(withCount({ adr: '0002' }), [first, record]), base))).toEqual([
      `ADR-06 Store.count src/contracts.ts:15:5 The contract of Store.count rests on decision 0002, which is ${state}.`,
    ]);
  });

  test('ADR-06, and no other, when the record is superseded', () => {
    const record = decision('0002', { lists: ['Store.count'], status: 'superseded', supersededBy: '0003' });
    const successor = decision('0003', { lists: ['Store.count'], supersedes: ['0002'] });
    expect(judge(change(side(withCount({ adr: '0002' }), [first, record, successor]), base))).toEqual([
      'ADR-06 Store.count src/contracts.ts:15:5 The contract of Store.count rests on decision 0002, which is superseded by 0003.',
    ]);
  });

  test('without a base, every method must be admitted by what its contract names', () => {
    expect(judge(change(base))).toEqual([]);
    expect(judge(change(side(old, [decision('0001', { lists: ['Store.head'] })])))).toEqual([
      'ADR-01 Store.load src/Store.ts:8:3 Store.load is not admitted: decision 0001, which its contract names, does not list it.',
    ]);
  });
});

describe('a changed method', () => {
  const second = decision('0002', { lists: ['Store.head'] });
  const told02 = (what: string): string =>
    `ADR-02 Store.head src/Store.ts:7:3 Store.head has changed (${what}) without a new decision: decision 0001 is as old as the method was.`;
  const change01 = (what: string): string =>
    `CHANGE-01 Store.head CHANGELOG.md:1:1 Store.head has changed (${what}), and no new entry under "### Major" of the unreleased changes names it.`;

  test.each<[string, Spec]>([
    ['its signature, or a type that it reaches', { shape: 'another' }],
    ['its class, point, which is page now', { access: 'page' }],
    ['its budget of requests', { budget: { requests: '2' } }],
    ['its budget of requests', { budget: { requests: { small: '1' } } }],
    ['its budget of statements', { budget: { requests: '1', statements: '1' } }],
    ['its budget of requests', { budget: {} }],
    ['its clauses, without ST-A-01', { clauses: ['ST-B-01'] }],
  ])('ADR-02 and CHANGE-01: %s', (what, spec) => {
    const head = side({ ...old, 'Store.head': spec }, [first]);
    expect(judge(change(head, base))).toEqual([told02(what), change01(what)]);
  });

  test.each<[string, Spec]>([
    ['other words for the keys', { keys: 'the head, once' }],
    ['a clause more', { clauses: ['ST-A-01', 'ST-B-01'] }],
    ['the layout of a formula', { budget: { requests: ' 1 ' } }],
    ['another line', { line: 70 }],
  ])('%s is no change', (_, spec) => {
    expect(judge(change(side({ ...old, 'Store.head': spec }, [first]), base))).toEqual([]);
  });

  test('the order of cases is no change', () => {
    const before = side({ ...old, 'Store.head': { budget: { requests: { a: '1', b: '2' } } } }, [first]);
    const after = side({ ...old, 'Store.head': { budget: { requests: { b: '2', a: '1' } } } }, [first]);
    expect(judge(change(after, before))).toEqual([]);
  });

  test('passes with a new record that its contract names, and an entry', () => {
    const head = side(
      { ...old, 'Store.head': { shape: 'another', adr: '0002' } },
      [first, second],
      changelog('- `Store.head`: wider.'),
    );
    expect(judge(change(head, base))).toEqual([]);
  });

  test('a record that was proposed at the base and is accepted now is new', () => {
    const proposed = decision('0002', { lists: ['Store.head'], status: 'proposed' });
    const head = side(
      { ...old, 'Store.head': { shape: 'another', adr: '0002' } },
      [first, second],
      changelog('- Store.head.'),
    );
    expect(judge(change(head, side(old, [first, proposed])))).toEqual([]);
  });

  test('ADR-02 when the new record is not the one that its contract names', () => {
    const head = side({ ...old, 'Store.head': { shape: 'another' } }, [first, second], changelog('- Store.head'));
    expect(judge(change(head, base))).toEqual([told02('its signature, or a type that it reaches')]);
  });

  test('ADR-02 when the new record lists another method', () => {
    const other = decision('0002', { lists: ['Store.load'] });
    const head = side(
      { ...old, 'Store.head': { shape: 'another', adr: '0002' } },
      [first, other],
      changelog('- Store.head'),
    );
    expect(judge(change(head, base))).toEqual([
      'ADR-02 Store.head src/Store.ts:7:3 Store.head has changed (its signature, or a type that it reaches) without a new decision: decision 0002, which its contract names, does not list it.',
    ]);
  });

  test('ADR-06 alone when the new record is only proposed', () => {
    const proposed = decision('0002', { lists: ['Store.head'], status: 'proposed' });
    const head = side(
      { ...old, 'Store.head': { shape: 'another', adr: '0002' } },
      [first, proposed],
      changelog('- Store.head'),
    );
    expect(judge(change(head, base)).map((line) => line.slice(0, 6))).toEqual(['ADR-06']);
  });

  test('another accepted record that lists it is no change; one that does not is ADR-05', () => {
    const moved = (record: typeof first): Change =>
      change(side({ ...old, 'Store.head': { adr: '0002' } }, [first, record]), base);
    expect(judge(moved(second))).toEqual([]);
    expect(judge(moved(decision('0002')))).toEqual([
      'ADR-05 Store.head src/contracts.ts:15:5 Store.head is not admitted: decision 0002, which its contract names, does not list it.',
    ]);
  });

  test.each([
    ['an entry elsewhere', '# Changelog\n\n## Unreleased\n\n### Added\n\n- Store.head\n', 3],
    [
      'an entry of a release',
      '# Changelog\n\n## Unreleased\n\n### Major\n\n## 1.0.0\n\n### Major\n\n- Store.head\n',
      5,
    ],
    [
      'an entry about a longer name',
      '# Changelog\n\n## Unreleased\n\n### Major\n\n- Store.headers and MyStore.head\n',
      5,
    ],
    ['an entry in a comment', '# Changelog\n\n## Unreleased\n\n### Major\n\n<!--\n- Store.head\n-->\n', 5],
  ])('CHANGE-01: %s does not count', (_, text, line) => {
    const texts = { 'CHANGELOG.md': text };
    const head = side({ ...old, 'Store.head': { shape: 'another', adr: '0002' } }, [first, second], { texts });
    expect(judge(change(head, base))).toEqual([
      `CHANGE-01 Store.head CHANGELOG.md:${line}:1 Store.head has changed (its signature, or a type that it reaches), and no new entry under "### Major" of the unreleased changes names it.`,
    ]);
  });

  test('CHANGE-01: an entry of an earlier change does not count, one that was extended does', () => {
    const before = side(old, [first], changelog('- Store.head: slower.'));
    const again = (text: string): readonly string[] =>
      judge(
        change(
          side({ ...old, 'Store.head': { shape: 'another', adr: '0002' } }, [first, second], changelog(text)),
          before,
        ),
      );
    expect(again('- Store.head: slower.').map((line) => line.slice(0, 9))).toEqual(['CHANGE-01']);
    expect(again('- Store.head: slower,\n  and wider.')).toEqual([]);
  });
});

describe('a removed method', () => {
  const { 'Store.load': _load, ...left } = old;
  const removing = decision('0002', { removes: ['Store.load'] });

  test('ADR-03 and CHANGE-01 without a record and an entry', () => {
    expect(judge(change(side(left, [first]), base))).toEqual([
      'ADR-03 Store.load src/Store.ts:5:18 Store.load is at the base and gone, and no new accepted decision has it under "removes".',
      'CHANGE-01 Store.load CHANGELOG.md:1:1 Store.load is gone, and no new entry under "### Major" of the unreleased changes names it.',
    ]);
  });

  test('passes with both', () => {
    expect(judge(change(side(left, [first, removing], changelog('- Store.load is gone')), base))).toEqual([]);
  });

  test('ADR-03 when the record is proposed, or older than the base', () => {
    const proposed = { ...removing, status: 'proposed' as const };
    const rule = (of: Change): readonly string[] => judge(of).map((line) => line.slice(0, 6));
    expect(rule(change(side(left, [first, proposed], changelog('- Store.load')), base))).toEqual(['ADR-03']);
    const atBase = side(old, [first, { ...removing, number: '0002' }]);
    expect(rule(change(side(left, [first, removing], changelog('- Store.load')), atBase))).toEqual(['ADR-03']);
  });

  test('a method that a record removes and that stays rests on nothing', () => {
    expect(judge(change(side(old, [first, removing]), base))).toEqual([
      'ADR-05 Store.load src/contracts.ts:15:5 Store.load is not admitted: decision 0001 admitted it, and 0002 removes it.',
    ]);
  });

  test('those of a trait that the configuration drops are its fault, until a record relaxes it', () => {
    const { Store } = configuration.traits;
    if (Store === undefined) throw new TypeError('no Store');
    const before = side({ ...old, 'Index.count': { adr: '0009' } }, [
      first,
      decision('0009', { lists: ['Index.count'] }),
    ]);
    const records = [first, decision('0009', { lists: ['Index.count'] })];
    const parts = { configuration: { traits: { Store } } };
    expect(judge(change(side(old, records, parts), before))).toEqual([]);
    const relaxing = decision('0010', { relaxes: ['traits.Index'] });
    expect(judge(change(side(old, [...records, relaxing], parts), before)).map((line) => line.slice(0, 18))).toEqual([
      'ADR-03 Index.count',
      'CHANGE-01 Index.co',
    ]);
  });
});

describe('what another rule finds', () => {
  const at = { file: 'src/Store.ts', line: 8, column: 3 };

  test('a method that becomes optional or overloaded is there: TRAIT-02', () => {
    const { 'Store.load': _load, ...left } = old;
    const head = side(left, [first]);
    const traits = head.traits.map((trait) =>
      trait.name === 'Store'
        ? { ...trait, oddMembers: [{ name: 'load', place: at, what: 'an optional method' }] }
        : trait,
    );
    expect(judge(change({ ...head, traits }, base))).toEqual([]);
    expect(judge(change({ ...head, traits }))).toEqual([]);
  });

  test('a partition key "none" of a method that takes no dialogue id: SCOPE-01', () => {
    const record = decision('0001', {
      methods: [admitted('Store.head', { partitionKey: 'none' }), admitted('Store.load')],
    });
    const head = side(old, [record]);
    expect(judge(change(head))).toHaveLength(1);
    const traits = head.traits.map((trait) => ({
      ...trait,
      methods: trait.methods.map((method) => ({ ...method, notTheDialogue: { message: 'it takes none', place: at } })),
    }));
    expect(judge(change({ ...head, traits }))).toEqual([]);
  });
});

describe('ADR-04', () => {
  const other = {
    ...decision('0001'),
    title: 'Another',
    place: { file: 'docs/adr/0001-another.md', line: 1, column: 1 },
  };

  test('of two records with one number the newer one must move, whatever its name', () => {
    expect(judge(change(side(old, [other, first]), base))).toEqual([
      'ADR-04 0001 docs/adr/0001-another.md:1:1 Number 0001 of "Another" is taken by "Decision 0001".',
    ]);
    expect(judge(change(side(old, [other, first])))).toEqual([
      'ADR-04 0001 docs/adr/0001-a-title.md:1:1 Number 0001 of "Decision 0001" is taken by "Another".',
    ]);
  });

  test('the number of a record that was rejected is spent', () => {
    const rejected = decision('0002', { status: 'rejected' });
    expect(judge(change(side(old, [first, decision('0002', { title: 'New' })]), side(old, [first, rejected])))).toEqual(
      [
        'ADR-04 0002 docs/adr/0002-a-title.md:1:1 Number 0002 of "New" was that of "Decision 0002", which was rejected.',
      ],
    );
    expect(judge(change(side(old, [first, rejected]), side(old, [first, rejected])))).toEqual([]);
    const proposed = decision('0002', { status: 'proposed' });
    expect(judge(change(side(old, [first, decision('0002', { title: 'New' })]), side(old, [first, proposed])))).toEqual(
      [],
    );
  });
});

describe('ADR-05', () => {
  const judged = (...records: readonly ReturnType<typeof decision>[]): readonly string[] =>
    judge(change(side(old, [first, ...records]), base));

  test('a successor that is not there, is not in force, or does not know of it', () => {
    const gone = decision('0002', { status: 'superseded', supersededBy: '0003' });
    const at = 'ADR-05 0002 docs/adr/0002-a-title.md:2:1 0002 is superseded by 0003,';
    expect(judged(gone)).toEqual([`${at} which is not there.`]);
    expect(judged(gone, decision('0003', { status: 'proposed', supersedes: ['0002'] }))).toEqual([
      `${at} which is proposed.`,
    ]);
    expect(judged(gone, decision('0003'))).toEqual([`${at} which does not name it under "supersedes".`]);
    expect(judged(gone, decision('0003', { supersedes: ['0002'] }))).toEqual([]);
    expect(judged(decision('0002', { status: 'superseded', supersededBy: '0002' }))).toEqual([
      'ADR-05 0002 docs/adr/0002-a-title.md:2:1 0002 is superseded by 0002, which is not there.',
    ]);
  });

  test('a predecessor that is not there, or does not know of it', () => {
    const places = { 'supersedes.0002': { file: 'docs/adr/0003-a-title.md', line: 4, column: 15 } };
    const successor = decision('0003', { supersedes: ['0002'], places });
    expect(judged(successor)).toEqual([
      'ADR-05 0003 docs/adr/0003-a-title.md:4:15 0003 supersedes 0002, which is not there.',
    ]);
    expect(judged(decision('0002'), successor)).toEqual([
      'ADR-05 0003 docs/adr/0003-a-title.md:4:15 0003 supersedes 0002, whose status is not "superseded by 0003".',
    ]);
    // A proposal supersedes nothing yet.
    expect(judged(decision('0002'), { ...successor, status: 'proposed' })).toEqual([]);
  });

  test('a method that is nowhere, unless a later record removes it', () => {
    const lists = decision('0002', { lists: ['Store.gone'] });
    expect(judged(lists)).toEqual([
      'ADR-05 0002 docs/adr/0000.md:5:3 0002 lists Store.gone, which no trait has and no later decision removes.',
    ]);
    expect(judged(lists, decision('0003', { removes: ['Store.gone'] }))).toEqual([]);
    expect(
      judged(decision('0001', { title: 'Earlier', removes: ['Store.gone'] }), lists).filter((line) =>
        line.startsWith('ADR-05 0002'),
      ),
    ).toHaveLength(1);
    expect(judged({ ...lists, status: 'proposed' })).toEqual([]);
    expect(judged({ ...lists, status: 'rejected' })).toEqual([]);
  });

  test('the removal of a method that nobody had', () => {
    expect(judged(decision('0002', { removes: ['Store.never'] }))).toEqual([
      'ADR-05 0002 docs/adr/0002-a-title.md:1:1 0002 removes Store.never, which no trait had and no decision lists.',
    ]);
  });
});

describe('ADR-07 and ADR-09', () => {
  const place = { file: 'docs/adr/0002-a-title.md', line: 40, column: 1 };
  const questions = [{ heading: 'What bounds it?', place, unanswered: 'is empty' }];

  test.each(['proposed', 'accepted', 'deprecated'] as const)('a record that is %s must be complete', (status) => {
    const record = decision('0002', { status, questions, methods: [admitted('Store.head', { bound: undefined })] });
    expect(judge(change(side(old, [first, record]), base))).toEqual([
      'ADR-07 0002 docs/adr/0002-a-title.md:40:1 0002: the question "What bounds it?" is empty.',
      'ADR-09 0002 docs/adr/0000.md:5:3 0002 says no bound of Store.head.',
    ]);
  });

  test('one that is rejected need not', () => {
    const record = decision('0002', {
      status: 'rejected',
      questions,
      methods: [admitted('Store.head', { bound: undefined })],
    });
    expect(judge(change(side(old, [first, record]), base))).toEqual([]);
  });

  test.each([
    [{ partitionKey: undefined }, 'says no partition-key of Store.head'],
    [{ bound: 'TBD' }, 'says "TBD" where the bound of Store.head belongs'],
    [{ bound: 'see above' }, 'says "see above" where the bound of Store.head belongs'],
    [{ partitionKey: 'none' }, 'says "none" where the partition-key of Store.head belongs'],
    [
      { capability: 'Yes, of course' },
      'says "Yes, of course" where "required" or the name of a capability belongs for Store.head',
    ],
    [{ capability: undefined }, 'says no capability of Store.head'],
  ])('ADR-09: %o', (parts, message) => {
    const record = decision('0002', { methods: [admitted('Store.head', parts)] });
    expect(judge(change(side(old, [first, record]), base))).toEqual([
      `ADR-09 0002 docs/adr/0000.md:5:3 0002 ${message}.`,
    ]);
  });

  test('a question across dialogues may have no partition key', () => {
    const methods = { ...old, 'Index.count': { adr: '0002' } };
    const record = decision('0002', {
      methods: [admitted('Index.count', { partitionKey: 'none', capability: 'analytics' })],
    });
    expect(judge(change(side(methods, [first, record]), base))).toEqual([]);
  });
});

describe('ADR-08', () => {
  const judged = (was: Partial<typeof first>, is: Partial<typeof first>): readonly string[] => {
    const number = '0002';
    return judge(change(side(old, [first, decision(number, is)]), side(old, [first, decision(number, was)])));
  };

  test('an accepted record that is gone or has another number', () => {
    const second = decision('0002', { title: 'Two' });
    const before = side(old, [first, second]);
    expect(judge(change(side(old, [first]), before))).toEqual([
      'ADR-08 0002 docs/adr/0002-a-title.md:1:1 0002 "Two" was accepted at the base and is gone.',
    ]);
    expect(judge(change(side(old, [first, decision('0003', { title: 'Two' })]), before))).toEqual([
      'ADR-08 0002 docs/adr/0002-a-title.md:1:1 0002 "Two" was accepted at the base and has become 0003.',
    ]);
  });

  test.each([
    ['title', { title: 'Decision 0002, bent' }, 9],
    ['status (proposed now)', { status: 'proposed' }, 2],
    ['status (rejected now)', { status: 'rejected' }, 2],
    ['methods', { methods: [admitted('Store.head')] }, 0],
    ['removes', { removes: ['Store.load'] }, 1],
    ['relaxes', { relaxes: ['traits.Store.floor'] }, 1],
  ] as const)('rewritten: %s', (part, is, line) => {
    const place = line === 0 ? 'docs/adr/0000.md:5:3' : `docs/adr/0002-a-title.md:${line}:1`;
    expect(judged({}, is).filter((each) => each.startsWith('ADR-08'))).toEqual([
      `ADR-08 0002 ${place} 0002 "Decision 0002" was accepted at the base and is rewritten: ${part}.`,
    ]);
  });

  test('a record is compared with the one in its file, whatever else has its number', () => {
    const other = { ...decision('0001'), place: { file: 'docs/adr/0001-another.md', line: 1, column: 1 } };
    const found = judge(
      change(
        side(old, [
          { ...other, title: 'Another' },
          { ...first, title: 'Bent' },
        ]),
        base,
      ),
    );
    expect(found.filter((line) => line.startsWith('ADR-08'))).toEqual([
      'ADR-08 0001 docs/adr/0001-a-title.md:9:1 0001 "Decision 0001" was accepted at the base and is rewritten: title.',
    ]);
  });

  test('a bound that is bent, with the method that it is of', () => {
    const was = { methods: [admitted('Store.head')] };
    expect(judged(was, { methods: [admitted('Store.head', { bound: 'many items' })] })).toEqual([
      'ADR-08 0002 docs/adr/0000.md:5:3 0002 "Decision 0002" was accepted at the base and is rewritten: methods.',
    ]);
  });

  test('a record that went out of force does not come back', () => {
    expect(judged({ status: 'deprecated' }, {})).toEqual([
      'ADR-08 0002 docs/adr/0002-a-title.md:2:1 0002 "Decision 0002" was deprecated at the base and is rewritten: status (accepted now).',
    ]);
  });

  test('its successor may not change', () => {
    const successors = [decision('0003', { supersedes: ['0002'] }), decision('0004', { supersedes: ['0002'] })];
    const of = (supersededBy: string) => decision('0002', { status: 'superseded', supersededBy });
    const found = judge(
      change(side(old, [first, of('0004'), ...successors]), side(old, [first, of('0003'), ...successors])),
    );
    expect(found.filter((line) => line.startsWith('ADR-08'))).toEqual([
      'ADR-08 0002 docs/adr/0002-a-title.md:2:1 0002 "Decision 0002" was superseded at the base and is rewritten: successor.',
    ]);
  });

  test('what is still open may be rewritten and withdrawn; what is accepted may be deprecated and get another file name', () => {
    expect(judged({ status: 'proposed' }, { title: 'Bent', relaxes: ['opaque'] })).toEqual([]);
    expect(judge(change(side(old, [first]), side(old, [first, decision('0002', { status: 'proposed' })])))).toEqual([]);
    expect(judged({}, { status: 'deprecated' })).toEqual([]);
    expect(judged({}, { place: { file: 'docs/adr/0002-renamed.md', line: 1, column: 1 } })).toEqual([]);
  });

  test('the order of lists is not what was decided', () => {
    const methods = [admitted('Store.head'), admitted('Store.load')];
    expect(judged({ methods }, { methods: methods.toReversed() })).toEqual([]);
  });
});
