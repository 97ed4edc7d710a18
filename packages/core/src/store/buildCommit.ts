import type { KeyObject } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import { typeOfKey } from '../address/RecordKey.ts';
import { canonicalJson, compareAscii, sha256, sha256Hex, toHex, utf8Length } from '../bytes/index.ts';
import type { PlainRecord } from '../codec/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { limits, type LimitName } from '../limits.ts';
import {
  attributesDigest,
  deriveLogKeys,
  encodeBody,
  encodeHeader,
  entryHash,
  entryMac,
  genesisHash,
  stateMask,
  StateSum,
  type EntryHeader,
} from '../log/index.ts';
import type { StoreName } from '../move/boundaryBody.ts';
import type { Attributes, CallOptions, Change, Check, Commit, Digest } from '../traits/PartitionStore.ts';
import { renewed, type DialogueKeys } from './dialogueKeys.ts';
import { makeKey } from './makeKey.ts';
import { elementOf, unmaskedSum } from './snapshot.ts';
import type { StoreContext } from './StoreContext.ts';
import type { VerifiedHead } from './verifyHead.ts';

/** A record to be sealed by a commit. */
export interface Unsealed extends PlainRecord {
  readonly attributes: Attributes;
  readonly prior: Digest | null;
  /** As in {@link AsItIs}. */
  readonly counts?: Digest | null;
}

export interface CommitPlan {
  readonly kind: string;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly records: readonly Unsealed[];
  readonly checks: readonly Check[];
}

export interface BuiltCommit {
  readonly commit: Commit;
  /** The head that the commit leaves. */
  readonly head: VerifiedHead;
}

/** What a commit says about the keys of its dialogue. */
export type KeyState = Pick<EntryHeader, 'rootVersion' | 'dek' | 'dekMin' | 'epoch' | 'erased'>;

/** A record that is written as it is: a wrapped key, or a tombstone. */
export interface AsItIs extends Change {
  /** What the tag counts under this key, where that is not what stands there: `prior` is the condition, this the arithmetic. */
  readonly counts?: Digest | null;
}

/** What changes about the keys with a commit. */
export interface KeyChange {
  /** As they are after it. */
  readonly state: KeyState;
  /** The keys that open what is there after it. */
  readonly keys: DialogueKeys;
  readonly written: readonly AsItIs[];
}

/** Where the log stands: the head that a commit follows, or a new dialogue's own beginning. */
interface Ground extends KeyChange {
  readonly n: number;
  readonly prevHash: Uint8Array;
  readonly sum: StateSum;
  readonly logId?: Uint8Array;
}

/** What a header says about the keys of its dialogue. */
export function keyStateOf({ rootVersion, dek, dekMin, epoch, erased }: EntryHeader): KeyState {
  return { rootVersion, dek, dekMin, epoch, ...(erased === undefined ? {} : { erased }) };
}

/** Seals a plan into the commit that follows `head`; sealed once, re-sent byte for byte (`docs/spec/commit-log.md`). */
export async function buildCommit(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  plan: CommitPlan,
  options: CallOptions,
  change: KeyChange = { state: keyStateOf(head.header), keys: head.keys, written: [] },
): Promise<BuiltCommit> {
  const ground: Ground = {
    ...change,
    n: head.n + 1,
    prevHash: head.hash,
    sum: unmaskedSum(head.keys, head.header),
  };
  return seal(context, id, ground, plan, options);
}

/** Seals the first commit of a dialogue: makes its log root and data key, and writes them wrapped (CL-WRITE-07). */
export async function buildFirstCommit(
  context: StoreContext,
  id: DialogueId,
  plan: CommitPlan,
  options: CallOptions,
): Promise<BuiltCommit> {
  const { keyring, sources } = context;
  const kek = await keyring.newest(options);
  refuseRetired(id, keyring.successor());
  const root = await makeKey(context, id, kek, 'log-root', 1, options);
  const dek = await makeKey(context, id, kek, 'dek', 1, options);
  const logId = sources.randomBytes(16);
  const ground: Ground = {
    n: 1,
    prevHash: genesisHash(keyring.tenant, id, logId),
    keys: {
      kek,
      rootVersion: 1,
      root: root.secret,
      log: deriveLogKeys(root.secret),
      dataKeys: new Map([[1, dek.secret]]),
    },
    sum: new StateSum(),
    state: { rootVersion: 1, dek: 1, dekMin: 1, epoch: kek.epoch },
    logId,
    written: [root.change, dek.change],
  };
  return seal(context, id, ground, plan, options);
}

