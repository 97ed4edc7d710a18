import { isDialogueId, type DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { identityOfKey } from '../domain/entities/index.ts';
import type { Dialogue } from '../domain/entities/types.ts';
import { dialogueStatuses } from '../domain/enumerations.ts';
import { unresolvedTensionStatuses } from '../domain/lifecycle/lifecycles.ts';
import type { DialoguePosition, OpenTensionStatus, TensionRow } from '../traits/AnalyticsPort.ts';
import type { Attributes } from '../traits/PartitionStore.ts';

/** What one record is to analytics. */
export type IndexedRow =
  | { readonly index: 'dialogues'; readonly status: Dialogue['status']; readonly row: DialoguePosition }
  | { readonly index: 'tensions'; readonly row: TensionRow }
  | { readonly index: 'experts'; readonly slug: string; readonly totalScore: number };

/** The form of an instant. Whether there is such a day is not asked: an index could not answer it. */
const timestamp = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** True for text of the form `YYYY-MM-DDTHH:MM:SS.sssZ`, digits for letters. */
export function isTimestamp(value: unknown): value is string {
  return typeof value === 'string' && timestamp.test(value);
}

/** True for a total score: a whole number from 0 to 2^53 - 1. */
export function isScore(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

export function isDialogueStatus(value: unknown): value is Dialogue['status'] {
  return dialogueStatuses.some((status) => status === value);
}

function isOpenStatus(value: unknown): value is OpenTensionStatus {
  return unresolvedTensionStatuses.some((status) => status === value);
}

/**
 * The row that a record is to analytics, or undefined: the law of AN-ROW-01 to 03 as a function, for a backend that writes its
 * indexes itself, and as the measure for one whose database does. Total: any key and any attributes.
 *
 * @example
 * indexedRow(id, key, { status: 'open', createdAt: '2026-02-06T12:00:00.000Z' }); // for 'tension#01#02':
 * // { index: 'tensions', row: { createdAt, dialogueId: id, tensionId: 'T0102', status: 'open' } }
 */
export function indexedRow(id: DialogueId, key: RecordKey, attributes: Attributes): IndexedRow | undefined {
  if (!isDialogueId(id)) return undefined;
  const { status, createdAt, totalScore } = attributes;
  if (identityOfKey('dialogue', key) !== undefined) {
    if (!isDialogueStatus(status) || !isTimestamp(createdAt)) return undefined;
    return { index: 'dialogues', status, row: { createdAt, dialogueId: id } };
  }
  const tension = identityOfKey('tension', key);
  if (tension !== undefined) {
    if (!isOpenStatus(status) || !isTimestamp(createdAt)) return undefined;
    return { index: 'tensions', row: { createdAt, dialogueId: id, tensionId: tension.id, status } };
  }
  const expert = identityOfKey('expert', key);
  if (expert === undefined || !isScore(totalScore)) return undefined;
  return { index: 'experts', slug: expert.id, totalScore };
}
