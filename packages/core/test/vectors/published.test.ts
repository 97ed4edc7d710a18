import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addressHashOfKey, dialogueId, type RecordKey } from '../../src/address/index.ts';
import { verifyAudit } from '../../src/audit/verify/verifyAudit.ts';
import { toHex, utf8Bytes } from '../../src/bytes/index.ts';
import { CommitKeyCache } from '../../src/envelope/CommitKeyCache.ts';
import { unwrapDialogueKey } from '../../src/envelope/dialogueKeyWrap.ts';
import { envelopeCodec } from '../../src/envelope/index.ts';
import { openRecords } from '../../src/envelope/openRecords.ts';
import { unwrapSigningKey } from '../../src/envelope/signingKeyWrap.ts';
import { isColloquyError } from '../../src/errors/index.ts';
import { openRecords as openStored } from '../../src/store/records.ts';
import type { StoreContext } from '../../src/store/StoreContext.ts';
import type { VerifiedHead } from '../../src/store/verifyHead.ts';
import { vectorFiles } from './build/files.ts';
import type { NegativeRecord } from './build/negativeRecords.ts';
import type { NegativeWrap } from './build/negativeWraps.ts';
import { bytesOf, publishedText } from './support/vectorsFolder.ts';

interface PublishedRecords {
  readonly commits: readonly {
    readonly tenant: string;
    readonly dialogueId: string;
    readonly keyVersion: number;
    readonly key: string;
    readonly records: readonly { readonly key: string; readonly plaintext: string; readonly envelope: string }[];
  }[];
  readonly unpadded: readonly {
    readonly dialogueId: string;
    readonly key: string;
    readonly keyVersion: number;
    readonly dataKey: string;
    readonly plaintext: string;
    readonly envelope: string;
  }[];
}

interface PublishedWrap extends Omit<NegativeWrap, 'name' | 'step'> {
  readonly plaintext: string;
}

interface PublishedChain {
  readonly name: string;
  readonly lines: readonly string[];
  readonly torn: number;
  readonly unrecorded: number;
  readonly findings: readonly { readonly kind: string; readonly line: number; readonly n: number | null }[];
}

function published(name: string): unknown {
  return JSON.parse(publishedText(name));
}

/** The code with which something fails, or what it gives. */
async function outcomeOf(act: () => unknown): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    if (isColloquyError(error)) return error.code;
    throw error;
  }
}

type Place = Pick<NegativeRecord, 'tenant' | 'dialogueId' | 'key'>;

function open(
  place: Place,
  dataKeys: ReadonlyMap<number, ReturnType<typeof createSecretKey>>,
  hex: string,
  cache: CommitKeyCache,
): string {
  const id = dialogueId(place.dialogueId);
  const key = place.key as RecordKey;
  const record = { key, addressHash: addressHashOfKey(id, key), envelope: bytesOf(hex) };
  const [plaintext] = openRecords(
    { tenant: place.tenant, dialogueId: id, epoch: 1, dataKeys, records: [record] },
    cache,
  );
  return toHex(plaintext ?? new Uint8Array(0));
}

function keysOf(hex: Readonly<Record<string, string>>): ReadonlyMap<number, ReturnType<typeof createSecretKey>> {
  return new Map(Object.entries(hex).map(([version, key]) => [Number(version), createSecretKey(bytesOf(key))]));
}

function openWrap(wrap: Omit<NegativeWrap, 'name' | 'step'>): string {
  const { purpose, tenant, version, epoch } = wrap;
  const place = { tenant, version, epoch, kek: createSecretKey(bytesOf(wrap.kek)) };
  if (purpose === 'signing-wrap') {
    return toHex(unwrapSigningKey({ ...place, publicKey: bytesOf(wrap.publicKey ?? '') }, bytesOf(wrap.wrap)));
  }
  const kind = purpose === 'dek-wrap' ? 'dek' : 'log-root';
  const request = { ...place, purpose: kind, dialogueId: dialogueId(wrap.dialogueId ?? '') } as const;
  return toHex(unwrapDialogueKey(request, bytesOf(wrap.wrap)));
}

