import { createSecretKey, type KeyObject } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import type { WrapRequest } from '../codec/index.ts';
import { deriveLogKeys, type EntryHeader, type LogKeys } from '../log/index.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';
import { integrityError } from './integrity.ts';
import { dataKeyKey, logRootKey } from './physicalKeys.ts';
import type { StoreContext } from './StoreContext.ts';

/** The unwrapped keys of one dialogue. */
export interface DialogueKeys {
  readonly rootVersion: number;
  readonly root: KeyObject;
  readonly log: LogKeys;
  /** By version, from the minimum to the current one. */
  readonly dataKeys: ReadonlyMap<number, KeyObject>;
}

/** Which key versions a head asks for. */
export type KeyVersions = Pick<EntryHeader, 'rootVersion' | 'dek' | 'dekMin' | 'epoch'>;

/** What a dialogue has when nothing else is known: where a first read starts. */
export const firstVersions: KeyVersions = { rootVersion: 1, dek: 1, dekMin: 1, epoch: 1 };

/** Key records that have to be read before the keys can be known. */
export interface MissingKeys {
  readonly missing: readonly RecordKey[];
}

/** The records that hold the keys of these versions. */
export function keyRecordsOf(versions: KeyVersions): readonly RecordKey[] {
  const keys = [logRootKey(versions.rootVersion)];
  for (let version = versions.dekMin; version <= versions.dek; version++) keys.push(dataKeyKey(version));
  return keys;
}

function covers(keys: DialogueKeys, versions: KeyVersions): boolean {
  if (keys.rootVersion !== versions.rootVersion) return false;
  for (let version = versions.dekMin; version <= versions.dek; version++) {
    if (!keys.dataKeys.has(version)) return false;
  }
  return true;
}

/** The keys kept from before, when they are what the head asks for. */
export function cachedKeys(context: StoreContext, id: DialogueId, versions?: KeyVersions): DialogueKeys | undefined {
  const keys = context.keys.get(id);
  return keys !== undefined && (versions === undefined || covers(keys, versions)) ? keys : undefined;
}

/**
 * The keys that a head asks for, from the cache or unwrapped from their records.
 *
 * @returns the key records still to be read, when `lookup` does not have them
 */
export async function resolveKeys(
  context: StoreContext,
  id: DialogueId,
  versions: KeyVersions,
  lookup: (key: RecordKey) => StoredRecord | undefined,
  options: CallOptions,
): Promise<DialogueKeys | MissingKeys> {
  const cached = cachedKeys(context, id, versions);
  if (cached !== undefined) return cached;
  const missing = keyRecordsOf(versions).filter((key) => lookup(key) === undefined);
  if (missing.length > 0) return { missing };

  const { key: kek } = await context.keyring.kek(versions.epoch, options);
  const unwrap = async (purpose: WrapRequest['purpose'], version: number, key: RecordKey): Promise<KeyObject> => {
    const record = lookup(key);
    if (record === undefined) throw integrityError(id, 'key_record', `the key record ${key} is missing.`, { key });
    const request: WrapRequest = {
      purpose,
      version,
      kek,
      dialogueId: id,
      tenant: context.keyring.tenant,
      epoch: versions.epoch,
    };
    const bytes = await context.codec.unwrapKey(request, record.envelope, options);
    if (bytes.byteLength !== 32) throw integrityError(id, 'key_record', `${key} does not hold a key.`, { key });
    const secret = createSecretKey(bytes);
    bytes.fill(0);
    return secret;
  };

  const root = await unwrap('log-root', versions.rootVersion, logRootKey(versions.rootVersion));
  const dataKeys = new Map<number, KeyObject>();
  for (let version = versions.dekMin; version <= versions.dek; version++) {
    dataKeys.set(version, await unwrap('dek', version, dataKeyKey(version)));
  }
  return { rootVersion: versions.rootVersion, root, log: deriveLogKeys(root), dataKeys };
}
