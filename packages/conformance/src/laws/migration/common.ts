import { isColloquyError, type Batch, type CallOptions, type MigrationPort, type StoredRecord } from '@colloquy/core';
import { delicateBytes, patternBytes } from '../../data/bytes.ts';
import { foreignDigest } from '../../data/draft.ts';
import { entangledIds, itemKey, longestKey, orderedKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { whenDurable } from '../support/applies.ts';
import { batchOf, entryOf, Moving, portOf, residenceOf } from './Moving.ts';

const under = residenceOf('importing', 'one');

function recordOf(at: number): StoredRecord {
  const attributes = { text: '\x21~"\'', whole: -1 - at, greatest: Number.MAX_SAFE_INTEGER, yes: true };
  return { key: itemKey(at), digest: foreignDigest(at), attributes, envelope: patternBytes(20, at) };
}

/** Every call, by name, upon a dialogue that is importing. */
export function everyPortCall(
  port: MigrationPort,
  one: Moving,
): readonly (readonly [string, (options?: CallOptions) => Promise<unknown>])[] {
  return [
    ['residence', (options) => port.residence(one.id, options)],
    ['change', (options) => port.change(one.id, one.change(residenceOf('aborted', 'one')), options)],
    ['exportBatch', (options) => port.exportBatch(one.id, undefined, options)],
    ['writeBatch', (options) => port.writeBatch(one.id, under, batchOf({ records: [recordOf(1)] }), options)],
    ['listPartitions', (options) => port.listPartitions({ limit: 10, ...options })],
  ];
}

/** Changes everything that an answer or an argument is made of, in place. */
function spoil(value: unknown): void {
  if (value instanceof Uint8Array) value.fill(0xee);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      spoil(part);
      if (typeof part === 'string' || typeof part === 'number') (value as Record<string, unknown>)[name] = 'spoilt';
    }
  }
}

