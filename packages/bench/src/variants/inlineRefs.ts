import { entityKey, identityOfKey, parseDisplayId, typeOfKey, type Json, type RecordKey } from '@colloquy/core';
import type { Call, CommitCall, PlainEntity } from './Trace.ts';
import type { Program } from './replay.ts';

const isRef = (key: RecordKey): boolean => typeOfKey(key) === 'ref';

/**
 * Edges as a list in the item that they start from, instead of records of their own. In its leanest form: the list takes the place of
 * `references`, which items have today as well, and only an edge that came later bears its instant.
 */
export const inlineRefs: Program = () => {
  const items = new Map<RecordKey, PlainEntity>();
  return (call) => {
    if (call.method === 'get') return [{ ...call, keys: call.keys.filter((key) => !isRef(key)) }];
    if (call.method === 'last') return call.prefix.startsWith('ref#') ? [] : [call];
    return call.method === 'commit' ? [inlined(call, items)] : [call];
  };
};

function inlined(call: CommitCall, items: Map<RecordKey, PlainEntity>): Call {
  const written = new Map(call.entities.filter(({ key }) => !isRef(key)).map((entity) => [entity.key, entity]));
  for (const [key, entity] of written) {
    // What today's program writes knows nothing of the edges that came later: they stay.
    const later = laterOf(items.get(key));
    if (later.length > 0) written.set(key, withEdges(entity, later));
  }
  for (const ref of call.entities.filter(({ key }) => isRef(key))) {
    const { source, edge, isNew } = edgeOf(ref, written, items);
    if (isNew) written.set(source.key, withEdges(source, [edge]));
  }
  for (const [key, entity] of written) items.set(key, entity);
  const checks = call.commit.checks.filter(({ key }) => !isRef(key) && !written.has(key));
  return { ...call, entities: [...written.values()], commit: { ...call.commit, checks } };
}

function edgeOf(
  ref: PlainEntity,
  written: ReadonlyMap<RecordKey, PlainEntity>,
  items: ReadonlyMap<RecordKey, PlainEntity>,
): { readonly source: PlainEntity; readonly edge: Json; readonly isNew: boolean } {
  const identity = identityOfKey('ref', ref.key);
  const id = parseDisplayId(identity?.sourceId ?? '');
  const key = id && entityKey.item(id.type, id.round, id.seq);
  const source = key && (written.get(key) ?? items.get(key));
  if (identity === undefined || source === undefined) throw new Error(`${ref.key} starts nowhere.`);
  const { refType, targetId } = identity;
  const edge = { createdAt: ref.payload['createdAt'] ?? null, refType, targetId };
  const declared = listOf(source.payload['references']);
  const isNew = !declared.some((each) => each['refType'] === refType && each['targetId'] === targetId);
  return { source, edge, isNew };
}

type Edge = Readonly<Record<string, Json>>;

function listOf(value: Json | undefined): readonly Edge[] {
  return Array.isArray(value) ? (value as readonly Edge[]) : [];
}

/** Edges that were added to an item after it was registered. */
function laterOf(entity: PlainEntity | undefined): readonly Edge[] {
  return listOf(entity?.payload['references']).filter((edge) => edge['createdAt'] !== undefined);
}

function withEdges(entity: PlainEntity, edges: readonly Json[]): PlainEntity {
  const references = [...listOf(entity.payload['references']), ...edges];
  return { ...entity, payload: { ...entity.payload, references } };
}
