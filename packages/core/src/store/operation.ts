import { isRecordKey, type RecordKey } from '../address/RecordKey.ts';
import type { DialogueId } from '../address/DialogueId.ts';
import { canonicalJson, sha256Hex, type Json } from '../bytes/index.ts';
import type { PlainRecord } from '../codec/index.ts';
import type { Planner } from '../domain/plan/Planner.ts';
import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import type { Digest } from '../traits/PartitionStore.ts';
import { integrityError } from './integrity.ts';
import { operationKey } from './physicalKeys.ts';
import { plainRecord, type OpenedRecord } from './records.ts';

/** A call that may be repeated: where its result is kept, and what was asked. */
export interface Operation {
  readonly key: RecordKey;
  /** SHA-256 of the canonical request. */
  readonly request: Digest;
}

const version = 1;

/**
 * The operation of a call with an operationId (CL-ONCE-04).
 *
 * @throws ColloquyError `invalid_argument` for an id that is none
 */
export function operationOf<Input>(
  planner: Planner<Input, unknown>,
  input: Input,
  operationId: string | undefined,
): Operation | undefined {
  if (operationId === undefined) return undefined;
  const key = operationKey(operationId);
  // A caller without types may pass anything.
  const isToken = typeof operationId === 'string' && operationId.length <= limits.operationIdLength;
  if (!isToken || operationId.includes('#') || !isRecordKey(key)) {
    throw new ColloquyError('invalid_argument', 'An operationId is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.');
  }
  // Parsed input is plain JSON, unless the planner says how to make it so.
  const request = planner.requestOf?.(input) ?? (input as Json);
  return { key, request: sha256Hex(canonicalJson([planner.kind, request])) };
}

/** The record that remembers request and result. */
export function operationRecord(id: DialogueId, operation: Operation, rev: number, result: Json): PlainRecord {
  return plainRecord(id, operation.key, version, rev, { request: operation.request, result });
}

/**
 * The record of an operation as it is sealed again by a later commit: it keeps the n of the first.
 *
 * @throws ColloquyError `integrity_error`
 */
export function withFirstN(id: DialogueId, opened: OpenedRecord): Json {
  return { ...payloadOf(id, opened), n: firstN(id, opened) };
}

/** n of the commit that did the operation. */
export function firstN(id: DialogueId, opened: OpenedRecord): number {
  const { n = opened.rev } = payloadOf(id, opened);
  if (typeof n === 'number') return n;
  throw integrityError(id, 'entity', `${opened.key} is not the record of an operation.`, { key: opened.key });
}

function payloadOf(id: DialogueId, { key, v, payload }: OpenedRecord): { readonly [name: string]: Json } {
  const isRecord = v === version && typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  if (isRecord && 'request' in payload) return payload;
  throw integrityError(id, 'entity', `${key} is not the record of an operation.`, { key });
}

/**
 * The first result of a repeated operation.
 *
 * @throws ColloquyError `operation_mismatch` when the id was used for another request
 */
export function resultOf(id: DialogueId, operation: Operation, opened: OpenedRecord): Json {
  const payload = payloadOf(id, opened);
  if (payload['request'] !== operation.request) {
    throw new ColloquyError(
      'operation_mismatch',
      'This operationId was used before for a different request. Nothing was written; use a fresh id.',
      { context: { dialogueId: id, n: firstN(id, opened) } },
    );
  }
  return payload['result'] ?? null;
}
