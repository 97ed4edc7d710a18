import { describe, expect, test } from 'vitest';
import { CommitKeyCache } from '../../src/envelope/CommitKeyCache.ts';
import type { EnvelopeKey } from '../../src/envelope/envelopeKey.ts';
import { envelopeCodec } from '../../src/envelope/index.ts';
import { openRecords } from '../../src/envelope/openRecords.ts';
import { sealRecords } from '../../src/envelope/sealRecords.ts';
import { seededSources } from '../../src/testing/seededSources.ts';
import { flipped } from '../vectors/build/damage.ts';
import { batch, dataKey, id, keyNamed, opening, plain, refusal, sealedRecord, tenant } from './support/fixture.ts';

const key = 'perspective#01#01';
const { randomBytes } = seededSources({ seed: 3 });
const seal = (): Uint8Array => sealRecords(batch([plain(key, 'text')]), randomBytes).envelopes[0] ?? new Uint8Array(0);
const derived = (name: string): EnvelopeKey => ({ key: keyNamed(name), commitment: new Uint8Array(32) });

/** Counts what goes in. */
class Watched extends CommitKeyCache {
  added = 0;
  override add(...entry: Parameters<CommitKeyCache['add']>): void {
    this.added += 1;
    super.add(...entry);
  }
}

describe('cache of commit keys', () => {
  test('one derivation for the records of a commit', () => {
    const names = ['perspective#01#01', 'perspective#01#02', 'perspective#01#03'];
    const { envelopes } = sealRecords(batch(names.map((name) => plain(name, name))), randomBytes);
    const cache = new Watched(100);
    openRecords(opening(names.map((name, at) => sealedRecord(name, envelopes[at] ?? new Uint8Array(0)))), cache);
    expect(cache.added).toBe(1);
  });

  test('made-up envelopes do not get in', () => {
    const cache = new Watched(100);
    for (let at = 8; at < 68; at++) {
      refusal(() => openRecords(opening([sealedRecord(key, flipped(seal(), at, 1))]), cache));
    }
    // Those with a changed nonce have a right commitment.
    expect(cache.added).toBe(12);
  });

  test('an entry serves its own data key object, and no other', () => {
    const cache = new CommitKeyCache(100);
    cache.add('place', dataKey, derived('k'));
    expect(cache.find('place', dataKey)).toBeDefined();
    expect(cache.find('place', keyNamed('another'))).toBeUndefined();
    expect(cache.find('place', keyNamed('dek'))).toBeUndefined();
    expect(cache.find('elsewhere', dataKey)).toBeUndefined();
  });

  test('a dialogue that was made anew does not open its predecessor, though the cache is warm', () => {
    const cache = new CommitKeyCache(100);
    const envelope = seal();
    const records = [sealedRecord(key, envelope)];
    openRecords(opening(records), cache);
    const dataKeys = new Map([[1, keyNamed('dek of the new dialogue')]]);
    expect(refusal(() => openRecords(opening(records, { dataKeys }), cache))).toMatchObject({
      code: 'integrity_error',
    });
    expect(refusal(() => openRecords(opening(records), cache))).toBe('opened');
  });

  test('places tell tenant, dialogue and each of the first 24 bytes apart, and nothing else', () => {
    const envelope = seal();
    const place = CommitKeyCache.place({ tenant, dialogueId: id, epoch: 1 }, envelope);
    const other = 'other' as typeof id;
    expect(CommitKeyCache.place({ tenant: 'other', dialogueId: id, epoch: 1 }, envelope)).not.toBe(place);
    expect(CommitKeyCache.place({ tenant, dialogueId: other, epoch: 1 }, envelope)).not.toBe(place);
    for (let at = 0; at < envelope.byteLength; at++) {
      const changed = CommitKeyCache.place({ tenant, dialogueId: id, epoch: 1 }, flipped(envelope, at, 0x80));
      expect(changed === place, `byte ${at}`).toBe(at >= 24);
    }
  });

  test('keeps what is used, within its capacity', () => {
    const cache = new CommitKeyCache(10);
    cache.add('used', dataKey, derived('used'));
    for (let at = 0; at < 100; at++) {
      cache.add(`${at}`, dataKey, derived('k'));
      expect(cache.find('used', dataKey)).toBeDefined();
    }
    const kept = Array.from({ length: 100 }, (_, at) => cache.find(`${at}`, dataKey)).filter(
      (one) => one !== undefined,
    );
    expect(kept.length).toBeLessThanOrEqual(10);
    expect(kept.length).toBeGreaterThanOrEqual(3);
    expect(cache.find('99', dataKey)).toBeDefined();
    cache.clear();
    expect(cache.find('used', dataKey)).toBeUndefined();
    expect(cache.find('99', dataKey)).toBeUndefined();
  });

  test('a codec that forgot derives again', async () => {
    const codec = envelopeCodec({ randomBytes });
    const { envelopes } = await codec.seal(batch([plain(key, 'text')]));
    const records = [sealedRecord(key, envelopes[0] ?? new Uint8Array(0))];
    const before = await codec.open(opening(records));
    codec.forget();
    expect(await codec.open(opening(records))).toEqual(before);
  });
});
