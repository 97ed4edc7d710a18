import { lengthPrefixed, sha256, toHex, u32, type Json } from '../../../src/bytes/index.ts';
import { publicKeyOfSeed, wrapSigningKey } from '../../../src/envelope/signingKeyWrap.ts';
import { exported, knownSource, material } from './material.ts';
import { kek as vectorKek, story } from './story.ts';

/** The wraps of the story's dialogue. */
function dialogueKeys(): readonly Json[] {
  return story().flatMap(({ n, wraps }) =>
    wraps.map(({ request, key, wrapped, plaintext, random }) => {
      const { purpose, tenant, dialogueId, version, epoch, kek } = request;
      const label = lengthPrefixed(`colloquy/v1/${purpose}`);
      return {
        purpose: `${purpose}-wrap`,
        tenant,
        dialogueId,
        version,
        epoch,
        n,
        recordKey: key,
        kek: exported(kek),
        aad: toHex(sha256(label, lengthPrefixed(tenant), lengthPrefixed(dialogueId), u32(version))),
        plaintext: toHex(plaintext),
        random,
        wrap: toHex(wrapped),
      };
    }),
  );
}

function signingKey(): Json {
  const source = knownSource(2);
  const seed = material('seed/1');
  const publicKey = publicKeyOfSeed(seed);
  const place = { tenant: 'acme', version: 1, epoch: 2 ** 31 - 1 };
  const wrapped = wrapSigningKey({ ...place, publicKey, kek: vectorKek }, seed, source.randomBytes);
  return {
    purpose: 'signing-wrap',
    ...place,
    publicKey: toHex(publicKey),
    kek: exported(vectorKek),
    aad: toHex(
      sha256(lengthPrefixed('colloquy/v1/signing'), lengthPrefixed(place.tenant), u32(place.version), publicKey),
    ),
    plaintext: toHex(seed),
    random: source.latest(32),
    wrap: toHex(wrapped),
  };
}

export function wrapVectors(): Json {
  return [...dialogueKeys(), signingKey()];
}
