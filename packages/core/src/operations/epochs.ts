import { ColloquyError } from '../errors/index.ts';
import { checkMasterKey, type KeysOptions } from '../keys/openKeys.ts';
import { decodeStoreHeader, encodeStoreHeader, type StoreHeader } from '../keys/storeHeader.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';

export interface Epoch {
  readonly epoch: number;
  readonly kekId: string;
}

const maxEpoch = 2 ** 31 - 1;

/** A header, and its bytes: what it is replaced upon. */
export interface ReadHeader {
  readonly bytes: Uint8Array;
  readonly header: StoreHeader;
}

/** @throws ColloquyError `store_not_set_up`, `integrity_error`, `schema_too_new`; `invalid_argument` for another tenant */
export async function readHeader({ header: port, tenant }: KeysOptions, options: CallOptions): Promise<ReadHeader> {
  const bytes = await port.read(options);
  if (bytes === undefined) {
    throw new ColloquyError('store_not_set_up', 'This store has no header yet: create its keys first.');
  }
  const header = decodeStoreHeader(bytes);
  if (header.tenant === tenant) return { bytes, header };
  throw new ColloquyError('invalid_argument', `The store holds tenant ${header.tenant}, not ${tenant}.`, {
    context: { tenant: header.tenant, asked: tenant },
  });
}

/**
 * Begins the next epoch (KO-EPOCH-01): material into the vault, then its id into the header, each put if absent. Interrupted, it is
 * carried on with the material that it had made; of two at once both end with the same epoch.
 */
export async function addEpoch(keys: KeysOptions, options: CallOptions): Promise<Epoch> {
  const { vault, provider, tenant } = keys;
  const first = await readHeader(keys, options);
  await checkMasterKey(first.header, keys, options);
  const epoch = latest(first.header) + 1;
  if (epoch > maxEpoch) throw refused(epoch, first.header, 'added: the numbers are used up');
  const scope = { storeId: first.header.storeId, tenant, epoch };
  const material =
    (await vault.get(tenant, epoch, options)) ??
    (await vault.putIfAbsent(tenant, epoch, await provider.createEpoch(scope, options), options));
  const { kekId } = await provider.openEpoch(scope, material, options);
  for (let now = first; ; now = await readHeader(keys, options)) {
    const recorded = now.header.epochs.find(([each]) => each === epoch);
    if (recorded !== undefined) return { epoch, kekId: recorded[1] };
    // Added by another, replaced by a later one and destroyed, all of it meanwhile: numbers are not used again.
    if (latest(now.header) >= epoch) return addEpoch(keys, options);
    const next = encodeStoreHeader({ ...now.header, epochs: [...now.header.epochs, [epoch, kekId]] });
    if (await keys.header.replace(now.bytes, next, options)) return { epoch, kekId };
  }
}

/** The number of the newest epoch; 0 for none. */
export function latest({ epochs }: StoreHeader): number {
  return epochs.at(-1)?.[0] ?? 0;
}

/** `invalid_argument`: an epoch that cannot be. */
export function refused(epoch: unknown, header: StoreHeader, why: string): ColloquyError {
  return new ColloquyError('invalid_argument', `Epoch ${String(epoch)} cannot be ${why}.`, {
    context: { epoch, latest: latest(header) },
  });
}
