import { dialogueId, type DialogueId, type PartitionStore, type RecordKey } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { Capabilities } from '../../kit/Capabilities.ts';
import type { Elsewhere, Fixture, StoreContext } from '../../kit/AdapterKit.ts';
import { expectNone } from '../../laws/support/state.ts';
import { largeCount } from '../../laws/support/size.ts';
import type { Applicability } from '../../suite/Law.ts';
import { Writer } from '../../laws/support/Writer.ts';
import type { Death } from '../Death.ts';
import { Dice } from '../Dice.ts';
import { tagKey } from '../judgeTags.ts';
import { openElsewhere } from '../openElsewhere.ts';
import { PlayFailed, type ReportedCall } from '../playWorkers.ts';
import { storeHistory } from '../storeHistory.ts';
import { judgePlay, playStores, type StorePlay, type StorePlayed } from '../storePlay.ts';
import type { StoreStep } from '../StoreStep.ts';
import { tagOf } from '../tagsOf.ts';

export const whenProcesses: Applicability<Capabilities> = { when: 'processes', holds: (c) => c.processes };
export const whenDurableProcesses: Applicability<Capabilities> = {
  when: 'durable and processes',
  holds: (c) => c.durable && c.processes,
};

/** Records that every write changes, so that any mixture of two states shows. */
export const hotKeys: readonly RecordKey[] = [itemKey(0), itemKey(1)];

/** A small write: the hot records and its own. */
export function smallWrite(client: string, at: number): StoreStep {
  const tag = tagOf(client, at);
  return { do: 'write', tag, keys: [...hotKeys, tagKey(tag)] };
}

/** A write that is surely large for this backend. */
export function largeWrite(t: StoreContext, client: string, at: number): StoreStep {
  const tag = tagOf(client, at);
  return { do: 'write', tag, keys: [...manyKeys(largeCount(t.capabilities)), tagKey(tag)] };
}

export function elsewhereOf(t: StoreContext, fixture: Fixture): Elsewhere {
  return t.owed(fixture.elsewhere, 'elsewhere, because the kit declares processes');
}

/** How many times a process is killed in one law. */
export function killsOf(t: StoreContext): number {
  return Math.max(3, Math.ceil(t.runs / 7));
}

/**
 * Where a process shall die within a commit: physical points of it, as many as there shall be kills, spread from its beginning to its
 * end. A backend that declares none is killed as soon as the call is made.
 */
export async function deathPlaces(t: StoreContext, fixture: Fixture, large: boolean): Promise<readonly Death['at'][]> {
  const elsewhere = elsewhereOf(t, fixture);
  if (elsewhere.points !== true) return ['after-call'];
  let points = 0;
  const store = await openElsewhere(elsewhere, () => (points += 1));
  try {
    const writer = new Writer(t, store, dialogueId('points'));
    const own = tagKey('points');
    await writer.commit({ puts: [...hotKeys, own] });
    points = 0;
    await writer.commit({ puts: large ? [...manyKeys(largeCount(t.capabilities)), own] : [...hotKeys, own] });
  } finally {
    await store.close();
  }
  t.check(points > 0, 'no-points', { message: 'the fixture declares points, and a commit reaches none' });
  return diceOf(t).spread(points, killsOf(t));
}

export function diceOf(t: StoreContext): Dice {
  return new Dice(t.seed);
}

/** Plays scripts in processes. When they cannot be played to their end, what was answered until then says why, or else it is said so. */
export async function play(
  t: StoreContext,
  fixture: Fixture,
  options: Omit<StorePlay, 'elsewhere'>,
): Promise<StorePlayed> {
  const { id } = options;
  try {
    return await playStores({ ...options, elsewhere: elsewhereOf(t, fixture) });
  } catch (error) {
    if (!(error instanceof PlayFailed)) throw error;
    const { cause, played } = error;
    if (cause instanceof Error && cause.name === 'LawViolation') throw cause;
    const when = `seed ${t.seed}; ${played.schedule.join('; ')}`;
    expectNone(t, await judgePlay(await fixture.second(), id, storeHistory(id, played.calls)), when);
    throw t.violation('process-failed', { message: `${when}: ${error.message}`, cause: error });
  }
}

/** Judges what the processes were answered, by what the store holds when all are still. */
export async function expectTrue(
  t: StoreContext,
  store: PartitionStore,
  id: DialogueId,
  played: StorePlayed,
): Promise<void> {
  const findings = await judgePlay(store, id, played.operations, played.done);
  expectNone(t, findings, `seed ${t.seed}; ${played.schedule.join('; ')}`);
}

/** Between two lives, when nobody is at work: everything acknowledged is there, and nothing is there by halves. */
export async function expectWhole(
  t: StoreContext,
  store: PartitionStore,
  id: DialogueId,
  calls: readonly ReportedCall[],
  when: string,
): Promise<void> {
  expectNone(t, await judgePlay(store, id, storeHistory(id, calls)), `seed ${t.seed}, ${when}`);
}

/** Steps that read everything. */
export function everyRead(keys: readonly RecordKey[]): readonly StoreStep[] {
  return [
    { do: 'head' },
    { do: 'get', keys: keys.slice(0, 97) },
    { do: 'load' },
    { do: 'last', prefix: 'item#' },
    { do: 'log', from: 1, limit: 1000 },
  ];
}
