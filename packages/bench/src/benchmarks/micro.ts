import { createHmac, hash } from 'node:crypto';
import {
  addressHashOfKey,
  addressOfKey,
  canonicalJson,
  decodeEntity,
  dialogueId,
  encodeEntity,
  encodeHeader,
  entryHash,
  entryMac,
  keyOfEntity,
  MemoryPartitionStore,
  parseHeader,
  projectEntity,
  sha256Hex,
  stateElement,
  StateSum,
  type EntryHeader,
} from '@colloquy/core';
import type { Benchmark, Group } from '../harness/Contender.ts';
import { benchId, fill } from '../workbench/fill.ts';
import { benchKeyring, storeOver } from '../workbench/Workbench.ts';

/** Work on one record, against the bare call below it. */
interface Pair {
  readonly name: string;
  readonly work: () => unknown;
  readonly bareName: string;
  readonly bare: () => unknown;
}

function pairGroup({ name, work, bareName, bare }: Pair): Group {
  const counted = (call: () => unknown) => (): number => (call() === undefined ? 0 : 1);
  return {
    title: `One record: ${name}`,
    contenders: [
      { name: bareName, records: 1, run: counted(bare) },
      { name, records: 1, run: counted(work) },
    ],
    comparisons: [{ of: name, to: bareName }],
  };
}

export const micro: Benchmark = {
  name: 'micro',
  summary: 'The steps of one record of about 1 KiB and of one log entry, against the bare calls below them.',
  async *groups() {
    const store = storeOver(new MemoryPartitionStore(), await benchKeyring());
    await fill(store, benchId, 10);
    const [tension] = (await store.load(benchId)).state.list('tension');
    if (tension === undefined) throw new Error('the data has no tension');
    const key = keyOfEntity(tension);
    const stored = encodeEntity(tension);
    const text = JSON.stringify(stored);
    const envelope = Buffer.from(canonicalJson(stored));
    const digest = Buffer.from(sha256Hex(envelope), 'hex');
    const stateKey = new Uint8Array(32).fill(7);
    const addressHash = addressHashOfKey(benchId, key);
    const element = stateElement(stateKey, addressHash, digest);
    const elementInput = Buffer.concat([stateKey, Buffer.of(1), addressHash, digest]);
    const header = headerOf(digest);
    const headerBytes = encodeHeader(header);
    const logKeys = { auditKey: stateKey, stateKey };
    const id = dialogueId('bench');
    const address = Buffer.from(addressOfKey(id, key));
    const sum = new StateSum();
    let big = 0n;

    const pairs: readonly Pair[] = [
      {
        name: 'canonical JSON',
        work: () => canonicalJson(stored),
        bareName: 'JSON.stringify',
        bare: () => JSON.stringify(stored),
      },
      {
        name: 'digest',
        work: () => sha256Hex(envelope),
        bareName: 'crypto.hash',
        bare: () => hash('sha256', envelope, 'hex'),
      },
      {
        name: 'address hash',
        work: () => addressHashOfKey(id, key),
        bareName: 'crypto.hash of the address',
        bare: () => hash('sha256', address, 'buffer'),
      },
      {
        name: 'state element',
        work: () => stateElement(stateKey, addressHash, digest),
        bareName: 'crypto.hash of 97 bytes',
        bare: () => hash('sha256', elementInput, 'buffer'),
      },
      {
        name: 'addition to the sum',
        work: () => sum.add(element),
        bareName: 'BigInt addition',
        bare: () => (big = BigInt.asUintN(256, big + BigInt(`0x${Buffer.from(element).toString('hex')}`))),
      },
      {
        name: 'decode',
        work: () => decodeEntity(key, 1, JSON.parse(text) as typeof stored),
        bareName: 'JSON.parse',
        bare: () => JSON.parse(text) as unknown,
      },
      {
        name: 'encode',
        work: () => encodeEntity(tension),
        bareName: 'a copy of the object',
        bare: () => ({ ...tension }),
      },
      {
        name: 'project',
        work: () => projectEntity(tension),
        bareName: 'three fields',
        bare: () => ({ status: tension.status, createdAt: tension.createdAt }),
      },
      {
        name: 'encode header',
        work: () => encodeHeader(header),
        bareName: 'JSON.stringify of it',
        bare: () => JSON.stringify(header),
      },
      {
        name: 'parse header',
        work: () => parseHeader(headerBytes),
        bareName: 'JSON.parse of it',
        bare: () => JSON.parse(Buffer.from(headerBytes).toString()) as unknown,
      },
      {
        name: 'hash and MAC of an entry',
        work: () => entryMac(logKeys, entryHash(headerBytes)),
        bareName: 'hash, then HMAC',
        bare: () =>
          createHmac('sha256', stateKey)
            .update(hash('sha256', headerBytes, 'buffer'))
            .digest(),
      },
    ];
    for (const pair of pairs) yield pairGroup(pair);
  },
};

function headerOf(digest: Uint8Array): EntryHeader {
  return {
    n: 7,
    kind: 'register-item',
    commitId: digest.subarray(0, 16),
    prevHash: digest,
    time: 1_793_491_200_000,
    actor: 'bench',
    changes: digest,
    stateTag: digest,
    tagOf: 7,
    rootVersion: 1,
    dek: 1,
    dekMin: 1,
    epoch: 1,
  };
}
