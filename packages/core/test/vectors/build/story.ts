import { createSecretKey, type KeyObject } from 'node:crypto';
import { dialogueId, type RecordKey } from '../../../src/address/index.ts';
import { compareAscii, sha256, sha256Hex, type Json } from '../../../src/bytes/index.ts';
import type { PlainRecord, SealedCommit, WrapRequest } from '../../../src/codec/index.ts';
import { wrapDialogueKey } from '../../../src/envelope/dialogueKeyWrap.ts';
import { sealRecords } from '../../../src/envelope/sealRecords.ts';
import { attributesDigest, encodeBody } from '../../../src/log/body.ts';
import { deriveLogKeys, entryHash, entryMac, genesisHash } from '../../../src/log/hashes.ts';
import { encodeHeader, type EntryHeader } from '../../../src/log/header.ts';
import { stateElement, stateMask, StateSum } from '../../../src/log/StateSum.ts';
import { addressHashOfKey } from '../../../src/address/canonicalAddress.ts';
import { fromHex } from '../../../src/bytes/index.ts';
import { plainRecord } from '../../../src/store/records.ts';
import type { Attributes } from '../../../src/traits/PartitionStore.ts';
import { knownSource, material, secret } from './material.ts';

/** One small dialogue, written by hand, from which the vectors of records, wraps and log are taken. */
export const tenant = 'acme';
export const id = dialogueId('nvidia-analysis');
export const root: KeyObject = secret('log-root');
export const dataKeys: readonly Uint8Array[] = [material('dek/1'), material('dek/2')];
export const logId = material('log-id').subarray(0, 16);
export const kek: KeyObject = secret('kek');

export interface StoryWrap {
  readonly request: WrapRequest;
  readonly key: RecordKey;
  readonly wrapped: Uint8Array;
  readonly plaintext: Uint8Array;
  readonly random: string;
}

export interface StoryChange {
  readonly key: RecordKey;
  readonly digest: string;
  readonly prior: string | null;
  readonly attributes: Attributes;
  readonly element: Uint8Array;
}

export interface StoryCommit {
  readonly n: number;
  readonly kind: string;
  readonly keyVersion: number;
  readonly dataKey: KeyObject;
  readonly prevHash: Uint8Array;
  readonly random: string;
  readonly wraps: readonly StoryWrap[];
  readonly records: readonly PlainRecord[];
  readonly sealed: SealedCommit;
  readonly changes: readonly StoryChange[];
  readonly header: EntryHeader;
  readonly headerBytes: Uint8Array;
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
  readonly mac: Uint8Array;
  readonly mask: Uint8Array;
  readonly sum: Uint8Array;
}

interface Step {
  readonly kind: string;
  readonly keyVersion: number;
  readonly wraps: readonly (readonly [purpose: WrapRequest['purpose'], version: number])[];
  readonly records: readonly (readonly [key: string, entity: Json, attributes: Attributes])[];
}

const odd = 'caf\u00e9 \u96ea \u{1f984} \u2028 "\\\u0000\u001f\u007f</script>';
const steps: readonly Step[] = [
  {
    kind: 'create',
    keyVersion: 1,
    wraps: [
      ['dek', 1],
      ['log-root', 1],
    ],
    records: [
      ['dialogue#meta', { status: 'open', title: 'Should we buy?' }, { status: 'open' }],
      ['event#dialogue#0001', { to: 'open' }, {}],
    ],
  },
  {
    kind: 'register-round',
    keyVersion: 1,
    wraps: [],
    records: [
      ['dialogue#meta', { round: 1, status: 'open', title: 'Should we buy?' }, { round: 1, status: 'open' }],
      ['expert#muffin', { relevance: 8250, role: odd }, { tier: 'core' }],
      ['perspective#01#01', { label: odd, ['__proto__']: [null, true, 0] }, { expert: 'muffin', round: 1 }],
      ['perspective#01#02', { content: 'x'.repeat(1500) }, {}],
    ],
  },
  {
    kind: 'rotate-dek',
    keyVersion: 2,
    wraps: [['dek', 2]],
    records: [['dialogue#meta', { status: 'converged', title: 'Should we buy?' }, { status: 'converged' }]],
  },
  { kind: 'checkpoint', keyVersion: 2, wraps: [], records: [] },
];

