import type { Json } from '../../../src/bytes/index.ts';
import { addressVectors } from './addresses.ts';
import { auditVectors } from './audit.ts';
import { keyVectors } from './keys.ts';
import { logVectors } from './log.ts';
import { negativeRecords } from './negativeRecords.ts';
import { negativeWraps } from './negativeWraps.ts';
import { noteVectors } from './notes.ts';
import { paddingVectors } from './padding.ts';
import { buildPartition } from './partition.ts';
import { recordVectors } from './records.ts';
import { wrapVectors } from './wraps.ts';

/** One line per item of each list, so that a difference is read in a review. */
function listing(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const lines = isList
    ? (value as readonly Json[]).map((item) => JSON.stringify(item))
    : Object.entries(value).map(
        ([name, item]) => `${JSON.stringify(name)}: ${isNested(item) ? listing(item) : JSON.stringify(item)}`,
      );
  return `${isList ? '[' : '{'}\n${lines.join(',\n')}\n${isList ? ']' : '}'}`;
}

/** Lists, and objects that hold one: what would make too long a line. */
function isNested(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.values(value).some(isNested);
}

/** The published vectors: file name below docs/spec/vectors, and content. */
export async function vectorFiles(): Promise<ReadonlyMap<string, string>> {
  const values: readonly (readonly [string, Json])[] = [
    ['addresses.json', addressVectors()],
    ['padding.json', paddingVectors()],
    ['keys.json', await keyVectors()],
    ['wraps.json', wrapVectors()],
    ['records.json', recordVectors()],
    ['log.json', await logVectors()],
    ['audit.json', await auditVectors()],
    ['negative-records.json', negativeRecords() as unknown as Json],
    ['negative-wraps.json', negativeWraps() as unknown as Json],
    ['notes.json', await noteVectors()],
    ['partition.json', (await buildPartition()) as unknown as Json],
  ];
  return new Map(values.map(([name, value]) => [name, `${listing(value)}\n`]));
}
