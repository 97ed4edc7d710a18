import { dialogueId, type DialogueId, type DialogueStore } from '@colloquy/core';
import { dialogueData } from '../data/dialogueData.ts';
import type { Workbench } from './Workbench.ts';

/** Any number: the data of benchmarks is the same for the same seed. */
export const dataSeed = 20_261_101;

export const benchId = dialogueId('bench');

/** Registers a dialogue of exactly `size` entities. */
export async function fill(store: DialogueStore, id: DialogueId, size: number): Promise<void> {
  const { dialogue, rounds } = dialogueData(size, dataSeed);
  await store.create(id, dialogue);
  for (const round of rounds) await store.registerRound(id, round);
}

/** A dialogue of so many entities, then comments on its first tension until its log has `commits` entries. */
export async function fillLog(store: DialogueStore, id: DialogueId, commits: number): Promise<void> {
  const { dialogue, rounds } = dialogueData(10, dataSeed);
  await store.create(id, dialogue);
  for (const round of rounds) await store.registerRound(id, round);
  for (let n = 1 + rounds.length; n < commits; n++)
    await store.commentTension(id, { target: 'T0001', reason: `Remark ${n}.` });
}

/** Makes a database with one filled dialogue, closed again. Answers its path. */
export async function filledFile(bench: Workbench, size: number): Promise<string> {
  const path = bench.newPath();
  await using opened = await bench.open(path, false);
  await fill(opened.store, benchId, size);
  return path;
}
