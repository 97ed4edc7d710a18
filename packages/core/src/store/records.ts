import { addressHashOfKey, addressOfKey } from '../address/canonicalAddress.ts';
import type { DialogueId } from '../address/DialogueId.ts';
import { typeOfKey, type RecordKey } from '../address/RecordKey.ts';
import { canonicalJsonBytes, sha256Hex, type Json } from '../bytes/index.ts';
import type { PlainRecord } from '../codec/index.ts';
import { declarations } from '../domain/entities/declarations.ts';
import { decodeEntity, encodeEntity, keyOfEntity, projectEntity } from '../domain/entities/index.ts';
import type { Entity } from '../domain/entities/types.ts';
import { isColloquyError } from '../errors/index.ts';
import type { Attributes, CallOptions, Digest, StoredRecord } from '../traits/PartitionStore.ts';
import { integrityError } from './integrity.ts';
import { renewed } from './dialogueKeys.ts';
import type { StoreContext } from './StoreContext.ts';
import { refuseErased, type VerifiedHead } from './verifyHead.ts';

/** A sealed payload that was opened and found to be at home where it lies. */
export interface OpenedRecord {
  readonly key: RecordKey;
  /** n of the commit that wrote it. */
  readonly rev: number;
  readonly v: number;
  readonly payload: Json;
}

/** The plaintext of a record, before sealing (CL-BYTES-02). */
export function plainRecord(id: DialogueId, key: RecordKey, v: number, rev: number, entity: Json): PlainRecord {
  const plaintext = canonicalJsonBytes({ address: addressOfKey(id, key), entity, rev, type: typeOfKey(key), v });
  return { key, addressHash: addressHashOfKey(id, key), plaintext };
}

/** The plaintext of an entity, and the attributes that go with it in the clear. */
export function plainEntity(
  id: DialogueId,
  entity: Entity,
  rev: number,
): PlainRecord & { readonly attributes: Attributes } {
  const { v } = declarations[entity.type];
  const record = plainRecord(id, keyOfEntity(entity), v, rev, encodeEntity(entity));
  return { ...record, attributes: projectEntity(entity) };
}

/**
 * The digest of a record's envelope, computed; the stored column must say the same.
 *
 * @throws ColloquyError `integrity_error`, reason `digest`
 */
export function digestOf(id: DialogueId, record: StoredRecord): Digest {
  const digest = sha256Hex(record.envelope);
  if (digest === record.digest) return digest;
  throw integrityError(id, 'digest', `the bytes of ${record.key} are not those that its digest names.`, {
    key: record.key,
  });
}

/**
 * Opens records under a verified head: unsealed, parsed, of the address and type that were asked for, not newer than the head.
 *
 * @throws ColloquyError `integrity_error`
 */
export async function openRecords(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  records: readonly StoredRecord[],
  options: CallOptions,
): Promise<readonly OpenedRecord[]> {
  refuseErased(id, head);
  if (records.length === 0) return [];
  await renewed(context, head.keys, head.header.epoch, options);
  const plaintexts = await context.codec.open(
    {
      tenant: context.keyring.tenant,
      dialogueId: id,
      epoch: head.header.epoch,
      dataKeys: head.keys.dataKeys,
      records: records.map(({ key, envelope }) => ({ key, addressHash: addressHashOfKey(id, key), envelope })),
    },
    options,
  );
  return records.map(({ key }, at) => parsePlaintext(id, key, plaintexts[at], head.n));
}

function parsePlaintext(id: DialogueId, key: RecordKey, bytes: Uint8Array | undefined, headN: number): OpenedRecord {
  let parsed: unknown;
  try {
    if (bytes !== undefined) {
      parsed = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
    }
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) {
    throw integrityError(id, 'plaintext', `${key} does not hold a payload.`, { key });
  }
  const { address, entity, rev, type, v } = parsed as Record<string, unknown>;
  if (address !== addressOfKey(id, key) || type !== typeOfKey(key)) {
    throw integrityError(id, 'address', `${key} holds the payload of another record.`, { key });
  }
  if (typeof rev !== 'number' || !Number.isSafeInteger(rev) || rev < 1 || rev > headN) {
    throw integrityError(id, 'rev', `${key} was written by a commit that the head does not know.`, {
      key,
      head: headN,
    });
  }
  if (typeof v !== 'number' || entity === undefined) {
    throw integrityError(id, 'plaintext', `${key} does not hold a payload.`, { key });
  }
  return { key, rev, v, payload: entity as Json };
}

/**
 * Opens entities: as {@link openRecords}, decoded by their declaration, and with attributes that are the projection of what was
 * sealed.
 *
 * @throws ColloquyError `integrity_error`
 */
export async function openEntities(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  records: readonly StoredRecord[],
  options: CallOptions,
): Promise<readonly Entity[]> {
  const opened = await openRecords(context, id, head, records, options);
  return records.map((record, at) => {
    const plain = opened[at];
    if (plain === undefined) throw integrityError(id, 'codec', `${record.key} was not opened.`, { key: record.key });
    return entityOf(id, record, plain);
  });
}

/**
 * The entity of an opened record: decoded by its declaration, and with attributes that are the projection of what was sealed.
 *
 * @throws ColloquyError `integrity_error`
 */
export function entityOf(id: DialogueId, record: StoredRecord, plain: OpenedRecord): Entity {
  const entity = decode(id, plain);
  if (!sameAttributes(projectEntity(entity), record.attributes)) {
    throw integrityError(id, 'projection', `the attributes of ${record.key} are not those of its sealed entity.`, {
      key: record.key,
    });
  }
  return entity;
}

function decode(id: DialogueId, plain: OpenedRecord): Entity {
  try {
    return decodeEntity(plain.key, plain.v, plain.payload);
  } catch (error) {
    if (!isColloquyError(error, 'integrity_error')) throw error;
    throw integrityError(id, 'entity', `${plain.key}: ${error.message}`, { key: plain.key }, error);
  }
}

function sameAttributes(a: Attributes, b: Attributes): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
