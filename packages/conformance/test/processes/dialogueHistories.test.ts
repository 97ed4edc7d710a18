import { describe, expect, test } from 'vitest';
import type { DialogueCall, LoadAnswer } from '../../src/processes/DialogueCall.ts';
import { judgeDialogue, type DialogueEnd } from '../../src/processes/judgeDialogue.ts';

const log = [1, 2, 3].map((n) => ({ n, hash: `hash ${n}` }));
const end: DialogueEnd = { log, tags: ['a0.0', 'b0.0', 'a0.1'] };

function write(begin: number, until: number, tag: string, n?: number): DialogueCall {
  const answer = n === undefined ? {} : { answer: { n, sendings: 1 } };
  return { client: tag.slice(0, 2), begin, end: until, call: { method: 'write', tag, ...answer } };
}

function load(
  begin: number,
  until: number,
  n: number,
  tags: readonly string[],
  change: Partial<LoadAnswer> = {},
): DialogueCall {
  const answer = { n, logHead: `hash ${n}`, tags, ...change };
  return { client: 'r0', begin, end: until, call: { method: 'load', answer } };
}

const writes = [write(1, 2, 'a0.0', 1), write(3, 4, 'b0.0', 2), write(5, 6, 'a0.1', 3)];

function reasons(calls: readonly DialogueCall[], what: DialogueEnd = end): string[] {
  return judgeDialogue(calls, what).map(({ reason }) => reason);
}

describe('histories of a dialogue that are right', () => {
  test('one after another, with loads at any of the states beside them', () => {
    const beside = [load(2.5, 4.5, 1, ['a0.0']), load(2.5, 4.5, 2, ['a0.0', 'b0.0']), load(7, 8, 3, end.tags)];
    expect(reasons([...writes, ...beside])).toEqual([]);
  });

  test('an unanswered write may be there or not', () => {
    const before = [write(1, 2, 'a0.0', 1), write(3, Infinity, 'b0.0')];
    expect(reasons(before, { log: log.slice(0, 2), tags: ['a0.0', 'b0.0'] })).toEqual([]);
    expect(reasons(before, { log: log.slice(0, 1), tags: ['a0.0'] })).toEqual([]);
  });

  test('a repetition by a later process answers with the first number', () => {
    expect(
      reasons([writes[0] ?? [], write(3, Infinity, 'b0.0'), ...writes.slice(2), write(7, 8, 'b0.0', 2)].flat()),
    ).toEqual([]);
  });
});

describe('histories of a dialogue that are wrong', () => {
  test('an acknowledged write is lost', () => {
    expect(reasons(writes, { log, tags: ['a0.0', 'a0.1'] })).toEqual(['acknowledged-and-lost']);
  });

  test('a write is there twice', () => {
    expect(reasons(writes, { log, tags: [...end.tags, 'b0.0'] })).toEqual(['twice']);
  });

  test('a write is there that nobody made', () => {
    expect(reasons(writes, { log, tags: [...end.tags, 'c0.0'] })).toEqual(['of-nobody']);
  });

  test('two writes were acknowledged under one number', () => {
    expect(reasons([...writes.slice(0, 2), write(3, 4, 'a0.1', 2)])).toEqual(['two-winners']);
  });

  test('a number beyond the end of the log; a gap in the log', () => {
    expect(reasons(writes, { log: log.slice(0, 2), tags: end.tags })).toEqual(['entries-missing']);
    expect(
      reasons(writes, {
        log: [log[0], log[2], { n: 4, hash: 'hash 4' }].filter((e) => e !== undefined),
        tags: end.tags,
      }),
    ).toContain('gap');
  });

  test('a repetition is given another number', () => {
    expect(reasons([...writes, write(7, 8, 'b0.0', 3)])).toEqual(['other-result']);
  });

  test('numbers against real time', () => {
    expect(reasons([write(1, 2, 'a0.0', 1), write(5, 6, 'b0.0', 2), write(3, 4, 'a0.1', 3)])).toEqual([
      'against-real-time',
    ]);
  });

  test('a stale load', () => {
    expect(reasons([...writes, load(7, 8, 2, ['a0.0', 'b0.0'])])).toEqual(['stale']);
  });

  test('a torn load: it lacks a write before its head, or shows one after it', () => {
    expect(reasons([...writes, load(3.5, 6.5, 2, ['a0.0'])])).toEqual(['torn']);
    expect(reasons([...writes, load(3.5, 6.5, 2, end.tags)])).toEqual(['torn']);
  });

  test('a phantom: a load shows what is not there in the end', () => {
    const lost = [writes[0] ?? [], write(3, Infinity, 'b0.0'), load(3.5, 6, 1, ['a0.0', 'b0.0'])].flat();
    expect(reasons(lost, { log: log.slice(0, 1), tags: ['a0.0'] })).toEqual(['phantom']);
  });

  test('a load of a head that is not in the log', () => {
    expect(reasons([...writes, load(7, 8, 3, end.tags, { logHead: 'hash of another' })])).toEqual(['fork']);
    expect(reasons([...writes, load(7, 8, 4, end.tags)])).toEqual(['unknown-head']);
  });
});