export const commonLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-PORT-05',
    title: 'bytes, keys and attributes come back as they were',
    run: async (t) => {
      const { store, probe } = await t.open();
      const one = new Moving(t, store);
      await one.to('importing', 'one');
      for (const [at, { name, bytes }] of delicateBytes.entries()) {
        const record = { ...recordOf(at), envelope: bytes };
        const entry = { n: at + 1, commitId: 'f'.repeat(32), header: bytes, body: bytes, auth: bytes };
        await one.write(batchOf({ records: [record] }));
        await one.write(batchOf({ entries: [entry] }));
        const rows = await probe.rows(one.id);
        t.equal([rows.records.at(-1), rows.log.at(-1)], [record, entry], 'changed', name);
        t.equal((await one.port.exportBatch(one.id, undefined)).records.at(-1), record, 'changed', name);
      }
      const keys = [...orderedKeys, longestKey];
      const other = new Moving(t, store, 'keys');
      await other.to('importing', 'one');
      for (const key of keys) await other.write(batchOf({ records: [{ ...recordOf(0), key }] }));
      const exported = (await other.port.exportBatch(other.id, undefined)).records.map(({ key }) => key);
      t.equal(
        exported,
        [...orderedKeys.slice(0, -2), longestKey, ...orderedKeys.slice(-2)].toSorted(bytewise),
        'changed',
      );
      const last = new Moving(t, store, 'delicate-head');
      const bytes = patternBytes(900, 3);
      const commit = { ...last.writer.draft({ variant: 5 }), header: bytes, auth: bytes.slice(0, 68) };
      await last.to('importing', 'one');
      await last.port.change(last.id, last.change(null, entryOf(commit)));
      last.residence = null;
      last.follow(entryOf(commit));
      await last.expectStands('changed', 'a head');
    },
  },
  {
    clause: 'MG-PORT-05',
    title: 'what happens to one dialogue happens to no other',
    run: async (t) => {
      const { store, probe } = await t.open();
      const all = entangledIds.map((id) => new Moving(t, store, id));
      for (const [at, one] of all.entries()) {
        if (at % 2 === 0) await one.to('importing', `move-${at}`);
        else await one.commit({ puts: [itemKey(at)] });
      }
      for (const [at, one] of all.entries()) {
        if (at % 2 === 0) {
          await one.write(batchOf({ records: [recordOf(at)] }));
          await one.write(batchOf({ removeRecords: [itemKey(at + 1)], removeEntries: [1] }));
        } else await one.withEntry(residenceOf('moved', `move-${at}`));
      }
      for (const [at, one] of all.entries()) {
        await one.expectStands('crossed', one.id);
        const { records, log } = await probe.rows(one.id);
        const expected = at % 2 === 0 ? [recordOf(at)] : one.writer.model.records();
        t.equal([records, log.length], [expected, at % 2 === 0 ? 0 : 2], 'crossed', one.id);
        const page = await one.port.exportBatch(one.id, undefined);
        t.equal([page.records, page.dialogueId], [expected, one.id], 'crossed', one.id);
      }
    },
  },
  {
    clause: 'MG-PORT-05',
    title: 'arguments that their caller changes while a call is under way, and answers changed after it',
    run: async (t) => {
      const fixture = await t.open();
      const one = new Moving(t, fixture.store);
      const claim = structuredClone(one.change(under));
      const claiming = one.port.change(one.id, claim);
      spoil(claim);
      t.equal((await claiming).changed, true, 'input-kept', 'a claim');
      one.residence = under;
      await one.expectStands('input-kept', 'a claim');
      const first = entryOf(one.writer.draft());
      const batch = batchOf({ records: [recordOf(1)] });
      for (const sent of [batch, batchOf({ entries: [first] })]) {
        const copy = structuredClone<Batch>(sent);
        const standing = structuredClone(under);
        const writing = one.port.writeBatch(one.id, standing, copy);
        spoil(copy);
        spoil(standing);
        t.equal((await writing).written, true, 'input-kept', 'a batch');
      }
      const rows = await fixture.probe.rows(one.id);
      t.equal([rows.records, rows.log], [[recordOf(1)], [first]], 'input-kept', 'a batch');
      one.plan();
      const change = structuredClone(one.change(null, entryOf(one.writer.draft({ variant: 5 }))));
      const entry = structuredClone(t.present(change.entry, 'the-test-itself'));
      const activating = one.port.change(one.id, change);
      spoil(change);
      const answer = await activating;
      t.equal(answer.changed, true, 'input-kept', 'an activation');
      one.residence = null;
      one.follow(entry);
      await one.expectStands('input-kept', 'an activation');
      spoil(answer);
      for (const port of [one.port, portOf(t, await fixture.second())]) {
        spoil(await port.residence(one.id));
        spoil(await port.exportBatch(one.id, undefined));
        spoil(await port.listPartitions({ limit: 10 }));
      }
      await one.expectStands('answer-shared');
      const page = await one.port.exportBatch(one.id, undefined);
      t.equal(page.records, [recordOf(1)], 'answer-shared');
      t.equal((await one.port.listPartitions({ limit: 10 })).ids.includes(one.id), true, 'answer-shared');
    },
  },
  {
    clause: 'MG-PORT-05',
    title: 'aborted before the call: every call rejects with that very reason, and nothing happens',
    run: async (t) => {
      const fixture = await t.open();
      const one = new Moving(t, fixture.store);
      await one.to('importing', 'one');
      const before = await fixture.probe.rows(one.id);
      for (const [name, call] of everyPortCall(one.port, one)) {
        const reason = { stopped: name };
        const error = await t.rejects(() => call({ signal: AbortSignal.abort(reason) }), 'not-rejected', name);
        t.check(error === reason, 'wrong-reason', { message: name, actual: error });
      }
      t.equal(await fixture.probe.rows(one.id), before, 'had-effect');
      await one.expectStands('had-effect');
      const { signal } = new AbortController();
      for (const [, call] of everyPortCall(one.port, one)) await call({ signal });
    },
  },
  {
    clause: 'MG-PORT-05',
    title: 'after close every call rejects with backend_closed, and other clients go on',
    run: async (t) => {
      const fixture = await t.open();
      const other = portOf(t, await fixture.second());
      const one = new Moving(t, fixture.store);
      await one.to('importing', 'one');
      await fixture.store.close();
      for (const [name, call] of everyPortCall(one.port, one)) {
        const error = await t.rejects(() => call(), 'works-after-close', name);
        t.check(isColloquyError(error, 'backend_closed'), 'wrong-code', { message: name, actual: error });
      }
      const { residence } = await other.residence(one.id);
      t.equal(residence, under, 'other-client-affected');
      for (const [, call] of everyPortCall(other, one)) await call();
    },
  },
  {
    clause: 'MG-PORT-05',
    title: 'declared durable: what was acknowledged is there after reopening, again and again',
    applies: whenDurable,
    run: async (t) => {
      const fixture = await t.open();
      const one = new Moving(t, fixture.store);
      const reopened = async (when: string): Promise<MigrationPort> => {
        const port = portOf(t, await fixture.reopen());
        const { head, residence } = await port.residence(one.id);
        t.equal({ head, residence }, { head: one.head, residence: one.residence }, 'lost', when);
        return port;
      };
      await one.to('importing', 'one');
      const batches = await reopened('claimed');
      one.plan();
      const batch = batchOf({ entries: one.writer.model.entries(1) });
      t.equal((await batches.writeBatch(one.id, under, batch)).written, true, 'lost');
      const records = await reopened('an entry');
      t.equal((await records.writeBatch(one.id, under, batchOf({ records: [recordOf(1)] }))).written, true, 'lost');
      const port = await reopened('a record');
      const { records: kept } = await port.exportBatch(one.id, undefined);
      t.equal(kept, [recordOf(1)], 'lost', 'a record');
      const change = one.change(null, entryOf(one.writer.draft({ variant: 5 })));
      t.equal((await port.change(one.id, change)).changed, true, 'lost');
      one.residence = null;
      one.follow(t.present(change.entry, 'the-test-itself'));
      await reopened('activated');
      t.equal((await fixture.probe.rows(one.id)).log.length, 2, 'lost', 'activated');
    },
  },
];

function bytewise(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
