import { subkeyOf, type RecordKey } from '../../address/RecordKey.ts';
import { limits } from '../../limits.ts';
import type { Identities, KeyScheme } from '../entities/declare.ts';
import { itemTypes, lifecycleTypes, refTypes, type ItemType } from '../enumerations.ts';
import { displayId, parseDisplayId } from './displayId.ts';
import { convergenceSeq } from './entityKey.ts';
import { isSlug } from './slug.ts';

type Identity = Identities[KeyScheme];

const itemWords: ReadonlySet<string> = new Set(itemTypes);
const lifecycleWords: ReadonlySet<string> = new Set(lifecycleTypes);
const refWords: ReadonlySet<string> = new Set(refTypes);

function isItemType(type: string): type is ItemType {
  return itemWords.has(type);
}

/** Two digits: a round, 00 to 99. */
function roundOf(segment: string | undefined): number | undefined {
  return segment !== undefined && /^\d{2}$/.test(segment) ? Number(segment) : undefined;
}

/** Digits of a fixed width: a number from `min` to `max`. */
function numberOf(segment: string | undefined, width: number, max: number, min = 1): number | undefined {
  if (segment?.length !== width || !/^\d+$/.test(segment)) return undefined;
  const value = Number(segment);
  return value >= min && value <= max ? value : undefined;
}

/** True for the id by which events name an entity: `meta`, two digits of a round, or a display id of that type. */
function isLifecycleId(type: string, id: string): boolean {
  if (type === 'dialogue') return id === 'meta';
  if (type === 'round') return roundOf(id) !== undefined;
  return parseDisplayId(id)?.type === type;
}

type Reader = (type: string, id: string, segments: readonly string[]) => Identity | undefined;

const readers: Readonly<Record<KeyScheme, Reader>> = {
  meta: (_type, id) => (id === 'meta' ? { id } : undefined),
  slug: (_type, id) => (isSlug(id) ? { id } : undefined),
  id: (_type, id) => (isSlug(id) ? { id } : undefined),
  round: (_type, id) => {
    const round = roundOf(id);
    return round === undefined ? undefined : { id, round };
  },
  'round-slug': (_type, id, segments) => {
    const round = roundOf(segments[0]);
    const expert = segments[1];
    return round === undefined || !isSlug(expert) || segments.length > 2 ? undefined : { id, round, expert };
  },
  'round-seq': (type, _id, segments) => {
    const round = roundOf(segments[0]);
    const seq = numberOf(segments[1], 2, limits.maxSequence);
    if (round === undefined || seq === undefined || segments.length > 2 || !isItemType(type)) return undefined;
    return { id: displayId(type, round, seq), round, seq };
  },
  'round-slug-seq': (_type, id, segments) => {
    const round = roundOf(segments[0]);
    const expert = segments[1];
    const seq = numberOf(segments[2], 2, limits.maxSequence, convergenceSeq);
    if (round === undefined || !isSlug(expert) || seq === undefined || segments.length > 3) return undefined;
    return { id, round, expert, seq };
  },
  edge: (_type, id, segments) => {
    const [sourceId = '', refType = '', targetId = ''] = segments;
    if (segments.length > 3 || !refWords.has(refType)) return undefined;
    if (parseDisplayId(sourceId) === undefined || parseDisplayId(targetId) === undefined) return undefined;
    return { id, sourceId, refType, targetId };
  },
  event: (_type, id, segments) => {
    const [entityType = '', entityId = '', number] = segments;
    const seq = numberOf(number, 4, limits.maxEvents);
    if (seq === undefined || segments.length > 3 || !lifecycleWords.has(entityType)) return undefined;
    return isLifecycleId(entityType, entityId) ? { id, entityType, entityId, seq } : undefined;
  },
};

/** The identity that a key of this type and scheme says, or undefined when it is no such key. */
export function readIdentity(type: string, scheme: KeyScheme, key: RecordKey): Identity | undefined {
  const id = subkeyOf(key);
  return readers[scheme](type, id, id.split('#'));
}
