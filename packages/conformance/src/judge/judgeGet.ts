import { compareAscii, type Head, type RecordKey, type StoredRecord } from '@colloquy/core';
import type { ModelDialogue } from '../model/ModelDialogue.ts';
import { finding, sameData, type Finding } from './Finding.ts';
import { judgeHead } from './judgeHead.ts';

/** Head and records, as `get` and `load` answer them. */
export interface Snapshot {
  readonly head: Head | undefined;
  readonly records: readonly StoredRecord[];
}

/** Judges a get, also one that ran beside commits: head and records must be those of one state. */
export function judgeGet(
  model: ModelDialogue,
  keys: readonly RecordKey[],
  answer: Snapshot,
  floor: number,
): Finding | undefined {
  const wrongHead = judgeHead(model, answer.head, floor, 'PS-GET-05');
  if (wrongHead !== undefined) return wrongHead;
  const n = answer.head?.n ?? 0;
  const expected = model.get(keys, n);
  if (sameData(answer.records, expected)) return undefined;
  const facts = { expected, actual: answer.records };
  const inOrder = answer.records.toSorted((a, b) => compareAscii(a.key, b.key));
  if (sameData(inOrder, expected))
    return finding('PS-GET-01', 'not-in-key-order', 'the records are not in key order', facts);
  const whole = answer.records.every((record) => isVersion(model, record));
  if (!whole) return finding('PS-GET-01', 'record-changed', 'a record is not one that was written', facts);
  if (new Set(answer.records.map((record) => record.key)).size < answer.records.length) {
    return finding('PS-GET-01', 'record-twice', 'a record comes twice', facts);
  }
  return finding('PS-GET-02', 'torn', `the records are not those of the state after ${n}`, facts);
}

/** Whether some commit wrote exactly this record. */
export function isVersion(model: ModelDialogue, record: StoredRecord): boolean {
  return model.versions(record.key).some((version) => sameData(version.record, record));
}
