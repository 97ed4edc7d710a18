import { compareAscii } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { parseSigningEntry } from '../keys/signing/signingEntries.ts';
import { decodeStoreHeader, encodeStoreHeader, maxPeers, placeOf, type StoreHeader } from '../keys/storeHeader.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { StoreHeaderPort } from '../traits/StoreHeaderPort.ts';

export interface PrepareHeadersOptions {
  readonly source: StoreHeaderPort;
  readonly target: StoreHeaderPort;
  /** The epochs that the heads of what is to move name; empty: only the places are exchanged. */
  readonly epochs: readonly number[];
}

/** The two headers as they stand now. */
export interface PreparedHeaders {
  readonly source: StoreHeader;
  readonly target: StoreHeader;
}

/** How often a change of a header starts over when somebody else changed it first. */
const attempts = 8;

/**
 * Makes two stores known to each other before anything moves (MG-KEYS-02 to -04), without a key: each header gets the place of the other
 * among its peers; that of the target the epochs that it lacks, with the kekIds of the source, and the signing keys of the source where it
 * has none of its own. One `replace` each, and none where nothing is lacking: so it is called again after `migrate.out`, for an epoch that
 * was added meanwhile.
 *
 * @throws ColloquyError
 * - `store_not_set_up`, `integrity_error`, `schema_too_new`: what stands there is no header
 * - `move_refused`: reason `tenant`, `same_place`; `keys_differ` where the target has another key for the number of an epoch, or the source
 *   records none for it, with `context.epoch`. Nothing was written
 * - `limit_exceeded` at 64 peers; `revision_conflict` where others kept changing a header
 *
 * @example
 * await prepareHeaders({ source: from.header, target: to.header, epochs: [head.epoch] });
 */
export async function prepareHeaders(
  { source, target, epochs }: PrepareHeadersOptions,
  call?: CallOptions,
): Promise<PreparedHeaders> {
  const { header: from } = await readHeader(source, call);
  const { header: to } = await readHeader(target, call);
  refuseStrangers(from, to);
  // Looked at before anything is written, and again upon what is replaced.
  withEpochs(to, from, epochs);
  const stored = await changed(source, (header) => withPeer(header, placeOf(to)), call);
  const complete = (header: StoreHeader): StoreHeader => {
    refuseStrangers(stored, header);
    return withSigning(withEpochs(withPeer(header, placeOf(stored)), stored, epochs), stored);
  };
  return { source: stored, target: await changed(target, complete, call) };
}

export async function readHeader(
  port: StoreHeaderPort,
  call?: CallOptions,
): Promise<{ readonly bytes: Uint8Array; readonly header: StoreHeader }> {
  const bytes = await port.read(call);
  if (bytes !== undefined) return { bytes, header: decodeStoreHeader(bytes) };
  throw new ColloquyError('store_not_set_up', 'A store of this move has no header yet: create its keys first.');
}

function refuseStrangers(source: StoreHeader, target: StoreHeader): void {
  if (source.tenant !== target.tenant) {
    const context = { reason: 'tenant', source: source.tenant, target: target.tenant };
    const tenants = `${source.tenant} and ${target.tenant}`;
    throw new ColloquyError(
      'move_refused',
      `The stores hold the tenants ${tenants}: a dialogue never changes its tenant.`,
      {
        context,
      },
    );
  }
  const place = placeOf(source);
  if (place !== placeOf(target)) return;
  throw new ColloquyError('move_refused', `Source and target are one store, ${place}: name another target.`, {
    context: { reason: 'same_place', place },
  });
}

/** Compare and swap, until the change is there; nothing is written where there is none. */
export async function changed(
  port: StoreHeaderPort,
  change: (header: StoreHeader) => StoreHeader,
  call?: CallOptions,
): Promise<StoreHeader> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { bytes, header } = await readHeader(port, call);
    const next = change(header);
    if (next === header || (await port.replace(bytes, encodeStoreHeader(next), call))) return next;
  }
  throw new ColloquyError('revision_conflict', 'Others kept changing the store header; try again.');
}

function withPeer(header: StoreHeader, place: string): StoreHeader {
  const { peers = [] } = header;
  if (peers.includes(place)) return header;
  if (peers.length >= maxPeers) {
    throw new ColloquyError('limit_exceeded', `A store exchanges dialogues with at most ${maxPeers} others.`, {
      context: { limit: 'peers', max: maxPeers },
    });
  }
  return { ...header, peers: [...peers, place].sort(compareAscii) };
}

function withEpochs(target: StoreHeader, source: StoreHeader, epochs: readonly number[]): StoreHeader {
  const recorded = new Map(source.epochs);
  const there = new Map(target.epochs);
  for (const epoch of epochs) {
    const kekId = recorded.get(epoch);
    const other = there.get(epoch);
    if (kekId === undefined || (other !== undefined && other !== kekId)) {
      throw new ColloquyError(
        'move_refused',
        kekId === undefined
          ? `The source records no key for epoch ${epoch}, which a head names: restore its header.`
          : `The stores have different keys for epoch ${epoch}, so the target could not open what came: rewrap what is to move ` +
              'under an epoch that both have.',
        { context: { reason: 'keys_differ', epoch } },
      );
    }
    there.set(epoch, kekId);
  }
  if (there.size === target.epochs.length) return target;
  return { ...target, epochs: [...there].sort(([a], [b]) => a - b) };
}

/** What the source signs with, byte for byte, where the target has nothing of its own and records every key that it is wrapped with. */
function withSigning(target: StoreHeader, { signing, epochs }: StoreHeader): StoreHeader {
  if (target.signing !== undefined || signing === undefined) return target;
  const recorded = new Map(epochs);
  const there = new Map(target.epochs);
  const opens = signing.every((entry) => {
    const epoch = parseSigningEntry(entry)?.epoch ?? 0;
    return there.has(epoch) && there.get(epoch) === recorded.get(epoch);
  });
  return opens ? { ...target, signing } : target;
}
