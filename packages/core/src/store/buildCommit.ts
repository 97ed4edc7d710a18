import { createSecretKey, type KeyObject } from 'node:crypto';
import type { DialogueId } from '../address/DialogueId.ts';
import { typeOfKey, type RecordKey } from '../address/RecordKey.ts';
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
import type { Attributes, CallOptions, Change, Check, Commit, Digest } from '../traits/PartitionStore.ts';
import { renewed, type DialogueKeys } from './dialogueKeys.ts';
import { dataKeyKey, logRootKey } from './physicalKeys.ts';
import { elementOf, unmaskedSum } from './snapshot.ts';
import type { StoreContext } from './StoreContext.ts';
import type { VerifiedHead } from './verifyHead.ts';

/** A record to be sealed by a commit. */
export interface Unsealed extends PlainRecord {
  readonly attributes: Attributes;
  readonly prior: Digest | null;
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

/** Where the log stands: the head that a commit follows, or a new dialogue's own beginning. */
interface Ground {
  readonly n: number;
  readonly prevHash: Uint8Array;
  readonly keys: DialogueKeys;
  readonly sum: StateSum;
  readonly versions: Pick<EntryHeader, 'rootVersion' | 'dek' | 'dekMin' | 'epoch'>;
  readonly logId?: Uint8Array;
  /** Records that are written as they are: wrapped keys. */
  readonly wraps: readonly Change[];
}

/** Seals a plan into the commit that follows `head`; sealed once, re-sent byte for byte (`docs/spec/commit-log.md`). */
export async function buildCommit(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  plan: CommitPlan,
  options: CallOptions,
): Promise<BuiltCommit> {
  const { rootVersion, dek, dekMin, epoch } = head.header;
  const ground: Ground = {
    n: head.n + 1,
    prevHash: head.hash,
    keys: head.keys,
    sum: unmaskedSum(head.keys, head.header),
    versions: { rootVersion, dek, dekMin, epoch },
    wraps: [],
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
  const { epoch, tenant } = keyring;
  const kek = await keyring.kek(epoch, options);
  const wrap = async (purpose: 'log-root' | 'dek', key: RecordKey): Promise<{ secret: KeyObject; change: Change }> => {
    const bytes = sources.randomBytes(32);
    const envelope = await context.codec.wrapKey(
      { purpose, version: 1, kek: kek.key, epoch, tenant, dialogueId: id },
      bytes,
      options,
    );
    const secret = createSecretKey(bytes);
    bytes.fill(0);
    return { secret, change: { key, digest: sha256Hex(envelope), attributes: {}, envelope, prior: null } };
  };
  const root = await wrap('log-root', logRootKey(1));
  const dek = await wrap('dek', dataKeyKey(1));
  const logId = sources.randomBytes(16);
  const ground: Ground = {
    n: 1,
    prevHash: genesisHash(tenant, id, logId),
    keys: {
      kek,
      rootVersion: 1,
      root: root.secret,
      log: deriveLogKeys(root.secret),
      dataKeys: new Map([[1, dek.secret]]),
    },
    sum: new StateSum(),
    versions: { rootVersion: 1, dek: 1, dekMin: 1, epoch },
    logId,
    wraps: [root.change, dek.change],
  };
  return seal(context, id, ground, plan, options);
}

async function seal(
  context: StoreContext,
  id: DialogueId,
  ground: Ground,
  plan: CommitPlan,
  options: CallOptions,
): Promise<BuiltCommit> {
  const { n, prevHash, keys, versions } = ground;
  const records = plan.records.toSorted((a, b) => compareAscii(a.key, b.key));
  await renewed(context, keys, options);
  const sealed = await context.codec.seal(
    {
      tenant: context.keyring.tenant,
      dialogueId: id,
      epoch: versions.epoch,
      keyVersion: versions.dek,
      dataKey: records.length === 0 ? keys.root : dataKeyOf(keys, versions.dek),
      kind: plan.kind,
      n,
      prevHash,
      records,
    },
    options,
  );
  const changes = [
    ...ground.wraps,
    ...records.map(({ key, attributes, prior }, at): Change => {
      const envelope = sealed.envelopes[at] ?? new Uint8Array(0);
      return { key, digest: sha256Hex(envelope), attributes, envelope, prior };
    }),
  ].sort((a, b) => compareAscii(a.key, b.key));
  checkLimits(id, changes, plan.checks);

  for (const { key, prior, digest } of changes) {
    if (prior !== null) ground.sum.subtract(elementOf(id, keys, key, prior));
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
    ...versions,
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
