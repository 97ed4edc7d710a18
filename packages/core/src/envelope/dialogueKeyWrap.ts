import { lengthPrefixed, sha256, u32 } from '../bytes/index.ts';
import type { WrapRequest } from '../codec/index.ts';
import { dataKeyKey, logRootKey } from '../store/physicalKeys.ts';
import type { RandomBytes } from './draw.ts';
import { isKeyVersion } from './layout.ts';
import type { Purpose } from './purposes.ts';
import { malformed, refused } from './refuse.ts';
import { unwrap, wrap, type WrapPlace } from './wrap.ts';

interface Kind {
  readonly purpose: Exclude<Purpose, 'record'>;
  readonly label: Uint8Array;
  /** The record that holds the wrap. */
  readonly keyOf: (version: number) => string;
}

const kinds: Readonly<Record<WrapRequest['purpose'], Kind>> = {
  dek: { purpose: 'dek-wrap', label: lengthPrefixed('colloquy/v1/dek'), keyOf: dataKeyKey },
  'log-root': { purpose: 'log-root-wrap', label: lengthPrefixed('colloquy/v1/log-root'), keyOf: logRootKey },
};

/** `H(LP(label) || LP(tenant) || LP(dialogueId) || u32(version))`: whose key it is, and which (EV-WRAP-02). */
function placeOf({ purpose: kind, tenant, dialogueId, version, epoch, kek }: WrapRequest): WrapPlace {
  const { purpose, label } = kinds[kind];
  const associatedData = sha256(label, lengthPrefixed(tenant), lengthPrefixed(dialogueId), u32(version));
  return { purpose, epoch, kek, associatedData };
}

/**
 * Wraps a data key or a log root of a dialogue.
 *
 * @throws ColloquyError `invalid_argument`
 */
export function wrapDialogueKey(request: WrapRequest, key: Uint8Array, randomBytes: RandomBytes): Uint8Array {
  if (!isKeyVersion(request.version)) throw malformed('A key version is 1 to 2^31 - 1.');
  return wrap(placeOf(request), key, randomBytes);
}

/**
 * The 32 key bytes, the caller's to zero.
 *
 * @throws ColloquyError `integrity_error` unless this is the wrap of that key of that dialogue and tenant under that epoch
 */
export function unwrapDialogueKey(request: WrapRequest, wrapped: Uint8Array): Uint8Array {
  const key = unwrap(placeOf(request), wrapped);
  if (typeof key === 'number') {
    throw refused(request.dialogueId, kinds[request.purpose].keyOf(request.version), key);
  }
  return key;
}
