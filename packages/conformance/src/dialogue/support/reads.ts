import type { DialogueStore } from '@colloquy/core';
import { id, perform, tension } from './story.ts';

/** Every way to read or write one dialogue that has to believe its head first. */
export const everyUse: readonly (readonly [name: string, use: (store: DialogueStore) => Promise<unknown>])[] = [
  ['get', (store) => store.get(id)],
  ['item', (store) => store.item(id, 'T0001')],
  ['load', (store) => store.load(id)],
  ['open', (store) => store.open(id)],
  ['history', (store) => store.history(id, 1, 10)],
  ['outcome', (store) => store.outcome(id, { n: 1, commitId: '0'.repeat(32) })],
  ['a write', (store) => perform(store, id, tension)],
  ['a round registration', (store) => perform(store, id, { method: 'registerRound', input: { round: 1, panel: [] } })],
];
