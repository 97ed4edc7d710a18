import { createSecretKey } from 'node:crypto';
import { concat, lengthPrefixed, sha256, toHex, u32 } from '../../../src/bytes/index.ts';
import { encodePrefix } from '../../../src/envelope/layout.ts';
import { publicKeyOfSeed } from '../../../src/envelope/signingKeyWrap.ts';
import { flipped, regions, withBytes } from './damage.ts';
import { material } from './material.ts';
import { sealRaw } from './sealRaw.ts';
import { id, kek, story, tenant } from './story.ts';

export interface NegativeWrap {
  readonly name: string;
  /** The step of opening (EV-OPEN-01 to -05), or 6 when what is inside is not the key asked for. */
  readonly step: 1 | 2 | 3 | 4 | 6;
  readonly purpose: 'dek-wrap' | 'log-root-wrap' | 'signing-wrap';
  readonly tenant: string;
  readonly dialogueId?: string;
  readonly publicKey?: string;
  readonly version: number;
  readonly epoch: number;
  readonly kek: string;
  readonly wrap: string;
}

const here = {
  purpose: 'dek-wrap',
  tenant,
  dialogueId: id,
  version: 1,
  epoch: 1,
  kek: toHex(material('kek')),
} as const;

function refused(
  name: string,
  step: NegativeWrap['step'],
  wrap: Uint8Array,
  place: Partial<NegativeWrap> = {},
): NegativeWrap {
  return { name, step, ...here, ...place, wrap: toHex(wrap) };
}

function wrapOf(key: string): Uint8Array {
  for (const { wraps } of story()) {
    for (const wrap of wraps) if (wrap.key === key) return wrap.wrapped;
  }
  throw new Error(`The story has no ${key}.`);
}

/** What a holder of the KEK could make: an authentic wrap of a data key with another header or length than wraps have. */
function authentic(name: string, prefix: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const label = lengthPrefixed('colloquy/v1/dek');
  const associatedData = sha256(label, lengthPrefixed(tenant), lengthPrefixed(id), u32(1));
  return sealRaw({ from: kek, purpose: 'dek-wrap', prefix, name: `negative/${name}`, associatedData, plaintext });
}

function authenticButWrong(): readonly NegativeWrap[] {
  const good = encodePrefix('dek-wrap', 1, 0);
  const cases: readonly (readonly [string, Uint8Array, number])[] = [
    ['sealed with version 2', withBytes(good, 0, [2]), 32],
    ['sealed with suite 2', withBytes(good, 1, [2]), 32],
    ['sealed with the purpose of a record', withBytes(good, 2, [1]), 32],
    ['sealed with the padded flag', withBytes(good, 3, [1]), 32],
    ['a key of no bytes', good, 0],
    ['a key of 31 bytes', good, 31],
    ['a key of 33 bytes', good, 33],
  ];
  return cases.map(([name, prefix, length]) => {
    return refused(name, 1, authentic(name, prefix, new Uint8Array(length).fill(0xaa)));
  });
}

/** An authentic wrap of a seed whose public key is another than the wrap names. */
function foreignSeed(): NegativeWrap {
  const publicKey = publicKeyOfSeed(material('seed/2'));
  const wrap = sealRaw({
    from: createSecretKey(material('kek')),
    purpose: 'signing-wrap',
    prefix: encodePrefix('signing-wrap', 1, 0),
    name: 'negative/foreign-seed',
    associatedData: sha256(lengthPrefixed('colloquy/v1/signing'), lengthPrefixed(tenant), u32(1), publicKey),
    plaintext: material('seed/1'),
  });
  const { name, step, kek: key, wrap: text } = refused('the seed of another public key', 6, wrap);
  return {
    name,
    step,
    purpose: 'signing-wrap',
    tenant,
    publicKey: toHex(publicKey),
    version: 1,
    epoch: 1,
    kek: key,
    wrap: text,
  };
}

export function negativeWraps(): readonly NegativeWrap[] {
  const wrap = wrapOf('key#dek#0001');
  const last = wrap.byteLength - 1;
  return [
    refused('version 2', 1, withBytes(wrap, 0, [2])),
    refused('suite 2', 1, withBytes(wrap, 1, [2])),
    refused('purpose of a record', 1, withBytes(wrap, 2, [1])),
    refused('purpose of a log root', 1, withBytes(wrap, 2, [4])),
    refused('padded flag', 1, withBytes(wrap, 3, [1])),
    refused('epoch 0', 1, withBytes(wrap, 4, [0, 0, 0, 0])),
    refused('epoch 2 where epoch 1 is asked for', 2, withBytes(wrap, 4, [0, 0, 0, 2])),
    refused('epoch 1 where epoch 2 is asked for', 2, wrap, { epoch: 2 }),
    refused('epoch changed on both sides', 3, withBytes(wrap, 4, [0, 0, 0, 2]), { epoch: 2 }),
    refused('salt', 3, flipped(wrap, regions.salt, 1)),
    refused('commitment', 3, flipped(wrap, regions.commitment, 1)),
    refused('nonce', 4, flipped(wrap, regions.nonce, 1)),
    refused('ciphertext', 4, flipped(wrap, regions.ciphertext, 1)),
    refused('tag', 4, flipped(wrap, last, 1)),
    refused('one byte short', 1, wrap.subarray(0, last)),
    refused('one byte long', 1, concat([wrap, Uint8Array.of(0)])),
    refused('empty', 1, new Uint8Array(0)),
    refused('the key in the clear', 1, material('dek/1')),
    refused('another key-encryption key', 3, wrap, { kek: toHex(material('kek/other')) }),
    refused('another version', 4, wrap, { version: 2 }),
    refused('another dialogue', 4, wrap, { dialogueId: `${id}-2` }),
    refused('another tenant', 4, wrap, { tenant: 'apex' }),
    refused('tenant and dialogue cut elsewhere', 4, wrap, { tenant: 'acmen', dialogueId: 'vidia-analysis' }),
    refused('the log root as a data key', 1, wrapOf('key#log#0001')),
    refused('a data key as the log root', 1, wrap, { purpose: 'log-root-wrap' }),
    ...authenticButWrong(),
    foreignSeed(),
  ];
}
