import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { OpenBatch } from '@colloquy/core/testing';
import type { DialogueLaw } from '../../../src/dialogue/kit/DialogueFixture.ts';
import { sealBySpec, u32, withRegion } from '../../../src/dialogue/support/envelopeSpec.ts';
import { endOf, sure } from '../../../src/dialogue/support/errors.ts';
import { codecKey, codecKeyObject, openBatch, specRecord, threeKeys } from '../../../src/dialogue/support/sealed.ts';
import { moveLaws } from './moveLaws.ts';
import { hash, lp } from '../../../src/dialogue/support/spec.ts';

/*
 * Laws of what cannot be seen through any public interface of core. They reach into its built modules, so that they can be run against a
 * core with a mutation in it.
 */

interface Derived {
  readonly key: KeyObject;
  readonly commitment: Uint8Array;
}

interface CacheClass {
  new (capacity: number): {
    add(place: string, dataKey: KeyObject, derived: Derived): void;
    find(place: string, dataKey: KeyObject): Derived | undefined;
  };
}

interface SigningKeyRequest {
  readonly tenant: string;
  readonly version: number;
  readonly publicKey: Uint8Array;
  readonly epoch: number;
  readonly kek: KeyObject;
}

const core = new URL('.', import.meta.resolve('@colloquy/core')).href;

async function inner<M>(module: string): Promise<M> {
  return (await import(`${core}${module}`)) as M;
}

const cacheModule = (): Promise<{ CommitKeyCache: CacheClass }> => inner('envelope/CommitKeyCache.js');
const openModule = (): Promise<{ openRecords: (batch: OpenBatch, cache: object) => readonly Uint8Array[] }> =>
  inner('envelope/openRecords.js');
const signingModule = (): Promise<{
  wrapSigningKey: (request: SigningKeyRequest, seed: Uint8Array, random: (length: number) => Uint8Array) => Uint8Array;
  unwrapSigningKey: (request: SigningKeyRequest, wrapped: Uint8Array) => Uint8Array;
}> => inner('envelope/signingKeyWrap.js');

const key = sure(threeKeys[0]);

/** A pair of RFC 8032: seed and public key, 32 bytes each. */
function pair(): { readonly seed: Uint8Array; readonly publicKey: Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  return {
    seed: new Uint8Array(seed),
    publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
  };
}

export const innerLaws: readonly DialogueLaw[] = [
  {
    clause: 'EV-CACHE-02',
    title: 'made-up salts and commitments enter no cache; a sound envelope does, once',
    run: async (t) => {
      const { CommitKeyCache } = await cacheModule();
      const { openRecords } = await openModule();
      let added = 0;
      class Counting extends CommitKeyCache {
        override add(...entry: Parameters<InstanceType<CacheClass>['add']>): void {
          added += 1;
          super.add(...entry);
        }
      }
      const cache = new Counting(100);
      const envelope = specRecord(key, 'sound');
      for (const region of ['salt', 'commitment'] as const) {
        for (let fill = 0; fill < 20; fill++) {
          const made = withRegion(envelope, region, new Uint8Array(region === 'salt' ? 16 : 32).fill(fill));
          t.equal(await endOf(async () => openRecords(openBatch({ [key]: made }), cache)), 'integrity_error', 'opened');
        }
      }
      t.equal(added, 0, 'filled-by-strangers');
      for (let time = 0; time < 3; time++) openRecords(openBatch({ [key]: envelope }), cache);
      t.equal(added, 1, 'not-kept');
    },
  },
  {
    clause: 'EV-CACHE-04',
    title: 'of more entries than it holds the cache forgets some, and keeps the one in use',
    run: async (t) => {
      const { CommitKeyCache } = await cacheModule();
      const cache = new CommitKeyCache(10);
      const derived = { key: codecKeyObject, commitment: new Uint8Array(32) };
      cache.add('in use', codecKeyObject, derived);
      for (let at = 0; at < 1000; at++) {
        cache.add(`${at}`, codecKeyObject, derived);
        t.check(cache.find('in use', codecKeyObject) !== undefined, 'forgets-what-is-used', { message: `after ${at}` });
      }
      const kept = Array.from({ length: 1000 }, (_, at) => cache.find(`${at}`, codecKeyObject));
      const count = kept.filter((one) => one !== undefined).length;
      t.check(count > 0 && count <= 10, 'unbounded', { expected: 'at most 10', actual: count });
    },
  },
  {
    clause: 'EV-WRAP-06',
    title: 'a seed that is not that of the public key is refused, wrapped and unwrapped, though the wrap is sound',
    run: async (t) => {
      const { wrapSigningKey, unwrapSigningKey } = await signingModule();
      const [own, other] = [pair(), pair()];
      const kek = createSecretKey(codecKey);
      const request = { tenant: 'tests', version: 1, publicKey: own.publicKey, epoch: 1, kek };
      const random = (length: number): Uint8Array => new Uint8Array(length).fill(7);
      const wrapped = wrapSigningKey(request, own.seed, random);
      t.equal(unwrapSigningKey(request, wrapped), own.seed, 'own-key-refused');
      const refused = await endOf(async () => wrapSigningKey(request, other.seed, random));
      t.equal(refused, 'invalid_argument', 'public-key-unchecked', 'wrapping');
      const sealed = sealBySpec({
        key: codecKey,
        purpose: 'signing-wrap',
        flags: 0,
        keyVersion: 1,
        associatedData: hash(lp('colloquy/v1/signing'), lp('tests'), u32(1), own.publicKey),
        plaintext: other.seed,
      });
      const end = await endOf(async () => unwrapSigningKey(request, sealed));
      t.equal(end, 'integrity_error', 'public-key-unchecked', 'unwrapping');
      const elsewhere = { ...request, publicKey: other.publicKey };
      t.equal(await endOf(async () => unwrapSigningKey(elsewhere, wrapped)), 'integrity_error', 'public-key-unchecked');
    },
  },
  ...moveLaws,
];
