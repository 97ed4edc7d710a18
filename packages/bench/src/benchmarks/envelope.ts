import { systemSources, envelopeCodec } from '@colloquy/core/testing';
import type { Benchmark, Comparison, Contender, Group } from '../harness/Contender.ts';
import { BareGcm } from '../raw/BareGcm.ts';
import { sdkByDefault, sdkWithCachedKeys, sdkWithoutSignature, type EncryptionSdk } from '../raw/encryptionSdk.ts';
import { benchKey, openBatch, recordBytes, sealBatch, wrapRequest } from '../workbench/codecBatches.ts';

/** Records of one commit. An item with its event and the entity that counts it are three. */
const commitSizes = [1, 3, 20, 100] as const;

export const envelope: Benchmark = {
  name: 'envelope',
  summary: 'Records of 1 KiB sealed and opened, and keys wrapped, against bare AES-256-GCM and the AWS Encryption SDK.',
  async *groups() {
    const parts = await Promise.all(commitSizes.map((count) => commitOf(count)));
    yield groupOf('Seal and open 1 KiB', parts, 'seal and open', ['seal and open'], 'at most 2.5');
    yield groupOf('Seal 1 KiB', parts, 'seal', ['seal']);
    yield groupOf('Open 1 KiB', parts, 'open', ['open', 'open cold']);
    yield await wrapping();
    yield await besideSdk();
  },
};

/** The ways through one commit, ours and bare. Each answers the records whose plaintext it has seen whole. */
type Ways = Readonly<Record<string, { readonly count: number; readonly run: Contender['run'] }>>;

function whole(plaintexts: readonly Uint8Array[]): number {
  let bytes = 0;
  for (const { byteLength } of plaintexts) bytes += byteLength;
  return bytes / recordBytes;
}

async function commitOf(count: number): Promise<Ways> {
  const codec = envelopeCodec({ randomBytes: systemSources.randomBytes });
  const gcm = new BareGcm(benchKey(2));
  const batch = sealBatch(count);
  const plaintexts = batch.records.map(({ plaintext }) => plaintext);
  const { envelopes } = await codec.seal(batch);
  const opening = openBatch(batch, envelopes);
  const bareSealed = plaintexts.map((plaintext) => gcm.seal(plaintext));
  const runs = {
    'bare seal and open': () => whole(plaintexts.map((plaintext) => gcm.open(gcm.seal(plaintext)))),
    'bare seal': () => plaintexts.map((plaintext) => gcm.seal(plaintext)).length,
    'bare open': () => whole(bareSealed.map((sealed) => gcm.open(sealed))),
    'seal and open': async () => whole(await codec.open(openBatch(batch, (await codec.seal(batch)).envelopes))),
    seal: async () => (await codec.seal(batch)).envelopes.length,
    open: async () => whole(await codec.open(opening)),
    'open cold': async () => {
      codec.forget();
      return whole(await codec.open(opening));
    },
  };
  return Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, { count, run }]));
}

function groupOf(title: string, parts: readonly Ways[], bare: string, ways: readonly string[], goal?: string): Group {
  const contenders: Contender[] = [];
  const comparisons: Comparison[] = [];
  for (const part of parts) {
    for (const name of [`bare ${bare}`, ...ways]) {
      const way = part[name];
      if (way === undefined) throw new Error(`there is no way called ${name}`);
      contenders.push({ name: `${name}, ${way.count}`, records: way.count, run: way.run });
      if (name.startsWith('bare')) continue;
      comparisons.push({ of: `${name}, ${way.count}`, to: `bare ${bare}, ${way.count}`, ...(goal && { goal }) });
    }
  }
  return { title, contenders, comparisons };
}

async function wrapping(): Promise<Group> {
  const codec = envelopeCodec({ randomBytes: systemSources.randomBytes });
  const gcm = new BareGcm(wrapRequest.kek);
  const key = new Uint8Array(32).fill(5);
  const names = ['bare GCM twice', 'wrap and unwrap'] as const;
  return {
    title: 'Wrap and unwrap a key of 32 bytes',
    contenders: [
      { name: names[0], records: 1, run: () => gcm.open(gcm.seal(key)).byteLength / 32 },
      {
        name: names[1],
        records: 1,
        run: async () => {
          const wrapped = await codec.wrapKey(wrapRequest, key);
          return (await codec.unwrapKey(wrapRequest, wrapped)).byteLength / 32;
        },
      },
    ],
    comparisons: [{ of: names[1], to: names[0] }],
  };
}

async function besideSdk(): Promise<Group> {
  const ours = (await commitOf(1))['seal and open'];
  if (ours === undefined) throw new Error('nothing is compared');
  const gcm = new BareGcm(benchKey(2));
  const plaintext = sealBatch(1).records[0]?.plaintext ?? new Uint8Array(0);
  const through = (name: string, sdk: EncryptionSdk): Contender => ({
    name,
    records: 1,
    run: async () => (await sdk.decrypt(await sdk.encrypt(plaintext))).byteLength / recordBytes,
  });
  const others = [
    through('AWS, as it comes', sdkByDefault()),
    through('AWS, unsigned', sdkWithoutSignature()),
    through('AWS, unsigned, keys kept', sdkWithCachedKeys()),
  ];
  return {
    title: 'One record of 1 KiB, beside the AWS Encryption SDK',
    contenders: [
      { name: 'bare GCM twice', records: 1, run: () => gcm.open(gcm.seal(plaintext)).byteLength / recordBytes },
      { name: 'seal and open', records: 1, run: ours.run },
      ...others,
    ],
    comparisons: [
      { of: 'seal and open', to: 'bare GCM twice', goal: 'at most 2.5' },
      ...others.map(({ name }): Comparison => ({ of: name, to: 'seal and open' })),
    ],
  };
}
