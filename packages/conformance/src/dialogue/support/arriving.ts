import {
  attributesDigest,
  encodeBody,
  encodeHeader,
  entryHash,
  MoverKeys,
  parseHeader,
  type LogEntry,
  type MigrationPort,
  type Residence,
  type StoredRecord,
} from '@colloquy/core';
import { encodeResidenceText, type ArrivalRequest, type ArrivalStore } from '@colloquy/core/testing';
import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { sure } from './errors.ts';
import { headerOf } from './keyWork.ts';
import { mover, there, type Place } from './crossing.ts';
import { crossing, here, leave, portOf } from './moving.ts';
import { bytesOf, hash, hexOf } from './spec.ts';
import { beginning, id, performAll, perspective, tension } from './story.ts';

/*
 * A dialogue that has left one store of a backend for another one, and is to be copied.
 */

/** Windows and batches so small that each limit is met, and any backend has room for them. */
export const tight = { windowKeys: 4, batchRows: 2, batchBytes: 100_000 } as const;

export interface Departed {
  readonly source: DialogueFixture;
  readonly target: DialogueFixture;
  readonly move: ArrivalRequest;
}

/** A real dialogue on its way from the first store to the second one. */
export async function departed(t: DialogueContext): Promise<Departed> {
  const source = await t.open();
  const target = await t.open();
  await performAll(source.store(), id, [...beginning, perspective, tension, tension]);
  return {
    source,
    target,
    move: await depart(source, target, { move: '1', from: here, to: there, base: 0, whole: false }),
  };
}

/** The same after it has arrived, was changed in place and beside, and is on its way back. */
export async function returning(t: DialogueContext): Promise<Departed> {
  const { source: first, target: second } = await departed(t);
  const { log, records } = await first.probe.rows(id);
  for (const entry of log) await second.probe.putEntry(id, entry);
  for (const record of records) await second.probe.putRecord(id, record);
  const base = sure(log.at(-1)).n;
  const arrived = crossing(log, { kind: 'migrate.in', move: '1', source: here, target: there });
  const { residence } = await portOf(second).residence(id);
  await change(second, { from: residence, to: null, head: null, entry: arrived });
  const changed = sure(records.find(({ key }) => key.startsWith('tension#')));
  await write(second, [rewritten(changed), { ...rewritten(changed), key: 'zeal#1' as StoredRecord['key'] }]);
  const move = await depart(second, first, { move: '2', from: there, to: here, base, whole: true });
  return { source: second, target: first, move };
}

interface Departure {
  readonly move: string;
  readonly from: Place;
  readonly to: Place;
  readonly base: number;
  readonly whole: boolean;
}

/** Steps 2 and 3: the claim, then `migrate.out`. */
async function depart(
  source: DialogueFixture,
  target: DialogueFixture,
  { move, from, to, base, whole }: Departure,
): Promise<ArrivalRequest> {
  const { log } = await source.probe.rows(id);
  const { logId } = headerOf(sure(log[0]).header) as unknown as { readonly logId: string };
  const text = encodeResidenceText({ moveId: move.repeat(32), other: from, logId, base, n: 0, whole });
  const under: Residence = { status: 'importing', move: text };
  const { head, residence } = await portOf(target).residence(id);
  await change(target, {
    from: residence,
    to: under,
    head: head === undefined ? null : { n: head.n, commitId: head.commitId },
  });
  const { n } = await leave(source, { move, source: from, target: to });
  const movers = new MoverKeys([mover.verifier]);
  const stores = { source: source.backend, target: target.backend };
  return { id, ...stores, under, base, whole, out: n, tenant: 'tests', movers, limits: tight };
}

async function change(fixture: DialogueFixture, wanted: Parameters<MigrationPort['change']>[1]): Promise<void> {
  const { changed } = await portOf(fixture).change(id, wanted);
  if (!changed) throw new Error('the transition did not take place');
}

/** Other bytes in the place of a record, with a digest that fits. */
export function rewritten(record: StoredRecord): StoredRecord {
  const envelope = record.envelope.map((byte, at) => (at === 5 ? byte ^ 1 : byte));
  return { ...record, envelope, digest: hexOf(hash(envelope)) };
}

/** A commit as a backend sees it: nobody without keys can tell that none with keys has made it. */
async function write({ backend, probe }: DialogueFixture, rows: readonly StoredRecord[]): Promise<void> {
  const { log, records } = await probe.rows(id);
  const previous = sure(log.at(-1));
  const n = previous.n + 1;
  const body = encodeBody(
    rows.map(({ key, digest, attributes }) => ({ key, digest, attributesDigest: attributesDigest(attributes) })),
  );
  const commitId = hash(bytesOf(`commit ${n}`)).subarray(0, 16);
  const { tag: _tag, ...state } = sure(parseHeader(previous.header));
  const own = { n, kind: 'made-up', commitId, prevHash: entryHash(previous.header), changes: hash(body), tagOf: n };
  const header = encodeHeader({ ...state, ...own });
  const changes = rows.map((row) => ({ ...row, prior: records.find(({ key }) => key === row.key)?.digest ?? null }));
  const entry: LogEntry = { n, commitId: hexOf(commitId), header, body, auth: hash(header) };
  const { outcome } = await backend.commit(id, { ...entry, changes, checks: [] });
  if (outcome !== 'committed') throw new Error(`the commit ended with ${outcome}`);
}

/** What stands before the port of a store; the other calls go straight to it. */
export type PortInterceptors = {
  readonly [M in keyof MigrationPort]?: (
    forward: MigrationPort[M],
    ...args: Parameters<MigrationPort[M]>
  ) => ReturnType<MigrationPort[M]>;
} & { readonly log?: (from: number) => void };

/** A store with something in the way of its port, or beside its log. */
export function watchedStore(fixture: DialogueFixture, by: PortInterceptors): ArrivalStore {
  const { backend } = fixture;
  const port = portOf(fixture);
  const exportBatch: MigrationPort['exportBatch'] = (...args) => port.exportBatch(...args);
  const writeBatch: MigrationPort['writeBatch'] = (...args) => port.writeBatch(...args);
  return {
    get: (...args) => backend.get(...args),
    log: (dialogue, from, ...rest) => {
      by.log?.(from);
      return backend.log(dialogue, from, ...rest);
    },
    migration: {
      residence: (...args) => port.residence(...args),
      change: (...args) => port.change(...args),
      listPartitions: (...args) => port.listPartitions(...args),
      exportBatch: (...args) => by.exportBatch?.(exportBatch, ...args) ?? exportBatch(...args),
      writeBatch: (...args) => by.writeBatch?.(writeBatch, ...args) ?? writeBatch(...args),
    },
  };
}

/** Entries and records that lie in a store. */
export async function contentOf({ probe }: DialogueFixture) {
  const { log, records } = await probe.rows(id);
  return { log, records };
}
