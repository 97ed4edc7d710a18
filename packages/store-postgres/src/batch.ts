import {
  batchLimits,
  type BatchRows,
  type DialogueId,
  type RecordKey,
  type Residence,
  type StoredRecord,
} from '@colloquy/core';
import { asSeen, maxTurns, turnsTaken } from './change.ts';
import type { PostgresClient } from './pool.ts';
import { recordOf } from './rows.ts';
import { durably, type Statement, type Statements } from './statement.ts';

/**
 * One row more than a batch holds tells whether records remain. What lies beyond the batch, by number or by bytes, comes without its
 * bytes: the sizes of envelopes are known to the server without reading them. Attributes count as their canonical JSON.
 */
export const exportSql = `WITH page AS (
  SELECT *, row_number() OVER (ORDER BY key) AS place,
    sum(octet_length(key) + octet_length(digest) + octet_length(replace(attributes::text, ' ', '')) + octet_length(envelope))
      OVER (ORDER BY key) AS bytes
  FROM @records WHERE dialogue_id = $1 AND key > $2 ORDER BY key LIMIT $3 + 1
)
SELECT key, digest, attributes::text, encode(envelope, 'base64'), (SELECT count(*) FROM page)::text
FROM page WHERE page.place = 1 OR (page.place <= $3 AND page.bytes <= $4) ORDER BY page.key`;

export interface ExportedRecords {
  readonly records: readonly StoredRecord[];
  readonly next: RecordKey | undefined;
}

/** Records behind a key, as many as make a batch. */
export function exportReader({ prepare }: Statements) {
  const page = prepare<[DialogueId, string, number, number]>('export', exportSql);
  return async (client: PostgresClient, id: DialogueId, after: RecordKey | undefined): Promise<ExportedRecords> => {
    const rows = await page(client, id, after ?? '', batchLimits.rows, batchLimits.bytes);
    const records = rows.map((row) => recordOf(id, row));
    const isLast = Number(rows[0]?.[4] ?? 0) === rows.length;
    return { records, next: isLast ? undefined : records.at(-1)?.key };
  };
}

/**
 * The row of the head is taken first, and touched: so batches and transitions of one dialogue come one after the other, and each has seen
 * what the ones before it have left (see `change.ts`). Bytes travel as one run that is cut up here, as those of a commit.
 */
function batchSql(more = ''): string {
  return `WITH held AS (
  UPDATE @heads AS head SET move = head.move
  WHERE head.dialogue_id = $1 AND head.residence = $2 AND head.move = $3 AND ${asSeen} RETURNING head.dialogue_id
), logged AS (
  INSERT INTO @log (dialogue_id, n, commit_id, header, body, auth)
  SELECT $1, entry.n, entry.commit_id, substring($4::bytea FROM entry.start FOR entry.header),
    substring($4::bytea FROM entry.start + entry.header FOR entry.body),
    substring($4::bytea FROM entry.start + entry.header + entry.body FOR entry.auth)
  FROM held, unnest($5::bigint[], $6::text[], $7::int[], $8::int[], $9::int[], $10::int[])
    AS entry (n, commit_id, start, header, body, auth)
  ON CONFLICT (dialogue_id, n) DO UPDATE
  SET commit_id = excluded.commit_id, header = excluded.header, body = excluded.body, auth = excluded.auth
), written AS (
  INSERT INTO @records (dialogue_id, key, digest, attributes, envelope)
  SELECT $1, record.key, record.digest, record.attributes, substring($4::bytea FROM record.start FOR record.length)
  FROM held, unnest($11::text[], $12::text[], $13::jsonb[], $14::int[], $15::int[])
    AS record (key, digest, attributes, start, length)
  ON CONFLICT (dialogue_id, key) DO UPDATE
  SET digest = excluded.digest, attributes = excluded.attributes, envelope = excluded.envelope
)${more}
SELECT (SELECT count(*) FROM held)::text,
  (SELECT count(*) FROM @heads WHERE dialogue_id = $1 AND residence = $2 AND move = $3)::text, ${durably}`;
}

export const writeBatchSql = batchSql();

/** Apart from the other, because it takes the right to delete: whoever copies alone needs none. */
export const clearBatchSql = batchSql(`, cleared AS (
  DELETE FROM @log AS entry USING held WHERE entry.dialogue_id = $1 AND entry.n = ANY ($16::bigint[])
), removed AS (
  DELETE FROM @records AS record USING held WHERE record.dialogue_id = $1 AND record.key = ANY ($17::text[])
)`);

type BatchValues = [
  id: DialogueId,
  residence: string,
  move: string,
  bytes: Uint8Array,
  numbers: readonly number[],
  commitIds: readonly string[],
  entryStarts: readonly number[],
  headers: readonly number[],
  bodies: readonly number[],
  auths: readonly number[],
  keys: readonly string[],
  digests: readonly string[],
  attributes: readonly string[],
  recordStarts: readonly number[],
  lengths: readonly number[],
];

function valuesOf(id: DialogueId, under: Residence, { entries, records }: BatchRows): BatchValues {
  const pieces: Uint8Array[] = [];
  let end = 1;
  /** Where the bytes begin in the run, counted from 1. */
  const append = (...bytes: readonly Uint8Array[]): number => {
    const start = end;
    for (const piece of bytes) end += piece.byteLength;
    pieces.push(...bytes);
    return start;
  };
  const entryStarts = entries.map(({ header, body, auth }) => append(header, body, auth));
  const recordStarts = records.map(({ envelope }) => append(envelope));
  return [
    id,
    under.status,
    under.move,
    Buffer.concat(pieces),
    entries.map(({ n }) => n),
    entries.map(({ commitId }) => commitId),
    entryStarts,
    entries.map(({ header }) => header.byteLength),
    entries.map(({ body }) => body.byteLength),
    entries.map(({ auth }) => auth.byteLength),
    records.map(({ key }) => key),
    records.map(({ digest }) => digest),
    records.map(({ attributes }) => attributes),
    recordStarts,
    records.map(({ envelope }) => envelope.byteLength),
  ];
}

/** Writes a batch if its dialogue is held so: one statement, which is one transaction. */
export function batchWriter({ prepare }: Statements) {
  const write: Statement<BatchValues> = prepare('write-batch', writeBatchSql);
  const clear: Statement<[...BatchValues, readonly number[], readonly string[]]> = prepare(
    'clear-batch',
    clearBatchSql,
  );
  return async (client: PostgresClient, id: DialogueId, under: Residence, batch: BatchRows): Promise<boolean> => {
    const values = valuesOf(id, under, batch);
    const { removeEntries, removeRecords } = batch;
    const removes = removeEntries.length + removeRecords.length > 0;
    for (let turn = 0; turn < maxTurns; turn++) {
      const [row = []] = removes
        ? await clear(client, ...values, removeEntries, removeRecords)
        : await write(client, ...values);
      const [held, seen] = row;
      if (held === '1') return true;
      // Held by something else when the statement began.
      if (seen !== '1') return false;
    }
    throw turnsTaken(id);
  };
}
