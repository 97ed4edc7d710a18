import { createSecretKey, type KeyObject } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { WrapRequest } from '../codec/index.ts';
import type { Kek } from '../keys/Lease.ts';
import { deriveLogKeys, type EntryHeader, type LogKeys } from '../log/index.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';
import { integrityError } from './integrity.ts';
import { dataKeyKey, logRootKey } from './physicalKeys.ts';
import type { StoreContext } from './StoreContext.ts';

/** The unwrapped log root of a dialogue: what its head and entries are believed by. */
export interface RootKeys {
  /** What they were unwrapped with: they are worth nothing once its lease has ended. */
  readonly kek: Kek;
  readonly rootVersion: number;
  readonly root: KeyObject;
  readonly log: LogKeys;
}

/** The unwrapped keys of one dialogue. */
export interface DialogueKeys extends RootKeys {
  /** By version, from the minimum to the current one. */
  readonly dataKeys: ReadonlyMap<number, KeyObject>;
}

/** Which key versions a head asks for. */
export type KeyVersions = Pick<EntryHeader, 'rootVersion' | 'dek' | 'dekMin' | 'epoch' | 'erased'>;

/** What a dialogue has when nothing else is known: where a first read starts. */
export const firstVersions: KeyVersions = { rootVersion: 1, dek: 1, dekMin: 1, epoch: 1 };

/** Key records that have to be read before the keys can be known. */
export interface MissingKeys {
  readonly missing: readonly RecordKey[];
}

/** The versions of the data key that may have sealed a record; none of an erased dialogue. */
export function dataKeyVersions({ dekMin, dek, erased }: KeyVersions): readonly number[] {
  if (erased !== undefined) return [];
  return Array.from({ length: dek - dekMin + 1 }, (_, at) => dekMin + at);
}

/** The records that hold the keys of these versions. */
export function keyRecordsOf(versions: KeyVersions): readonly RecordKey[] {
  return [logRootKey(versions.rootVersion), ...dataKeyVersions(versions).map(dataKeyKey)];
}

/** A key of a version that is no longer asked for opens nothing more: keys that know too much do not cover. */
function covers(keys: DialogueKeys, versions: KeyVersions): boolean {
  const wanted = dataKeyVersions(versions);
  return (
    keys.rootVersion === versions.rootVersion &&
    keys.dataKeys.size === wanted.length &&
    wanted.every((version) => keys.dataKeys.has(version))
  );
}

/** The keys kept from before, when they may be used still and are what the head asks for. */
export function cachedKeys(context: StoreContext, id: DialogueId, versions?: KeyVersions): DialogueKeys | undefined {
  const keys = context.keys.get(id);
  if (keys === undefined) return undefined;
  if (!keys.kek.isLive()) {
    // Every dialogue of the epoch is in the same case: nothing derived from its key is kept.
    context.keys.clear();
    context.codec.forget();
    return undefined;
  }
  return versions === undefined || covers(keys, versions) ? keys : undefined;
}

/**
 * Asks again for the key of a lease that ended under way: that of the epoch which the dialogue is under. A key that was refused
 * meanwhile stops the operation, and nothing more is opened or sealed with what was derived from it.
 *
 * @throws ColloquyError `key_unavailable`, and what else the keyring throws
 */
export async function renewed(
  context: StoreContext,
  { kek }: RootKeys,
  epoch: number,
  options: CallOptions,
): Promise<void> {
  if (!kek.isLive()) await context.keyring.kek(epoch, options);
}

type Lookup = (key: RecordKey) => StoredRecord | undefined;

/**
 * The log root that a header asks for, from the cache or unwrapped from its record. The header need not be believed yet.
 *
 * @returns the key record still to be read, when `lookup` does not have it
 */
export async function resolveRoot(
  context: StoreContext,
  id: DialogueId,
  versions: KeyVersions,
  lookup: Lookup,
  options: CallOptions,
): Promise<RootKeys | MissingKeys> {
  const { rootVersion } = versions;
  const cached = cachedKeys(context, id);
  if (cached?.rootVersion === rootVersion) return cached;
  const kek = await context.keyring.kek(versions.epoch, options);
  const root = await unwrap(context, id, kek, 'log-root', rootVersion, lookup, options);
  if (root === undefined) return { missing: [logRootKey(rootVersion)] };
  return { kek, rootVersion, root, log: deriveLogKeys(root) };
}

/**
 * The data keys that an authentic header asks for, beside its root. What is not authenticated could ask for thousands of millions.
 *
 * @returns the key records still to be read, when `lookup` does not have them
 */
export async function resolveDataKeys(
  context: StoreContext,
  id: DialogueId,
  versions: KeyVersions,
  root: RootKeys,
  lookup: Lookup,
  options: CallOptions,
): Promise<DialogueKeys | MissingKeys> {
  const cached = cachedKeys(context, id, versions);
  if (cached !== undefined) return cached;
  const kek = await context.keyring.kek(versions.epoch, options);
  const dataKeys = new Map<number, KeyObject>();
  const missing: RecordKey[] = [];
  for (const version of dataKeyVersions(versions)) {
    const key = await unwrap(context, id, kek, 'dek', version, lookup, options);
    if (key === undefined) missing.push(dataKeyKey(version));
    else dataKeys.set(version, key);
  }
  return missing.length > 0 ? { missing } : { ...root, kek, dataKeys };
}

/** The key that a record holds wrapped; undefined when `lookup` does not have the record. */
async function unwrap(
  context: StoreContext,
  id: DialogueId,
  { key: kek, epoch }: Kek,
  purpose: WrapRequest['purpose'],
  version: number,
  lookup: Lookup,
  options: CallOptions,
): Promise<KeyObject | undefined> {
  const key = purpose === 'dek' ? dataKeyKey(version) : logRootKey(version);
  const record = lookup(key);
  if (record === undefined) return undefined;
  const { keyring, codec } = context;
  const request: WrapRequest = { purpose, version, kek, dialogueId: id, tenant: keyring.tenant, epoch };
  const bytes = await codec.unwrapKey(request, record.envelope, options);
  if (bytes.byteLength !== 32) throw integrityError(id, 'key_record', `${key} does not hold a key.`, { key });
  const secret = createSecretKey(bytes);
  bytes.fill(0);
  return secret;
}
