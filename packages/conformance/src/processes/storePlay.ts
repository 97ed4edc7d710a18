import type { DialogueId, PartitionStore } from '@colloquy/core';
import type { Operation } from '../history/Operation.ts';
import { judgeOrder } from '../history/judgeOrder.ts';
import { validateHistory } from '../history/validateHistory.ts';
import { finding, type Finding } from '../judge/Finding.ts';
import type { Elsewhere } from '../kit/AdapterKit.ts';
import { readLog } from '../laws/support/state.ts';
import { judgeTags } from './judgeTags.ts';
import { playWorkers, type Client, type ReportedCall, type Watch } from './playWorkers.ts';
import { resumeStore, storeHistory } from './storeHistory.ts';
import type { StoreStep } from './StoreStep.ts';

export interface StorePlay {
  readonly elsewhere: Elsewhere;
  readonly id: DialogueId;
  readonly clients: readonly Client<StoreStep>[];
  readonly between?: (calls: readonly ReportedCall[]) => Promise<void>;
  readonly watch?: Watch;
}

export interface StorePlayed {
  readonly operations: readonly Operation[];
  /** Tags of the writes that came to their end: all of them. */
  readonly done: readonly string[];
  readonly schedule: readonly string[];
}

/** Runs scripts on a store, each in a process of its own. */
export async function playStores(play: StorePlay): Promise<StorePlayed> {
  const { calls, schedule } = await playWorkers({ ...play, program: 'store', resume: resumeStore });
  const done = play.clients.flatMap(({ steps }) => steps.flatMap((step) => (step.do === 'write' ? [step.tag] : [])));
  return { operations: storeHistory(play.id, calls), done, schedule };
}

/** Judges what processes were answered by what the store holds in the end. */
export async function judgePlay(
  store: PartitionStore,
  id: DialogueId,
  operations: readonly Operation[],
  done: readonly string[] = [],
): Promise<readonly Finding[]> {
  const { records } = await store.load(id);
  const log = await readLog(store, id);
  return [
    ...validateHistory(id, operations, { log, records }),
    ...judgeOrder(operations),
    ...judgeMismatches(operations),
    ...judgeTags(operations, log, done),
  ];
}

/** Scripts rest each commit on one state and let conflicts win, so that what they read holds as long as the head stays. */
function judgeMismatches(operations: readonly Operation[]): readonly Finding[] {
  return operations.flatMap(({ client, call }): readonly Finding[] => {
    if (call.method !== 'commit' || !('answer' in call) || call.answer.outcome !== 'mismatch') return [];
    const message = `${client}: commit ${call.commit.n} rests on what was read under head ${call.commit.n - 1}, and was refused`;
    return [finding('PS-COMMIT-09', 'mismatch-without-reason', message, { actual: call.answer })];
  });
}
