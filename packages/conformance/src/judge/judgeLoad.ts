import { compareAscii, type StoredRecord } from '@colloquy/core';
import type { ModelDialogue } from '../model/ModelDialogue.ts';
import { finding, sameData, type Finding } from './Finding.ts';
import type { Snapshot } from './judgeGet.ts';
import { judgeHead } from './judgeHead.ts';

/** Judges a load, also one that ran beside commits: records may be newer than the head, never older. */
export function judgeLoad(model: ModelDialogue, answer: Snapshot, floor: number): Finding | undefined {
  const wrongHead = judgeHead(model, answer.head, floor, 'PS-LOAD-04');
  if (wrongHead !== undefined) return wrongHead;
  const n = answer.head?.n ?? 0;
  return (
    judgeOrder(answer.records) ?? judgeAge(model, answer.records, n) ?? judgeCompleteness(model, answer.records, n)
  );
}

function judgeOrder(records: readonly StoredRecord[]): Finding | undefined {
  for (const [at, record] of records.entries()) {
    const next = records[at + 1];
    const order = next === undefined ? -1 : compareAscii(record.key, next.key);
    if (order === 0) return finding('PS-LOAD-01', 'record-twice', `${record.key} comes twice`);
    if (order > 0) return finding('PS-LOAD-01', 'not-in-key-order', `${record.key} comes before ${next?.key}`);
  }
  return undefined;
}

function judgeAge(model: ModelDialogue, records: readonly StoredRecord[], n: number): Finding | undefined {
  for (const record of records) {
    const versions = model.versions(record.key);
    const at = versions.findLastIndex((version) => sameData(version.record, record));
    if (at === -1) {
      return finding('PS-LOAD-01', 'record-changed', `${record.key} is not a record that was written`, {
        actual: record,
      });
    }
    const next = versions[at + 1];
    if (next !== undefined && next.n <= n) {
      return finding('PS-LOAD-03', 'older-than-head', `${record.key} is as before commit ${next.n}, the head is ${n}`);
    }
  }
  return undefined;
}

function judgeCompleteness(model: ModelDialogue, records: readonly StoredRecord[], n: number): Finding | undefined {
  const found = new Set(records.map((record) => record.key));
  const missing = model.records(n).filter((record) => !found.has(record.key));
  if (missing.length === 0) return undefined;
  const keys = missing.map((record) => record.key);
  return finding('PS-LOAD-03', 'left-out', `records of the state after ${n} are left out`, { expected: keys });
}
