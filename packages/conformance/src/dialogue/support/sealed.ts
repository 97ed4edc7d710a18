import { createSecretKey } from 'node:crypto';
import type { DialogueId, RecordKey, StoredRecord } from '@colloquy/core';
import {
  envelopeCodec,
  seededSources,
  type OpenBatch,
  type PayloadCodec,
  type SealBatch,
  type Sources,
} from '@colloquy/core/testing';
import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { openBench, type Bench } from './bench.ts';
import { padded, sealBySpec, type SpecSeal } from './envelopeSpec.ts';
import { sure } from './errors.ts';
import { addressOfRecord, bytesOf, hash } from './spec.ts';
import { id, performAll, type Step } from './story.ts';

/** Sources that tell what was drawn from them, piece by piece. */
export function recorded(sources: Sources): { readonly sources: Sources; readonly drawn: readonly Uint8Array[] } {
  const drawn: Uint8Array[] = [];
  const randomBytes = (length: number): Uint8Array => {
    const bytes = sources.randomBytes(length);
    drawn.push(new Uint8Array(bytes));
    return bytes;
  };
  return { sources: { ...sources, randomBytes }, drawn };
}

/** A dialogue that was written, everything that is secret in it, and what was drawn for it. */
export interface Written extends Bench {
  readonly records: readonly StoredRecord[];
  readonly dek: Uint8Array;
  readonly root: Uint8Array;
  readonly kek: Uint8Array;
  readonly drawn: readonly Uint8Array[];
}

export async function written(t: DialogueContext, steps: readonly Step[]): Promise<Written> {
  const { sources, drawn } = recorded(seededSources({ seed: t.seed }));
  const bench = await openBench(t, { sources });
  await performAll(bench.store, id, steps);
  const { records } = await bench.fixture.probe.rows(id);
  const [dek, root] = (['dek', 'log-root'] as const).map((purpose) => bench.spy.keyOf(id, purpose));
  return { ...bench, records, dek: sure(dek), root: sure(root), kek: await kekOf(bench.fixture), drawn };
}

export async function kekOf({ keyring }: DialogueFixture): Promise<Uint8Array> {
  return new Uint8Array((await keyring.newest()).key.export());
}

export function isWrap({ key }: { readonly key: string }): boolean {
  return key.startsWith('key#');
}

export function addressHashOf(key: string, dialogue: DialogueId = id): Uint8Array {
  return hash(bytesOf(addressOfRecord(dialogue, key)));
}

/** A key for calls of the codec itself. */
export const codecKey = new Uint8Array(32).fill(0x42);
export const codecKeyObject = createSecretKey(codecKey);

/** A codec of its own, with randomness that is known. */
export function ownCodec(seed: number): { readonly codec: PayloadCodec; readonly drawn: readonly Uint8Array[] } {
  const { sources, drawn } = recorded(seededSources({ seed }));
  return { codec: envelopeCodec({ randomBytes: sources.randomBytes }), drawn };
}

export const threeKeys = ['claim#00#01', 'claim#00#02', 'tension#00#01'] as readonly string[] as readonly RecordKey[];

export function sealBatch(texts: Readonly<Record<string, string>>, change: Partial<SealBatch> = {}): SealBatch {
  return {
    tenant: 'tests',
    dialogueId: id,
    epoch: 1,
    keyVersion: 1,
    dataKey: codecKeyObject,
    kind: 'laws',
    n: 2,
    prevHash: new Uint8Array(32).fill(7),
    records: Object.entries(texts).map(([key, text]) => ({
      key: key as RecordKey,
      addressHash: addressHashOf(key),
      plaintext: bytesOf(text),
    })),
    ...change,
  };
}

export function openBatch(envelopes: Readonly<Record<string, Uint8Array>>, change: Partial<OpenBatch> = {}): OpenBatch {
  return {
    tenant: 'tests',
    dialogueId: id,
    epoch: 1,
    dataKeys: new Map([[1, codecKeyObject]]),
    records: Object.entries(envelopes).map(([key, envelope]) => ({
      key: key as RecordKey,
      addressHash: addressHashOf(key),
      envelope,
    })),
    ...change,
  };
}

/** A record for a key, sealed by the text of the specification, with anything else than what belongs there. */
export function specRecord(key: string, text: string, change: Partial<SpecSeal> = {}): Uint8Array {
  return sealBySpec({
    key: codecKey,
    purpose: 'record',
    flags: 1,
    keyVersion: 1,
    associatedData: addressHashOf(key),
    plaintext: padded(bytesOf(text)),
    ...change,
  });
}
