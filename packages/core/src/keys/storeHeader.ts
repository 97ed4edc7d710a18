import { bytesEqual, canonicalJsonBytes } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { isStoreName } from '../move/boundaryBody.ts';
import { areSigningEntries, type SigningEntry } from './signing/signingEntries.ts';

/** Which store it is, and the ids of the keys that it was set up with. No secret is in it. */
export interface StoreHeader {
  /** 32 lowercase hexadecimal digits, random. */
  readonly storeId: string;
  /** ASCII token, at most 64; one store holds one tenant. */
  readonly tenant: string;
  /** The id of the user master key, 32 lowercase hexadecimal digits; absent when a key service holds it. */
  readonly umkId?: string;
  /** kekId by epoch, ascending, at least one. */
  readonly epochs: readonly (readonly [epoch: number, kekId: string])[];
  /** The keys that sign checkpoints, versions 1, 2, 3, ...; absent when there is none. Their seeds are wrapped. */
  readonly signing?: readonly SigningEntry[];
  /** What tells this store from another of the same storeId, 32 lowercase hexadecimal digits; absent where the storeId does ({@link placeOf}). */
  readonly place?: string;
  /** The places of the stores that dialogues move from and to, ascending, at most 64; absent where there are none. */
  readonly peers?: readonly string[];
  /** The store that took the place of this one, where new dialogues are made; absent while they are made here. */
  readonly successor?: readonly [place: string, name: string];
}

/** How many stores a store can exchange dialogues with. */
export const maxPeers = 64;

const version = 1;
const maxHeader = 64 * 1024;
const idPattern = /^[0-9a-f]{32}$/;
const tenantPattern = /^[A-Za-z0-9._~-]{1,64}$/;

/**
 * What tells this store from every other: 32 lowercase hexadecimal digits. Stores whose keys come from one vault of a key service have one
 * storeId, and a place each.
 *
 * @example
 * const here = placeOf(decodeStoreHeader(bytes));
 */
export function placeOf({ storeId, place }: Pick<StoreHeader, 'storeId' | 'place'>): string {
  return place ?? storeId;
}

/**
 * The header as bytes: RFC 8785 JSON of `{epochs, peers, place, signing, storeId, successor, tenant, umkId, v}`, `epochs` an array of
 * `[epoch, kekId]`, `signing` one of `[version, verifier key, wrap]`, `successor` one of place and name.
 *
 * @throws ColloquyError `invalid_argument` when it is not a header
 */
export function encodeStoreHeader(header: StoreHeader): Uint8Array {
  const fields = fieldsOf(header);
  if (!isHeader(fields)) {
    throw new ColloquyError(
      'invalid_argument',
      'A store header has storeId, tenant and ascending epochs with their kekIds.',
    );
  }
  return canonicalJsonBytes({ ...fields, v: version });
}

function fieldsOf({ storeId, tenant, umkId, epochs, signing, place, peers, successor }: StoreHeader) {
  return {
    storeId,
    tenant,
    epochs,
    ...(umkId === undefined ? {} : { umkId }),
    ...(signing === undefined ? {} : { signing }),
    ...(place === undefined ? {} : { place }),
    ...(peers === undefined ? {} : { peers }),
    ...(successor === undefined ? {} : { successor }),
  };
}

/**
 * The header that the bytes stand for.
 *
 * @throws ColloquyError `schema_too_new`, or `integrity_error` when they are anything but a header in its canonical form
 */
export function decodeStoreHeader(bytes: Uint8Array): StoreHeader {
  const value = bytes.byteLength > maxHeader ? undefined : parse(bytes);
  if (
    typeof value === 'object' &&
    value !== null &&
    'v' in value &&
    Number.isInteger(value.v) &&
    Number(value.v) > version
  ) {
    throw new ColloquyError('schema_too_new', 'The store header was written by a newer release: upgrade this package.');
  }
  if (isHeader(value)) {
    const header = fieldsOf(value);
    if (bytesEqual(bytes, encodeStoreHeader(header))) return header;
  }
  throw new ColloquyError('integrity_error', 'The store header is damaged: restore the database from a backup.');
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const fieldNames = ['epochs', 'peers', 'place', 'signing', 'storeId', 'successor', 'tenant', 'umkId', 'v'];

function isHeader(value: unknown): value is StoreHeader {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (Object.keys(value).some((name) => !fieldNames.includes(name))) return false;
  const { storeId, tenant, umkId, epochs, signing, place, peers, successor } = value as Readonly<
    Record<string, unknown>
  >;
  const here = place ?? storeId;
  return (
    matches(storeId, idPattern) &&
    matches(tenant, tenantPattern) &&
    (umkId === undefined || matches(umkId, idPattern)) &&
    Array.isArray(epochs) &&
    epochs.length > 0 &&
    epochs.every((pair: unknown, at) => isEpoch(pair, at === 0 ? undefined : epochs[at - 1])) &&
    (signing === undefined || areSigningEntries(signing, epochNumbers(epochs))) &&
    // What the storeId says already is not said again: one header has one form.
    (place === undefined || (matches(place, idPattern) && place !== storeId)) &&
    (peers === undefined || arePeers(peers, here)) &&
    (successor === undefined || isSuccessor(successor, here))
  );
}

/** Other places, ascending. */
function arePeers(value: unknown, here: unknown): boolean {
  if (!Array.isArray(value) || value.length < 1 || value.length > maxPeers) return false;
  const places: readonly unknown[] = value;
  return places.every((place, at) => {
    return matches(place, idPattern) && place !== here && (at === 0 || String(places[at - 1]) < place);
  });
}

/** Place and name of another store. */
function isSuccessor(value: unknown, here: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [place, name] = value as readonly unknown[];
  return isStoreName({ place, name }) && place !== here;
}

function epochNumbers(pairs: readonly unknown[]): ReadonlySet<unknown> {
  return new Set(pairs.map((pair) => (Array.isArray(pair) ? (pair as readonly unknown[])[0] : undefined)));
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/** A pair of epoch and kekId, the epoch above that of the pair before. */
function isEpoch(pair: unknown, before: unknown): boolean {
  if (!Array.isArray(pair) || pair.length !== 2) return false;
  const [epoch, kekId] = pair as readonly unknown[];
  const least = Array.isArray(before) ? Number(before[0]) + 1 : 1;
  return Number.isInteger(epoch) && Number(epoch) >= least && Number(epoch) <= 2 ** 31 - 1 && matches(kekId, idPattern);
}
