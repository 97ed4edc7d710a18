import type { Engine, EngineAction, EngineItem } from '@colloquy/core';
import { replaceIn } from './broken.ts';

// The marks of an unfinished large commit in the in-memory backend, for mutants that mishandle them.

/** A head without the mark. */
export function unmarked(item: EngineItem): EngineItem {
  const { pendingCommitId: _id, pendingChunks: _chunks, ...head } = item;
  return head;
}

export function isMarked(item: EngineItem | undefined): boolean {
  return item !== undefined && item['pendingCommitId'] !== undefined;
}

/** An engine whose heads never seem to be marked. */
export function blindToPending(engine: Engine): Engine {
  return replaceIn(engine, {
    read: async (places) =>
      (await engine.read(places)).map((item) => (item === undefined ? undefined : unmarked(item))),
    query: async (query) => {
      const { rows, next } = await engine.query(query);
      return { rows: rows.map(({ sort, item }) => ({ sort, item: unmarked(item) })), next };
    },
  });
}

/** The action without its condition; undefined for one that is nothing but a condition. */
export function unconditioned(action: EngineAction): EngineAction | undefined {
  if (action.action === 'check') return undefined;
  if (action.action === 'delete') return action;
  const { partition, sort, item } = action;
  return { action: 'put', partition, sort, item };
}

/** Whether the actions only go on with a commit that has taken effect: they write no entry of the log. */
export function isApplying(actions: readonly EngineAction[]): boolean {
  return !actions.some((action) => action.partition.startsWith('log#'));
}