function wrapsOf(step: Step, source: ReturnType<typeof knownSource>): readonly StoryWrap[] {
  return step.wraps.map(([purpose, version]) => {
    const plaintext = purpose === 'dek' ? (dataKeys[version - 1] ?? new Uint8Array(0)) : material('log-root');
    const request: WrapRequest = { purpose, version, kek, epoch: 1, tenant, dialogueId: id };
    const wrapped = wrapDialogueKey(request, plaintext, source.randomBytes);
    const key = `key#${purpose === 'dek' ? 'dek' : 'log'}#000${version}` as RecordKey;
    return { request, key, wrapped, plaintext, random: source.latest(32) };
  });
}

/** The commits of the story, each built from the one before. */
export function story(): readonly StoryCommit[] {
  const source = knownSource(1);
  const log = deriveLogKeys(root);
  const sum = new StateSum();
  const current = new Map<RecordKey, string>();
  const commits: StoryCommit[] = [];
  let prevHash = genesisHash(tenant, id, logId);
  for (const [at, step] of steps.entries()) {
    const n = at + 1;
    const { kind, keyVersion } = step;
    const wraps = wrapsOf(step, source);
    const records = step.records.map(([key, entity]) => plainRecord(id, key as RecordKey, 1, n, entity));
    const dataKey = records.length === 0 ? root : createSecretKey(dataKeys[keyVersion - 1] ?? new Uint8Array(0));
    const batch = { tenant, dialogueId: id, epoch: 1, keyVersion, dataKey, kind, n, prevHash, records };
    const sealed = sealRecords(batch, source.randomBytes);
    const random = source.latest(32);
    const { commitId } = sealed;
    const elementOf = (key: RecordKey, digest: string): Uint8Array =>
      stateElement(log.stateKey, addressHashOfKey(id, key), fromHex(digest) ?? new Uint8Array(0));
    const changes = [
      ...wraps.map(({ key, wrapped }) => ({ key, attributes: {}, digest: sha256Hex(wrapped) })),
      ...step.records.map(([key, , attributes], index) => {
        return { key: key as RecordKey, attributes, digest: sha256Hex(sealed.envelopes[index] ?? new Uint8Array(0)) };
      }),
    ]
      .toSorted((a, b) => compareAscii(a.key, b.key))
      .map((change) => {
        const prior = current.get(change.key) ?? null;
        current.set(change.key, change.digest);
        const element = elementOf(change.key, change.digest);
        sum.add(element);
        if (prior !== null) sum.subtract(elementOf(change.key, prior));
        return { ...change, prior, element };
      });
    const body = encodeBody(
      changes.map(({ key, digest, attributes }) => ({ key, digest, attributesDigest: attributesDigest(attributes) })),
    );
    const before = commits.at(-1);
    const mask =
      changes.length === 0 && before !== undefined ? before.mask : stateMask(log.stateKey, { n, commitId, prevHash });
    const unmasked = sum.toBytes();
    const header: EntryHeader = {
      n,
      kind,
      commitId,
      prevHash,
      time: 1_767_225_600_000 + n,
      actor: 'vectors',
      changes: sha256(body),
      stateTag: StateSum.fromBytes(unmasked).add(mask).toBytes(),
      tagOf: changes.length === 0 ? n - 1 : n,
      ...(changes.length === 0 && before !== undefined
        ? { tag: { commitId: before.header.commitId, prevHash: before.header.prevHash } }
        : {}),
      rootVersion: 1,
      dek: keyVersion,
      dekMin: 1,
      epoch: 1,
      ...(n === 1 ? { logId } : {}),
    };
    const headerBytes = encodeHeader(header);
    const hash = entryHash(headerBytes);
    commits.push({
      n,
      kind,
      keyVersion,
      dataKey,
      prevHash,
      random,
      wraps,
      records,
      sealed,
      changes,
      header,
      headerBytes,
      body,
      hash,
      mac: entryMac(log, hash),
      mask,
      sum: unmasked,
    });
    prevHash = hash;
  }
  return commits;
}
