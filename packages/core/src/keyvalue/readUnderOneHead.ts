import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { isColloquyError } from '../errors/index.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { Engine, EngineItem } from './Engine.ts';
import { asHead, place, type StoredHead } from './layout.ts';

export interface ReadUnderHead {
  readonly head: StoredHead | undefined;
  /** The row of the head. */
  readonly row: EngineItem | undefined;
  /** In the order of the keys asked for. */
  readonly items: readonly (EngineItem | undefined)[];
}

/**
 * Head and records as one state. In one read, or where that is more than one answer holds in several, each with the head: records
 * change only with their head, so what was read under equal heads belongs together.
 *
 * @returns undefined when the head moved between two of them
 */
export async function readUnderOneHead(
  engine: Engine,
  id: DialogueId,
  keys: readonly RecordKey[],
  options: CallOptions,
): Promise<ReadUnderHead | undefined> {
  try {
    const places = [place.head(id), ...keys.map((key) => place.record(id, key))];
    const [row, ...items] = await engine.read(places, options);
    return { head: asHead(row), row, items };
  } catch (error) {
    if (!isColloquyError(error, 'limit_exceeded') || keys.length < 2) throw error;
  }
  const middle = Math.ceil(keys.length / 2);
  const first = await readUnderOneHead(engine, id, keys.slice(0, middle), options);
  const second = first && (await readUnderOneHead(engine, id, keys.slice(middle), options));
  if (first === undefined || second === undefined || !isSameRow(first.row, second.row)) return undefined;
  return { head: first.head, row: first.row, items: [...first.items, ...second.items] };
}

/**
 * Also the mark of an unfinished commit: until it is removed, records are put in their places. And the residence: while a retired copy is purged, records
 * go under the same head.
 */
function isSameRow(a: EngineItem | undefined, b: EngineItem | undefined): boolean {
  return ['n', 'commitId', 'pendingCommitId', 'residence', 'move'].every((name) => a?.[name] === b?.[name]);
}