describe('published vectors', () => {
  test('are what this code writes', async () => {
    const files = await vectorFiles();
    expect([...files.keys()]).toHaveLength(11);
    for (const [name, content] of files) expect(publishedText(name), name).toBe(content);
  });

  test('records open', () => {
    const { commits, unpadded } = published('records.json') as PublishedRecords;
    const cache = new CommitKeyCache(100);
    const all = commits.flatMap((commit) =>
      commit.records.map((record) => ({ ...commit, ...record, dataKey: commit.key })),
    );
    const records = [...all, ...unpadded.map((one) => ({ ...one, tenant: 'acme' }))];
    expect(records).toHaveLength(9);
    for (const one of records) {
      const plaintext = open(one, keysOf({ [one.keyVersion]: one.dataKey }), one.envelope, cache);
      expect(plaintext).toBe(toHex(utf8Bytes(one.plaintext)));
    }
  });

  test('wraps open', () => {
    const wraps = published('wraps.json') as readonly PublishedWrap[];
    expect(wraps.map(openWrap)).toEqual(wraps.map(({ plaintext }) => plaintext));
    expect(wraps).toHaveLength(4);
  });

  test('records that must be refused are, with a cold and with a warm cache', async () => {
    const cases = published('negative-records.json') as readonly NegativeRecord[];
    const codecCases = cases.filter(({ step }) => step < 6);
    expect(codecCases.length).toBeGreaterThan(60);
    expect(codecCases.filter(({ warm }) => warm !== undefined).length).toBeGreaterThan(20);
    for (const one of codecCases) {
      const cache = new CommitKeyCache(100);
      const keys = keysOf(one.dataKeys);
      if (one.warm !== undefined) open({ ...one, key: one.warmKey ?? one.key }, keys, one.warm, cache);
      expect(await outcomeOf(() => open(one, keys, one.envelope, cache)), one.name).toBe('integrity_error');
    }
  });

  test('authentic envelopes with the wrong content are refused when they are read', async () => {
    const cases = (published('negative-records.json') as readonly NegativeRecord[]).filter(({ step }) => step === 6);
    expect(cases.length).toBeGreaterThan(5);
    const codec = envelopeCodec({ randomBytes: (length) => new Uint8Array(length) });
    for (const one of cases) {
      const id = dialogueId(one.dialogueId);
      const context = { codec, keyring: { tenant: one.tenant } } as unknown as StoreContext;
      const head = {
        n: one.headN,
        header: { epoch: 1 },
        keys: { kek: { isLive: () => true }, dataKeys: keysOf(one.dataKeys) },
      } as unknown as VerifiedHead;
      const record = { key: one.key as RecordKey, digest: '', attributes: {}, envelope: bytesOf(one.envelope) };
      expect(await outcomeOf(() => openStored(context, id, head, [record], {})), one.name).toBe('integrity_error');
    }
  });

  test('chains of audit events are judged as published', async () => {
    const { cases } = published('audit.json') as { readonly cases: readonly PublishedChain[] };
    for (const { name, lines, torn, unrecorded, findings } of cases) {
      const report = await verifyAudit(lines);
      const found = report.findings.map(({ kind, line, n }) => ({ kind, line, n: n ?? null }));
      expect({ torn: report.torn, unrecorded: report.unrecorded, found }, name).toEqual({
        torn,
        unrecorded,
        found: findings,
      });
    }
    const kinds = cases.map(({ findings }) => [...new Set(findings.map(({ kind }) => kind))].join());
    expect(kinds).toEqual(['', 'changed', 'missing', 'reordered', 'duplicated', 'foreign_line', 'foreign_line']);
  });

  test('wraps that must be refused are', async () => {
    const cases = published('negative-wraps.json') as readonly NegativeWrap[];
    expect(cases.length).toBeGreaterThan(25);
    for (const one of cases) expect(await outcomeOf(() => openWrap(one)), one.name).toBe('integrity_error');
  });
});
