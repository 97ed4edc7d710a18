import { dialogueId, type Commit } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { itemKey } from '../../src/data/names.ts';
import { judgeOrder } from '../../src/history/judgeOrder.ts';
import type { Operation } from '../../src/history/Operation.ts';
import { validateHistory, type Outcome } from '../../src/history/validateHistory.ts';
import { ModelDialogue } from '../../src/model/ModelDialogue.ts';
import { judgeTags, tagKey } from '../../src/processes/judgeTags.ts';

const id = dialogueId('judged');
type Call = Operation['call'];

/** Three commits of two clients, each of which changes item 0 and a record of its own. */
function threeCommits(): { readonly model: ModelDialogue; readonly commits: readonly [Commit, Commit, Commit] } {
  const model = new ModelDialogue(id);
  const next = (tag: string): Commit => {
    const commit = model.draft({ puts: [itemKey(0), tagKey(tag)] });
    model.commit(commit);
    return commit;
  };
  return { model, commits: [next('a0.0'), next('b0.0'), next('a0.1')] };
}

const { model, commits } = threeCommits();
const [first, second, third] = commits;
const tags = ['a0.0', 'b0.0', 'a0.1'];

function outcome(n = model.n): Outcome {
  return { log: model.entries(1, n), records: model.records(n) };
}

function at(begin: number, end: number, call: Call, client = 'a0'): Operation {
  return { client, id, begin, end, call };
}

function committed(commit: Commit): Call {
  return { method: 'commit', commit, answer: { outcome: 'committed' } };
}

/** Its sender died. */
function unanswered(commit: Commit): Call {
  return { method: 'commit', commit, error: undefined };
}

function head(n: number): Call {
  return { method: 'head', answer: model.head(n) };
}

/** A get of all records as they were in the states after the given numbers. */
function get(headAt: number, recordsAt = headAt): Call {
  const keys = model.keys();
  return { method: 'get', keys, answer: { head: model.head(headAt), records: model.get(keys, recordsAt) } };
}

const writes = [at(1, 2, committed(first)), at(3, 4, committed(second), 'b0'), at(5, 6, committed(third))];

function reasons(operations: readonly Operation[], end: Outcome = outcome(), done: readonly string[] = tags): string[] {
  const findings = [
    ...validateHistory(id, operations, end),
    ...judgeOrder(operations),
    ...judgeTags(operations, end.log, done),
  ];
  return findings.map(({ reason }) => reason);
}

describe('histories of a store that are right', () => {
  test('one after another', () => {
    expect(reasons(writes)).toEqual([]);
  });

  test('reads beside a commit may show the state before it or after it', () => {
    const beside = (call: Call): Operation => at(2.5, 4.5, call, 'r0');
    expect(reasons([...writes, beside(head(1)), beside(head(2)), beside(get(1)), beside(get(2))])).toEqual([]);
  });

  test('a commit whose sender died may have landed', () => {
    expect(
      reasons([at(1, 2, committed(first)), at(3, Infinity, unanswered(second), 'b0')], outcome(2), tags.slice(0, 2)),
    ).toEqual([]);
  });

  test('a commit whose sender died may be lost', () => {
    expect(
      reasons([at(1, 2, committed(first)), at(3, Infinity, unanswered(second), 'b0')], outcome(1), ['a0.0']),
    ).toEqual([]);
  });

  test('the same bytes sent again are acknowledged late, under their old number', () => {
    const again = [at(3, Infinity, unanswered(second), 'b0'), at(7, 8, committed(second), 'b0')];
    expect(reasons([at(1, 2, committed(first)), ...again, at(5, 6, committed(third))])).toEqual([]);
  });
});

describe('histories of a store that are wrong', () => {
  test('an acknowledged commit is lost', () => {
    expect(reasons(writes, outcome(2))).toContain('acknowledged-and-lost');
  });

  test('a commit that nobody sent is in the log', () => {
    expect(reasons([at(1, 2, committed(first)), at(5, 6, committed(third))])).toContain('entry-of-nobody');
  });

  test('the log holds an entry twice', () => {
    const [one, two] = model.entries(1);
    if (one === undefined || two === undefined) throw new Error('the model has three commits');
    const log = [one, two, { ...two, n: 3 }];
    expect(reasons(writes.slice(0, 2), { log, records: model.records(2) })).toContain('entry-of-nobody');
  });

  test('two processes are both told that they are commit 2', () => {
    const rival = new ModelDialogue(id);
    rival.commit(first);
    const other = rival.draft({ puts: [itemKey(0), tagKey('c0.0')], variant: 7 });
    expect(reasons([...writes, at(3, 4, committed(other), 'c0')])).toContain('two-winners');
  });

  test('one write landed under two numbers', () => {
    const twice = new ModelDialogue(id);
    const write = (): Commit => {
      const commit = twice.draft({ puts: [tagKey('a0.0')] });
      twice.commit(commit);
      return commit;
    };
    const sent = [at(1, Infinity, unanswered(write())), at(3, 4, committed(write()))];
    const end = { log: twice.entries(1), records: twice.records() };
    expect(reasons(sent, end, ['a0.0'])).toEqual(['twice']);
  });

  test('numbers against real time', () => {
    // The third was acknowledged before the second was sent.
    const late = [at(1, 2, committed(first)), at(5, 6, committed(second), 'b0'), at(3, 4, committed(third))];
    expect(reasons(late)).toEqual(['against-real-time']);
  });

  test('a stale head, a stale get', () => {
    expect(reasons([...writes, at(7, 8, head(2), 'r0')])).toEqual(['stale']);
    expect(reasons([...writes, at(7, 8, get(2), 'r0')])).toEqual(['stale']);
  });

  test('a torn get: the head of one state, the records of another', () => {
    expect(reasons([...writes, at(3.5, 4.5, get(2, 1), 'r0')])).toEqual(['torn']);
  });

  test('a read of what never took effect', () => {
    const part = [at(1, 2, committed(first)), at(3, Infinity, unanswered(second), 'b0'), at(5, 6, head(2), 'r0')];
    expect(reasons(part, outcome(1), ['a0.0'])).toEqual(['unknown-head']);
  });

  test('half of a commit is left behind', () => {
    const [, ...rest] = model.records(2);
    const records = [...model.records(1).slice(0, 1), ...rest];
    expect(reasons(writes.slice(0, 2), { log: model.entries(1, 2), records }, tags.slice(0, 2))).toEqual([
      'wrong-end-state',
    ]);
  });
});
