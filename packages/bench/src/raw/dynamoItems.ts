import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Change, Commit } from '@colloquy/core';
import type { LoadedHead, LoadedRecord } from './PartitionProgram.ts';

export type Item = Record<string, AttributeValue>;

/** Keys of the table of the store, by hand. */
export const keys = {
  head: (id: string): Item => ({ pk: { S: `dialogue#${id}` }, sk: { S: '#head' } }),
  record: (id: string, key: string): Item => ({ pk: { S: `dialogue#${id}` }, sk: { S: key } }),
  entry: (id: string, n: number): Item => ({ pk: { S: `log#${id}` }, sk: { S: String(n).padStart(16, '0') } }),
  chunk: (id: string, commitId: string, at: number): Item => ({
    pk: { S: `redo#${id}` },
    sk: { S: `${commitId}#${String(at).padStart(16, '0')}` },
  }),
} as const;

export function headFields({ n, commitId, header, auth }: Commit): Item {
  return { n: { N: String(n) }, commitId: { S: commitId }, header: { B: header }, auth: { B: auth } };
}

export function recordFields({ key, digest, attributes, envelope }: Change): Item {
  const M: Item = {};
  for (const [name, value] of Object.entries(attributes)) {
    M[name] =
      typeof value === 'string' ? { S: value } : typeof value === 'number' ? { N: String(value) } : { BOOL: value };
  }
  return { key: { S: key }, digest: { S: digest }, attributes: { M }, envelope: { B: envelope } };
}

export function headOf(item: Item): LoadedHead {
  return {
    n: Number(item['n']?.N),
    commitId: item['commitId']?.S ?? '',
    header: item['header']?.B ?? new Uint8Array(0),
    auth: item['auth']?.B ?? new Uint8Array(0),
  };
}

export function recordOf(item: Item): LoadedRecord {
  const attributes: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(item['attributes']?.M ?? {})) {
    attributes[name] = value.S ?? value.BOOL ?? Number(value.N);
  }
  return {
    key: item['key']?.S ?? '',
    digest: item['digest']?.S ?? '',
    attributes,
    envelope: item['envelope']?.B ?? new Uint8Array(0),
  };
}
