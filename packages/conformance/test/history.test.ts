import { ColloquyError, dialogueId, type Commit } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { itemKey } from '../src/data/names.ts';
import type { Answered, Operation, Unanswered } from '../src/history/Operation.ts';
import { validateHistory } from '../src/history/validateHistory.ts';
import { ModelDialogue } from '../src/model/ModelDialogue.ts';

const id = dialogueId('history');

/** Three commits in a row over two records, and what is left in the end. */
function story() {
  const model = new ModelDialogue(id);
  const commits: Commit[] = [];
  for (const puts of [[itemKey(0), itemKey(1)], [itemKey(0)], [itemKey(1), itemKey(2)]]) {
    const commit = model.draft({ puts });
    model.commit(commit);
    commits.push(commit);
  }
  return { model, commits, outcome: { log: model.entries(1), records: model.records() } };
}

let clock = 0;

function at(begin: number, end: number, call: Answered | Unanswered): Operation {
  return { client: `client ${(clock += 1)}`, id, begin, end, call };
}

const committed = (commit: Commit): Answered => ({ method: 'commit', commit, answer: { outcome: 'committed' } });

/** The commits one after another, at 10, 20, 30. */
function inARow(commits: readonly Commit[]): Operation[] {
  return commits.map((commit, n) => at(10 * n + 10, 10 * n + 15, committed(commit)));
}

function reasons(operations: readonly Operation[], outcome = story().outcome): readonly string[] {
  return validateHistory(id, operations, outcome).map((found) => `${found.clause} ${found.reason}`);
}

const { model, commits, outcome } = story();
const all = [itemKey(0), itemKey(1), itemKey(2)];

describe('right histories', () => {
  test('commits in a row, reads of each state between and beside them', () => {
    const reads = [0, 1, 2, 3].flatMap((n) => {
      const [begin, end] = [10 * n + 6, 10 * n + 8];
      const head = model.head(n);
      return [
        at(begin, end, { method: 'head', answer: head }),
        at(begin, end, { method: 'get', keys: all, answer: { head, records: model.get(all, n) } }),
        at(begin, end, { method: 'load', answer: { head, records: model.records(n) } }),
        at(begin, end, { method: 'last', prefix: 'item#', answer: model.last('item#', n) }),
        at(begin, end, {
          method: 'log',
          from: 1,
          limit: 10,
          answer: { entries: model.entries(1, n), next: undefined },
        }),
      ];
    });
    expect(reasons([...inARow(commits), ...reads])).toEqual([]);
  });

  test('a read that runs beside a commit may see the state before or after it', () => {
    for (const n of [1, 2]) {
      const answer = { head: model.head(n), records: model.get(all, n) };
      expect(reasons([...inARow(commits), at(16, 24, { method: 'get', keys: all, answer })])).toEqual([]);
    }
  });

  test('a load whose records are newer than its head', () => {
    const answer = { head: model.head(1), records: model.records(3) };
    expect(reasons([...inARow(commits), at(16, 40, { method: 'load', answer })])).toEqual([]);
  });

  test('an unanswered commit, landed or not, and one that is told that nobody knows', () => {
    const [first, second, third] = inARow(commits);
    const error = new ColloquyError('outcome_unknown', 'lost');
    const lost = commits.slice(2).map((commit) => at(30, Infinity, { method: 'commit', commit, error: undefined }));
    expect(reasons([first, second, ...lost].filter((operation) => operation !== undefined))).toEqual([]);
    const rival = model.draft({ n: 3, variant: 9 });
    for (const unknown of [undefined, error]) {
      const stray = at(30, Infinity, { method: 'commit', commit: rival, error: unknown });
      expect(reasons([first, second, third, stray].filter((operation) => operation !== undefined))).toEqual([]);
    }
  });

  test('a loser that is told the winner', () => {
    const rival = model.draft({ n: 2, variant: 9 });
    const answer = { outcome: 'conflict', head: model.head(3), entry: model.entry(2) } as const;
    expect(reasons([...inARow(commits), at(16, 40, { method: 'commit', commit: rival, answer })])).toEqual([]);
  });
});

