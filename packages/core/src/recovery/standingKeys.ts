import { createSecretKey, type KeyObject } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { parseEnvelope } from '../envelope/layout.ts';
import { isColloquyError } from '../errors/index.ts';
import type { Kek } from '../keys/Lease.ts';
import { deriveLogKeys } from '../log/index.ts';
import type { RootKeys } from '../store/dialogueKeys.ts';
import { dataKeyKey, logRootKey } from '../store/physicalKeys.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { CallOptions, StoredRecord } from '../traits/PartitionStore.ts';

/** The keys that stand in a partition, whatever its head says of them. */
export interface StandingKeys {
  /** Undefined: the log root is missing, or does not open. Then nothing can be authenticated. */
  readonly root: RootKeys | undefined;
  /** The data keys that open, by version. */
  readonly dataKeys: ReadonlyMap<number, KeyObject>;
  /** Wraps that open, each under the epoch that it says itself. */
  readonly opened: ReadonlySet<RecordKey>;
}

/** Log roots have one version so far (CL-BYTES-07). */
const rootVersion = 1;
const dataKeyPattern = /^key#dek#(\d{4})$/;

/**
 * Unwraps every key that stands there. After a torn restore the head may name another epoch than a wrap is under, so each is opened under
 * the epoch that it names: a wrap that opens is authentic for tenant, dialogue and version, and adds no key that was not this dialogue's.
 *
 * @throws ColloquyError what the keyring throws but `vault_missing` and `integrity_error`: an epoch that is gone opens nothing
 */
export async function openStandingKeys(
  context: StoreContext,
  id: DialogueId,
  records: readonly StoredRecord[],
  options: CallOptions,
): Promise<StandingKeys> {
  const opened = new Set<RecordKey>();
  const dataKeys = new Map<number, KeyObject>();
  let root: RootKeys | undefined;
  for (const record of records) {
    const isRoot = record.key === logRootKey(rootVersion);
    const version = isRoot ? rootVersion : Number(dataKeyPattern.exec(record.key)?.[1] ?? 0);
    if (version === 0 || (!isRoot && record.key !== dataKeyKey(version))) continue;
    const found = await unwrapped(context, id, record, isRoot ? 'log-root' : 'dek', version, options);
    if (found === undefined) continue;
    opened.add(record.key);
    if (!isRoot) dataKeys.set(version, found.secret);
    else root = { kek: found.kek, rootVersion, root: found.secret, log: deriveLogKeys(found.secret) };
  }
  return { root, dataKeys, opened };
}

async function unwrapped(
  { codec, keyring }: StoreContext,
  id: DialogueId,
  { envelope }: StoredRecord,
  purpose: 'log-root' | 'dek',
  version: number,
  options: CallOptions,
): Promise<{ readonly kek: Kek; readonly secret: KeyObject } | undefined> {
  const epoch = parseEnvelope(envelope, `${purpose}-wrap`)?.keyVersion;
  if (epoch === undefined) return undefined;
  try {
    const kek = await keyring.kek(epoch, options);
    const request = { purpose, version, kek: kek.key, epoch, tenant: keyring.tenant, dialogueId: id };
    const bytes = await codec.unwrapKey(request, envelope, options);
    const secret = createSecretKey(bytes);
    bytes.fill(0);
    return { kek, secret };
  } catch (error) {
    if (isColloquyError(error, 'integrity_error') || isColloquyError(error, 'vault_missing')) return undefined;
    throw error;
  }
}
