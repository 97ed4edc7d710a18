import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { PayloadCodec } from '../../src/codec/index.ts';
import { envelopeCodec } from '../../src/envelope/index.ts';
import { seededSources } from '../../src/testing/seededSources.ts';
import { material } from '../vectors/build/material.ts';
import { batch, id, keyNamed, opening, plain, sealedRecord, tenant } from './support/fixture.ts';

const key = 'perspective#01#01';
const wrap = { purpose: 'dek', version: 1, kek: keyNamed('kek'), epoch: 1, tenant, dialogueId: id } as const;

function codec(seed = 1): PayloadCodec {
  return envelopeCodec({ randomBytes: seededSources({ seed }).randomBytes });
}

describe('envelopeCodec', () => {
  test('seals and opens, wraps and unwraps', async () => {
    const one = codec();
    const { envelopes, commitId } = await one.seal(batch([plain(key, 'text')]));
    expect(commitId.byteLength).toBe(16);
    const [plaintext] = await one.open(opening([sealedRecord(key, envelopes[0] ?? new Uint8Array(0))]));
    expect(Buffer.from(plaintext ?? []).toString()).toBe('text');
    const wrapped = await one.wrapKey(wrap, material('key'));
    expect(await codec(2).unwrapKey(wrap, wrapped)).toEqual(material('key'));
  });

  test('with equal random bytes, two codecs write equal bytes', async () => {
    const [a, b] = [codec(), codec()];
    const requests = [batch([plain(key, 'text')]), batch([], { n: 3 }), batch([plain(key, 'text')], { n: 4 })];
    for (const request of requests) expect(await a.seal(request)).toEqual(await b.seal(request));
    expect(await a.wrapKey(wrap, material('key'))).toEqual(await b.wrapKey(wrap, material('key')));
  });

  test('an empty batch opens to nothing', async () => {
    expect(await codec().open(opening([]))).toEqual([]);
  });

  test('a signal that is aborted stops every method', async () => {
    const reason = new Error('enough');
    const options = { signal: AbortSignal.abort(reason) };
    const one = codec();
    await expect(one.seal(batch([]), options)).rejects.toBe(reason);
    await expect(one.open(opening([]), options)).rejects.toBe(reason);
    await expect(one.wrapKey(wrap, material('key'), options)).rejects.toBe(reason);
    await expect(one.unwrapKey(wrap, new Uint8Array(116), options)).rejects.toBe(reason);
  });

  test('shows no keys when it is printed', async () => {
    const one = codec();
    await one.seal(batch([plain(key, 'text')]));
    expect(inspect(one, { depth: null, showHidden: true })).not.toMatch(/KeyObject|Buffer|Uint8Array/);
  });
});