describe('wrong histories', () => {
  const rival = model.draft({ n: 2, variant: 9 });
  const cases: readonly (readonly [string, Operation])[] = [
    ['PS-HEAD-03 stale', at(26, 28, { method: 'head', answer: model.head(1) })],
    ['PS-HEAD-02 wrong-head', at(26, 28, { method: 'head', answer: { ...commits[2], n: 2 } as never })],
    [
      'PS-GET-05 stale',
      at(26, 28, { method: 'get', keys: all, answer: { head: model.head(1), records: model.get(all, 1) } }),
    ],
    [
      'PS-GET-02 torn',
      at(26, 34, { method: 'get', keys: all, answer: { head: model.head(2), records: model.get(all, 3) } }),
    ],
    [
      'PS-LOAD-03 older-than-head',
      at(36, 38, {
        method: 'load',
        answer: { head: model.head(3), records: [...model.records(1), ...model.get([itemKey(2)])] },
      }),
    ],
    [
      'PS-LOAD-03 left-out',
      at(36, 38, { method: 'load', answer: { head: model.head(3), records: model.records(3).slice(1) } }),
    ],
    ['PS-LOAD-04 stale', at(36, 38, { method: 'load', answer: { head: model.head(2), records: model.records(2) } })],
    ['PS-LAST-01 not-the-greatest', at(36, 38, { method: 'last', prefix: 'item#', answer: itemKey(1) })],
    [
      'PS-LOG-04 entries-missing',
      at(36, 38, { method: 'log', from: 3, limit: 1, answer: { entries: [], next: undefined } }),
    ],
    ['PS-COMMIT-10 two-winners', at(16, 19, committed(rival))],
    [
      'PS-COMMIT-10 winner-refused',
      at(16, 40, {
        method: 'commit',
        commit: commits[2] ?? rival,
        answer: { outcome: 'conflict', head: model.head(3), entry: model.entry(3) },
      }),
    ],
    [
      'PS-COMMIT-10 wrong-winner',
      at(16, 40, {
        method: 'commit',
        commit: rival,
        answer: { outcome: 'conflict', head: model.head(3), entry: rival },
      }),
    ],
    [
      'PS-COMMIT-13 written-despite-error',
      at(16, 40, { method: 'commit', commit: commits[2] ?? rival, error: new ColloquyError('backend_busy', 'busy') }),
    ],
  ];
  test.each(cases)('%s', (expected, operation) => {
    expect(reasons([...inARow(commits), operation])).toContain(expected);
  });

  test('an acknowledged commit that is gone', () => {
    const gone = { log: model.entries(1, 2), records: model.records(2) };
    expect(reasons(inARow(commits), gone)).toEqual(['PS-COMMIT-01 acknowledged-and-lost']);
  });

  test('an entry that nobody sent', () => {
    expect(reasons(inARow(commits).slice(0, 2))).toContain('PS-LOG-01 entry-of-nobody');
  });

  test('records that are not those of the log', () => {
    const other = { ...outcome, records: outcome.records.slice(1) };
    expect(reasons(inARow(commits), other)).toEqual(['PS-COMMIT-01 wrong-end-state']);
  });

  test('a commit that was written although its conditions did not hold', () => {
    const unfounded = new ModelDialogue(id);
    const [first] = commits;
    if (first !== undefined) unfounded.commit(first);
    const wrong = unfounded.draft({ puts: [{ key: itemKey(0), prior: null }] });
    const { header, body, auth, commitId, n } = wrong;
    const log = [...unfounded.entries(1), { n, commitId, header, body, auth }];
    expect(
      reasons([...inARow([first ?? wrong]), at(20, 25, committed(wrong))], { log, records: unfounded.records() }),
    ).toContain('PS-COMMIT-07 condition-ignored');
  });
});
