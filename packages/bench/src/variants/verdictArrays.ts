import {
  decodeEntity,
  DialogueGraph,
  DialogueState,
  entityKey,
  typeOfKey,
  verdictContext,
  type Entity,
  type RecordKey,
} from '@colloquy/core';
import type { Call, CommitCall, PlainEntity } from './Trace.ts';
import type { Program } from './replay.ts';

/** The lists that each verdict would carry. */
interface Lists {
  readonly tensionsResolved: readonly string[];
  readonly recommendationsAdopted: readonly string[];
  readonly keyEvidence: readonly string[];
  readonly keyClaims: readonly string[];
}

/** Writes after which a list may be another. A round rests on a load anyway. */
const changing = new Set(['register-item', 'add-ref', 'transition-item', 'record-verdict']);

/**
 * A program that keeps in each verdict what it resolved, adopted and rests on, and rewrites it, in the same commit, whenever that has
 * changed: by the rules by which today's assembles it at read. What a verdict rests on follows from the whole graph, so a write that
 * may change it rests on a load as soon as there is a verdict.
 */
export const verdictArrays: Program = () => {
  const entities = new Map<RecordKey, Entity>();
  const verdicts: Verdicts = new Map();
  let waiting: Call[] = [];
  return (call) => {
    // What a write has to read is known once it is known what it writes.
    if (call.method !== 'commit') {
      waiting.push(call);
      return [];
    }
    for (const { key, v, payload } of call.entities) {
      if (typeOfKey(key) !== 'operation') entities.set(key, decodeEntity(key, v, payload));
    }
    const reads = waiting;
    waiting = [];
    const written = withLists(call, entities, verdicts);
    const needsLoad = changing.has(call.kind) && verdicts.size > 0;
    return [...(needsLoad ? [{ method: 'load' } as const] : reads), written];
  };
};

/** Each verdict as it was recorded, and its lists as they are now. */
type Verdicts = Map<RecordKey, { readonly plain: PlainEntity; readonly lists: string }>;

function withLists(call: CommitCall, entities: ReadonlyMap<RecordKey, Entity>, verdicts: Verdicts): CommitCall {
  const written = new Map(call.entities.map((entity) => [entity.key, entity]));
  for (const plain of call.entities) {
    if (typeOfKey(plain.key) === 'verdict') verdicts.set(plain.key, { plain, lists: '' });
  }
  if (verdicts.size === 0) return call;
  const state = new DialogueState([...entities]);
  const graph = new DialogueGraph(state);
  for (const [key, { plain, lists }] of verdicts) {
    const now = listsOf(state, graph, key);
    const text = JSON.stringify(now);
    if (text === lists) continue;
    written.set(key, { ...plain, payload: { ...plain.payload, ...now } });
    verdicts.set(key, { plain, lists: text });
  }
  const checks = call.commit.checks.filter(({ key }) => !written.has(key));
  return { ...call, entities: [...written.values()], commit: { ...call.commit, checks } };
}

function listsOf(
  state: DialogueState,
  graph: DialogueGraph,
  key: RecordKey,
): Lists & Record<string, readonly string[]> {
  const verdict = state.list('verdict').find((each) => entityKey.verdict(each.id) === key);
  const context = verdictContext(state, graph, verdict?.id ?? '');
  const ids = (items: readonly { readonly id: string }[] | undefined): readonly string[] =>
    items?.map(({ id }) => id) ?? [];
  return {
    tensionsResolved: ids(context?.resolvedTensions),
    recommendationsAdopted: ids(context?.adopted),
    keyEvidence: ids(context?.restsOn.evidence),
    keyClaims: ids(context?.restsOn.claims),
  };
}
