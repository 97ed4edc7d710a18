import { createSecretKey } from 'node:crypto';
import { addressHashOfKey, addressOfKey, type RecordKey } from '../../../src/address/index.ts';
import { sha256Hex, toHex, type Json } from '../../../src/bytes/index.ts';
import { commitBodyHash } from '../../../src/envelope/hedge.ts';
import { encodePrefix } from '../../../src/envelope/layout.ts';
import { sealRecords } from '../../../src/envelope/sealRecords.ts';
import { counting, exported, knownSource, material } from './material.ts';
import { sealRaw } from './sealRaw.ts';
import { id, story, tenant, type StoryCommit } from './story.ts';

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function commit({ n, kind, keyVersion, dataKey, prevHash, random, records, sealed }: StoryCommit): Json {
  const batch = { tenant, dialogueId: id, epoch: 1, keyVersion, dataKey, kind, n, prevHash, records };
  return {
    tenant,
    dialogueId: id,
    kind,
    n,
    prevHash: toHex(prevHash),
    keyVersion,
    key: exported(dataKey),
    random,
    bodyHash: toHex(commitBodyHash(batch)),
    salt: sealed.envelopes[0] === undefined ? null : toHex(sealed.envelopes[0].subarray(8, 24)),
    commitId: toHex(sealed.commitId),
    records: records.map(({ key, addressHash, plaintext }, at) => ({
      key,
      address: addressOfKey(id, key),
      addressHash: toHex(addressHash),
      plaintext: textOf(plaintext),
      envelope: toHex(sealed.envelopes[at] ?? new Uint8Array(0)),
    })),
  };
}

/** The greatest plaintext, given by its rule and not by its bytes. */
function greatest(): Json {
  const source = knownSource(3);
  const key = 'perspective#01#03' as RecordKey;
  const plaintext = counting(303_103);
  const dataKey = createSecretKey(material('dek/1'));
  const prevHash = material('prev-hash');
  const place = { tenant, dialogueId: id, keyVersion: 1, kind: 'register-item', n: 9 };
  const records = [{ key, addressHash: addressHashOfKey(id, key), plaintext }];
  const { envelopes } = sealRecords({ ...place, epoch: 1, dataKey, prevHash, records }, source.randomBytes);
  const envelope = envelopes[0] ?? new Uint8Array(0);
  return {
    ...place,
    prevHash: toHex(prevHash),
    dataKey: exported(dataKey),
    random: source.latest(32),
    key,
    plaintextLength: plaintext.byteLength,
    header: toHex(envelope.subarray(0, 68)),
    envelopeLength: envelope.byteLength,
    envelopeSha256: sha256Hex(envelope),
  };
}

/** Never written by this version, and opened by every reader of it. */
function unpadded(text: string): Json {
  const key = 'perspective#01#04' as RecordKey;
  const addressHash = addressHashOfKey(id, key);
  const envelope = sealRaw({
    from: createSecretKey(material('dek/1')),
    purpose: 'record',
    prefix: encodePrefix('record', 1, 0),
    name: `unpadded/${text}`,
    associatedData: addressHash,
    plaintext: Buffer.from(text),
  });
  return {
    dialogueId: id,
    key,
    keyVersion: 1,
    dataKey: toHex(material('dek/1')),
    plaintext: text,
    envelope: toHex(envelope),
  };
}

export function recordVectors(): Json {
  return { commits: story().map(commit), greatest: greatest(), unpadded: [unpadded(''), unpadded('{}')] };
}
