import {
  limits,
  type Commit,
  type CommitOutcome,
  type DialogueId,
  type PartitionStore,
  type RecordKey,
  type ScopedRead,
} from '@colloquy/core';
import { commitOf, type DraftBase } from '../data/draft.ts';
import { withoutDialogue } from '../judge/Finding.ts';
import type { Reaper } from './Death.ts';
import type { Reporter } from './Reporter.ts';
import type { StoreStep } from './StoreStep.ts';

export interface StoreProgram {
  readonly store: PartitionStore;
  readonly id: DialogueId;
  /** Goes into every commit, so that no two processes send the same bytes by chance. */
  readonly salt: string;
  readonly reporter: Reporter;
  readonly reaper: Reaper;
}

/** How often a write may find the head where it was although it was told otherwise. */
const tolerated = 20;

/** Plays a script on a store. */
export async function playStore(program: StoreProgram, steps: readonly StoreStep[]): Promise<void> {
  for (const [at, step] of steps.entries()) {
    await play(program, at, step);
    program.reporter.send({ type: 'step', step: at });
  }
}

async function play(program: StoreProgram, at: number, step: StoreStep): Promise<void> {
  const { store, id, reporter } = program;
  switch (step.do) {
    case 'write':
      return write(program, at, step);
    case 'send':
      await send(program, at, step.commit);
      return;
    case 'head':
      await reporter.call(at, { method: 'head' }, () => store.head(id), withoutDialogue);
      return;
    case 'heads':
      for (let reads = 0; reads < step.most; reads++) {
        const head = await reporter.call(at, { method: 'head' }, () => store.head(id), withoutDialogue);
        if (head !== undefined && head.n >= step.until) return;
      }
      return;
    case 'settle':
      await reporter.call(at, { method: 'settle' }, () => store.settle(id), withoutDialogue);
      return;
    case 'load':
      await reporter.call(at, { method: 'load' }, () => store.load(id), withoutDialogue);
      return;
    case 'get':
      await reporter.call(at, { method: 'get', keys: step.keys }, () => store.get(id, step.keys), withoutDialogue);
      return;
    case 'last':
      await reporter.call(
        at,
        { method: 'last', prefix: step.prefix },
        () => store.last(id, step.prefix),
        (found) => found?.key,
      );
      return;
    case 'log': {
      const { from, limit } = step;
      await reporter.call(at, { method: 'log', from, limit }, () => store.log(id, from, limit), withoutDialogue);
    }
  }
}

/** Records that a commit can rest on. Those of a load may be newer than its head, but then a commit upon that head comes too late. */
async function readFor(
  { store, id, reporter }: StoreProgram,
  at: number,
  keys: readonly RecordKey[],
): Promise<ScopedRead> {
  if (keys.length > limits.getKeys) return reporter.call(at, { method: 'load' }, () => store.load(id), withoutDialogue);
  return reporter.call(at, { method: 'get', keys }, () => store.get(id, keys), withoutDialogue);
}

async function write(program: StoreProgram, at: number, step: Extract<StoreStep, { do: 'write' }>): Promise<void> {
  if (step.doubt !== undefined && (await send(program, at, step.doubt, false)).outcome === 'committed') return;
  let stuck = 0;
  let lastHead: number | undefined;
  for (let attempt = 0; ; attempt++) {
    const read = await readFor(program, at, step.keys);
    const digests = new Map(read.records.map((record) => [record.key, record.digest]));
    const base: DraftBase = {
      salt: `${program.salt}/${step.tag}`,
      n: read.head?.n ?? 0,
      digestOf: (key) => digests.get(key) ?? null,
    };
    const answer = await send(program, at, commitOf(base, { puts: step.keys, variant: attempt }));
    if (answer.outcome === 'committed') return;
    // A conflict at n means that the next read shows more. The suite will find out; a backend that is stuck must not keep the process.
    stuck = base.n === lastHead ? stuck + 1 : 0;
    lastHead = base.n;
    if (stuck > tolerated) throw new Error(`stuck at ${base.n}, again and again answered ${answer.outcome}`);
  }
}

async function send(program: StoreProgram, at: number, commit: Commit, fresh = true): Promise<CommitOutcome> {
  const { store, id, reporter, reaper } = program;
  const call = reporter.begin(at, { method: 'commit', commit });
  try {
    reaper.beginCommit(fresh);
    const called = store.commit(id, commit);
    reaper.commitCalled();
    const answer = withoutDialogue(await called) as CommitOutcome;
    const time = reporter.now();
    const acknowledged = answer.outcome === 'committed';
    reaper.endCommit(acknowledged);
    if (acknowledged) reaper.beforeReport();
    reporter.end(call, time, answer);
    if (acknowledged) reaper.afterReport();
    return answer;
  } catch (error) {
    reporter.failed(call, reporter.now(), error);
    throw error;
  }
}
