import { ColloquyError } from '../errors/index.ts';
import { encodeStoreHeader, placeOf, type StoreHeader } from '../keys/storeHeader.ts';
import { instantOf } from '../sources.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { destructionStatements, type DestructionCertificate } from './certificates.ts';
import { latest, readHeader, refused } from './epochs.ts';
import { refuseSigningKeys, refuseSurvivors, type AdministeredStore } from './survivors.ts';

/** The stores that a store has exchanged dialogues with, as its administrator knows them. */
export interface KnownPeers {
  /** Opened as the store itself: to be looked through as well. */
  readonly peers: readonly AdministeredStore[];
  /** Places of those that no longer exist. */
  readonly gone: readonly string[];
}

interface Peer extends AdministeredStore {
  readonly header: StoreHeader;
}

/**
 * Destroys an epoch that no dialogue is under any more (KO-EPOCH-03): every dialogue is opened by what is stored, under the epoch
 * that its authentic head names, before the epoch is taken out of the header and its material out of the vault. So are those of every
 * store that dialogues went to or came from, since one vault may serve them all (MG-KEYS-03).
 */
export async function destroyEpoch(
  store: AdministeredStore,
  known: KnownPeers,
  epoch: number,
  options: CallOptions,
): Promise<DestructionCertificate> {
  const { context, keys } = store;
  const { header } = await readHeader(keys, options);
  // A caller without types: the text of a number is found in no header, and may yet be found in a vault.
  if (!Number.isSafeInteger(epoch) || epoch < 1) throw refused(epoch, header, 'destroyed: it is no number of an epoch');
  const kekId = kekIdOf(header, epoch);
  const unfinished =
    kekId === undefined && epoch < latest(header) && (await keys.vault.get(keys.tenant, epoch, options));
  if ((kekId === undefined && unfinished === false) || unfinished === undefined || epoch >= latest(header)) {
    throw refused(epoch, header, 'destroyed: only one that is there and that a later one has replaced');
  }
  const peers = await peersOf(known, keys.tenant, options);
  const accounted = new Set([header, ...peers.map((peer) => peer.header)].map(placeOf).concat(known.gone));
  for (const each of [header, ...peers.map((peer) => peer.header)]) refuseUnknown(each, accounted, epoch);
  // One with another key under this number has a vault of its own, and nothing here is its key.
  const sharing = peers.filter(({ header: { epochs } }) => isShared(epochs, epoch, kekId));
  for (const peer of sharing) {
    // Where this header has lost it to an earlier call, nobody can tell whether it is the same key there.
    const isInUse = kekId === undefined && kekIdOf(peer.header, epoch) !== undefined;
    if (isInUse || latest(peer.header) <= epoch) throw stillThere(peer, epoch);
    refuseSigningKeys(peer.header, epoch);
  }
  refuseSigningKeys(header, epoch);
  const isAlone = header.peers === undefined && peers.length === 0;
  let dialogues = await refuseSurvivors(store, epoch, isAlone ? undefined : placeOf(header), options);
  for (const peer of sharing) dialogues += await refuseSurvivors(peer, epoch, placeOf(peer.header), options);

  for (const each of [...sharing, store]) await takeOut(each, accounted, epoch, options);
  for (const each of [...sharing, store]) {
    await each.keys.vault.remove(keys.tenant, epoch, options);
    each.context.keyring.invalidate();
  }
  return {
    certificate: 'colloquy/v1/epoch-destruction',
    storeId: header.storeId,
    tenant: header.tenant,
    epoch,
    kekId: kekId ?? '',
    destroyedAt: instantOf(context.sources.now()),
    dialogues,
    statements: destructionStatements(epoch, { peers: peers.map((peer) => placeOf(peer.header)), gone: known.gone }),
  };
}

function kekIdOf({ epochs }: StoreHeader, epoch: number): string | undefined {
  return epochs.find(([each]) => each === epoch)?.[1];
}

async function peersOf({ peers }: KnownPeers, tenant: string, options: CallOptions): Promise<readonly Peer[]> {
  const found: Peer[] = [];
  for (const peer of peers) {
    const { header } = await readHeader({ ...peer.keys, tenant }, options);
    found.push({ ...peer, header });
  }
  return found;
}

/** False for a store that has another key under this number: nothing there is under this one. */
function isShared(epochs: StoreHeader['epochs'], epoch: number, kekId: string | undefined): boolean {
  const other = new Map(epochs).get(epoch);
  return kekId === undefined || other === undefined || other === kekId;
}

/** Every peer, and every peer of one that was handed over, must be handed over or named: what went to one may have gone on from there. */
function refuseUnknown({ peers = [] }: StoreHeader, accounted: ReadonlySet<string>, epoch: number): void {
  const unknown = peers.filter((place) => !accounted.has(place));
  if (unknown.length === 0) return;
  throw new ColloquyError(
    'epoch_in_use',
    `Dialogues were exchanged with ${unknown.length} other stores, ${unknown[0] ?? ''} the first, and may be under epoch ${epoch} ` +
      'there: hand each of them over, or name it as gone.',
    { context: { epoch, peers: unknown } },
  );
}

function stillThere({ header }: Peer, epoch: number): ColloquyError {
  const place = placeOf(header);
  return new ColloquyError(
    'epoch_in_use',
    `The store ${place} has epoch ${epoch} in use, or none after it: add an epoch there, rewrap, and destroy this one there first.`,
    { context: { epoch, peers: [place] } },
  );
}

/** Out of the header, by compare and swap. Who has become a peer meanwhile has not been looked through. */
async function takeOut(
  { keys }: AdministeredStore,
  accounted: ReadonlySet<string>,
  epoch: number,
  options: CallOptions,
): Promise<void> {
  for (;;) {
    const { bytes, header } = await readHeader(keys, options);
    if (kekIdOf(header, epoch) === undefined) return;
    refuseSigningKeys(header, epoch);
    refuseUnknown(header, accounted, epoch);
    const epochs = header.epochs.filter(([each]) => each !== epoch);
    if (await keys.header.replace(bytes, encodeStoreHeader({ ...header, epochs }), options)) return;
  }
}
