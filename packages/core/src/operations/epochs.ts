import { isDialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';
import { checkMasterKey, type KeysOptions } from '../keys/openKeys.ts';
import { parseSigningEntry } from '../keys/signing/signingEntries.ts';
import { decodeStoreHeader, encodeStoreHeader, type StoreHeader } from '../keys/storeHeader.ts';
import { instantOf } from '../sources.ts';
import { readAtomic } from '../store/readAtomic.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { destructionStatements, type DestructionCertificate } from './certificates.ts';

/** What can name every dialogue of a store. */
export interface DialogueList {
  /** As they stand in the store, in byte order; in a damaged one an id may be malformed. */
  dialogueIds(options?: CallOptions): Promise<readonly string[]>;
}

export interface Epoch {
  readonly epoch: number;
  readonly kekId: string;
}

const maxEpoch = 2 ** 31 - 1;

interface ReadHeader {
  readonly bytes: Uint8Array;
  readonly header: StoreHeader;
}

async function readHeader({ header: port, tenant }: KeysOptions, options: CallOptions): Promise<ReadHeader> {
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

function latest({ epochs }: StoreHeader): number {
  return epochs.at(-1)?.[0] ?? 0;
}

/**
 * Destroys an epoch that no dialogue is under any more (KO-EPOCH-03): every dialogue is opened by what is stored, under the epoch
 * that its authentic head names, before the epoch is taken out of the header and its material out of the vault.
 *
 * @param context with nothing remembered
 */
export async function destroyEpoch(
  context: StoreContext,
  keys: KeysOptions,
  list: DialogueList,
  epoch: number,
  options: CallOptions,
): Promise<DestructionCertificate> {
  const first = await readHeader(keys, options);
  const { header } = first;
  // A caller without types: the text of a number is found in no header, and may yet be found in a vault.
  if (!Number.isSafeInteger(epoch) || epoch < 1) throw refused(epoch, header, 'destroyed: it is no number of an epoch');
  const kekId = header.epochs.find(([each]) => each === epoch)?.[1];
  const unfinished =
    kekId === undefined && epoch < latest(header) && (await keys.vault.get(keys.tenant, epoch, options));
  if ((kekId === undefined && unfinished === false) || unfinished === undefined || epoch >= latest(header)) {
    throw refused(epoch, header, 'destroyed: only one that is there and that a later one has replaced');
  }
  refuseSigningKeys(header, epoch);
  const dialogues = await survivors(context, list, epoch, options);
  for (let now = first; now.header.epochs.some(([each]) => each === epoch); now = await readHeader(keys, options)) {
    refuseSigningKeys(now.header, epoch);
    const epochs = now.header.epochs.filter(([each]) => each !== epoch);
    if (await keys.header.replace(now.bytes, encodeStoreHeader({ ...now.header, epochs }), options)) break;
  }
  await keys.vault.remove(keys.tenant, epoch, options);
  context.keyring.invalidate();
  return {
    certificate: 'colloquy/v1/epoch-destruction',
    storeId: header.storeId,
    tenant: header.tenant,
    epoch,
    kekId: kekId ?? '',
    destroyedAt: instantOf(context.sources.now()),
    dialogues,
    statements: destructionStatements(epoch),
  };
}

/** A signing key that is wrapped under the epoch would be lost with it. */
function refuseSigningKeys({ signing = [] }: StoreHeader, epoch: number): void {
  const under = signing.filter((entry) => parseSigningEntry(entry)?.epoch === epoch).map(([version]) => version);
  if (under.length === 0) return;
  throw new ColloquyError(
    'epoch_in_use',
    `Signing keys are still wrapped under epoch ${epoch}: call rewrapSigningKeys, then destroy it.`,
    { context: { epoch, signingKeys: under } },
  );
}

function refused(epoch: unknown, header: StoreHeader, why: string): ColloquyError {
  return new ColloquyError('invalid_argument', `Epoch ${String(epoch)} cannot be ${why}.`, {
    context: { epoch, latest: latest(header) },
  });
}

/** Opens every dialogue's keys. @returns how many there are */
async function survivors(
  context: StoreContext,
  list: DialogueList,
  epoch: number,
  options: CallOptions,
): Promise<number> {
  const under: string[] = [];
  const ids = await list.dialogueIds(options);
  for (const id of ids) {
    if (!isDialogueId(id)) {
      throw new ColloquyError(
        'integrity_error',
        'Rows stand under a name that is no dialogue id; nothing was destroyed.',
      );
    }
    const read = await readAtomic(context, id, [], options);
    if (read?.head.header.epoch === epoch) under.push(id);
  }
  if (under.length === 0) return ids.length;
  throw new ColloquyError(
    'epoch_in_use',
    `${under.length} dialogues are still wrapped under epoch ${epoch}, ${under[0] ?? ''} the first: rewrap them, then destroy it.`,
    { context: { epoch, dialogues: under.length, first: under.slice(0, 10) } },
  );
}