/** A store that was moved whole takes no new dialogue; one that had looked up its key before may still land (MG-WHOLE-01). */
function refuseRetired(id: DialogueId, successor: StoreName | undefined): void {
  if (successor === undefined) return;
  const { place, name } = successor;
  throw new ColloquyError(
    'store_retired',
    `This store was moved to ${name}: dialogue ${id} was not made here. Configure that store and make it there.`,
    { context: { dialogueId: id, place, name } },
  );
}

async function seal(
  context: StoreContext,
  id: DialogueId,
  ground: Ground,
  plan: CommitPlan,
  options: CallOptions,
): Promise<BuiltCommit> {
  const { n, prevHash, keys, state } = ground;
  const records = plan.records.toSorted((a, b) => compareAscii(a.key, b.key));
  await renewed(context, keys, state.epoch, options);
  const sealed = await context.codec.seal(
    {
      tenant: context.keyring.tenant,
      dialogueId: id,
      epoch: state.epoch,
      keyVersion: state.dek,
      dataKey: records.length === 0 ? keys.root : dataKeyOf(keys, state.dek),
      kind: plan.kind,
      n,
      prevHash,
      records,
    },
    options,
  );
  const written = [
    ...ground.written,
    ...records.map(({ key, attributes, prior, counts = prior }, at): AsItIs => {
      const envelope = sealed.envelopes[at] ?? new Uint8Array(0);
      return { key, digest: sha256Hex(envelope), attributes, envelope, prior, counts };
    }),
  ].sort((a, b) => compareAscii(a.key, b.key));
  const changes = written.map(({ key, digest, attributes, envelope, prior }): Change => {
    return { key, digest, attributes, envelope, prior };
  });
  checkLimits(id, changes, plan.checks);

  for (const { key, prior, digest, counts = prior } of written) {
    if (counts !== null) ground.sum.subtract(elementOf(id, keys, key, counts));
    ground.sum.add(elementOf(id, keys, key, digest));
  }
  const mask = stateMask(keys.log.stateKey, { n, commitId: sealed.commitId, prevHash });
  const body = encodeBody(
    changes.map(({ key, digest, attributes }) => ({ key, digest, attributesDigest: attributesDigest(attributes) })),
  );
  const header: EntryHeader = {
    n,
    kind: plan.kind,
    commitId: sealed.commitId,
    prevHash,
    time: plan.time,
    actor: context.actor,
    changes: sha256(body),
    stateTag: ground.sum.add(mask).toBytes(),
    tagOf: n,
    ...state,
    ...(ground.logId === undefined ? {} : { logId: ground.logId }),
  };
  const headerBytes = encodeHeader(header);
  const hash = entryHash(headerBytes);
  const checks = plan.checks.toSorted((a, b) => compareAscii(a.key, b.key));
  const commit: Commit = {
    n,
    commitId: toHex(sealed.commitId),
    header: headerBytes,
    auth: entryMac(keys.log, hash),
    body,
    changes,
    checks,
  };
  return { commit, head: { n, header, hash, keys } };
}

function dataKeyOf(keys: DialogueKeys, version: number): KeyObject {
  const key = keys.dataKeys.get(version);
  if (key === undefined) throw new RangeError(`There is no data key of version ${version}.`);
  return key;
}

/** CL-WRITE-05: nothing is sent that some backend could not store. */
function checkLimits(id: DialogueId, changes: readonly Change[], checks: readonly Check[]): void {
  const refuse = (limit: LimitName, actual: number, what: string): void => {
    const max = limits[limit];
    if (actual <= max) return;
    throw new ColloquyError('limit_exceeded', `${what} is ${actual}; at most ${max} is allowed (${limit}).`, {
      context: { dialogueId: id, limit, max, actual },
    });
  };
  refuse('commitChanges', changes.length, 'The number of records this write changes');
  refuse('commitChecks', checks.length, 'The number of records this write depends on');
  let total = 0;
  for (const { key, attributes, envelope } of changes) {
    refuse('keyBytes', key.length, `The key ${key} in bytes`);
    refuse('envelopeBytes', envelope.byteLength, `The sealed ${typeOfKey(key)} ${key} in bytes`);
    refuse('attributes', Object.keys(attributes).length, `The number of attributes of ${key}`);
    for (const [name, value] of Object.entries(attributes)) {
      refuse('attributeBytes', name.length + String(value).length, `The attribute ${name} of ${key} in bytes`);
    }
    total += key.length + envelope.byteLength + utf8Length(canonicalJson(attributes));
  }
  refuse('commitBytes', total, 'This write in bytes');
}
