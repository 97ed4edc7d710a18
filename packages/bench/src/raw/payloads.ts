import { encodeEntity, type DialogueId, type DialogueStore } from '@colloquy/core';
import type { RawRow } from './writeRows.ts';

/** What a reader by hand answers: payloads where a caller would look them up. */
export type Payloads = ReadonlyMap<string, unknown>;

/** A loop over the rows of one dialogue. */
export interface RawReader extends Disposable {
  read(): Payloads;
}

/** The entities of a dialogue, in key order. */
export async function payloadsOf(store: DialogueStore, id: DialogueId): Promise<readonly RawRow[]> {
  const { state } = await store.load(id);
  return [...state.entries()].map(([key, entity]) => ({ key, payload: encodeEntity(entity) }));
}
