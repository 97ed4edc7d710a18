import { timingSafeEqual } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { sha256Hex } from '../bytes/index.ts';
import type { WrapRequest } from '../codec/index.ts';
import type { Kek } from '../keys/Lease.ts';
import { buildCommit, keyStateOf, type AsItIs } from '../store/buildCommit.ts';
import { dataKeyVersions } from '../store/dialogueKeys.ts';
import { integrityError } from '../store/integrity.ts';
import { refuseMoved } from '../store/moved.ts';
import { dataKeyKey, logRootKey } from '../store/physicalKeys.ts';
import { keyRecordMissing, type AtomicRead } from '../store/readAtomic.ts';
import { digestOf } from '../store/records.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { attempt, type Step } from './attempt.ts';
import { kindOf, standing } from './standing.ts';

export interface Rewrapping {
  /** The commit; the head when nothing had to be written. */
  readonly n: number;
  /** The epoch that the keys are wrapped under now. */
  readonly epoch: number;
  /** How many wraps were replaced: 0 when the keys were under this epoch already. */
  readonly keys: number;
}

/**
 * Wraps the keys of a dialogue under the newest epoch (KO-REWRAP-01 to -03). No other record is touched.
 *
 * The newest epoch is looked up again after the commit: an epoch that was added meanwhile may replace, and destroy, the one that this
 * call has just wrapped under.
 */
export async function rewrap(context: StoreContext, id: DialogueId, options: CallOptions): Promise<Rewrapping> {
  for (let keys = 0; ;) {
    const done = await rewrapOnce(context, id, options);
    keys += done.keys;
    if (done.keys === 0 || (await context.keyring.newest(options)).epoch <= done.epoch) return { ...done, keys };
  }
}

async function rewrapOnce(context: StoreContext, id: DialogueId, options: CallOptions): Promise<Rewrapping> {
  return attempt(
    context,
    id,
    async () => {
      const to = await context.keyring.newest(options);
      // Head and wrapped keys of one moment; another may rotate between two readings.
      for (let wanted: readonly RecordKey[] = []; ;) {
        const read = await standing(context, id, wanted, options);
        refuseMoved(id, read.head);
        if (read.head.header.epoch >= to.epoch) return leftAlone(read);
        const places = placesOf(read);
        const missing = [...places.keys()].filter((key) => !read.records.has(key));
        if (missing.length === 0) return build(context, id, read, places, to, options);
        const lost = missing.filter((key) => wanted.includes(key));
        if (lost.length > 0) throw keyRecordMissing(id, lost);
        wanted = [...places.keys()];
      }
    },
    options,
  );
}

async function build(
  context: StoreContext,
  id: DialogueId,
  read: AtomicRead,
  places: ReadonlyMap<RecordKey, Place>,
  to: Kek,
  options: CallOptions,
): Promise<Step<Rewrapping>> {
  const { head } = read;
  const from = await context.keyring.kek(head.header.epoch, options);
  const written: AsItIs[] = [];
  for (const [key, place] of places)
    written.push(await rewrapped(context, id, read, key, place, { from, to }, options));
  const change = {
    state: { ...keyStateOf(head.header), epoch: to.epoch },
    keys: { ...head.keys, kek: to },
    written,
  };
  const plan = { kind: kindOf('rewrap', read), time: context.sources.now(), records: [], checks: [] };
  const built = await buildCommit(context, id, head, plan, options, change);
  return { built, result: { n: built.head.n, epoch: to.epoch, keys: written.length } };
}

/** Never back to an earlier epoch: it may have been looked up before a later one was added. */
function leftAlone({ head: { n, header } }: AtomicRead): { readonly result: Rewrapping } {
  return { result: { n, epoch: header.epoch, keys: 0 } };
}

type Place = Pick<WrapRequest, 'purpose' | 'version'>;

/** The wrapped keys that are in use: those of an erased dialogue are its log root alone. */
function placesOf({ head: { header } }: AtomicRead): ReadonlyMap<RecordKey, Place> {
  return new Map<RecordKey, Place>([
    [logRootKey(header.rootVersion), { purpose: 'log-root', version: header.rootVersion }],
    ...dataKeyVersions(header).map((version): [RecordKey, Place] => [dataKeyKey(version), { purpose: 'dek', version }]),
  ]);
}

/** Unwraps, wraps, unwraps again and compares: a wrap that would not open must never replace one that does. */
async function rewrapped(
  { codec, keyring }: StoreContext,
  id: DialogueId,
  { records }: AtomicRead,
  key: RecordKey,
  place: Place,
  { from, to }: { readonly from: Kek; readonly to: Kek },
  options: CallOptions,
): Promise<AsItIs> {
  const record = records.get(key);
  if (record === undefined) throw keyRecordMissing(id, [key]);
  const prior = digestOf(id, record);
  const requestUnder = (kek: Kek): WrapRequest => {
    return { ...place, kek: kek.key, epoch: kek.epoch, tenant: keyring.tenant, dialogueId: id };
  };
  const bytes = await codec.unwrapKey(requestUnder(from), record.envelope, options);
  try {
    const envelope = await codec.wrapKey(requestUnder(to), bytes, options);
    const again = await codec.unwrapKey(requestUnder(to), envelope, options);
    const same = again.byteLength === bytes.byteLength && timingSafeEqual(again, bytes);
    again.fill(0);
    if (!same) throw integrityError(id, 'key_record', `${key} did not survive being wrapped anew.`, { key });
    return { key, digest: sha256Hex(envelope), attributes: {}, envelope, prior };
  } finally {
    bytes.fill(0);
  }
}
