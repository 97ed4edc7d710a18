import type { DialogueStore, PartitionStore, RecordKey } from '@colloquy/core';
import type { RawProbe, RawRows } from '../../kit/RawProbe.ts';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { endOf, sure } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { everyUse } from '../support/reads.ts';
import { expectSameState } from '../support/state.ts';
import { beginning, id, perform, performAll, perspective, tension } from '../support/story.ts';

/** Puts a dialogue back to what it was: head, log and records, consistently. */
async function restore(probe: RawProbe, rows: RawRows): Promise<void> {
  const now = await probe.rows(id);
  for (const { key } of now.records) await probe.removeRecord(id, key);
  for (const { n } of now.log) await probe.removeEntry(id, n);
  for (const record of rows.records) await probe.putRecord(id, record);
  for (const entry of rows.log) await probe.putEntry(id, entry);
  if (rows.head === undefined) await probe.removeHead(id);
  else await probe.putHead(id, rows.head);
}

const nothing: RawRows = { head: undefined, log: [], records: [], leftovers: 0 };

async function goneBack(t: DialogueContext) {
  const bench = await openBench(t);
  const { fixture, store } = bench;
  await performAll(store, id, [...beginning, tension]);
  const old = await fixture.probe.rows(id);
  const handle = await store.open(id);
  await performAll(store, id, [perspective, tension]);
  return { ...bench, old, handle };
}

/** Everything that a store may be asked, a refresh among it. */
function uses(handle: { refresh(): Promise<unknown> }) {
  return [...everyUse, ['refresh', (_store: DialogueStore) => handle.refresh()] as const];
}

export const readAgainLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-READ-07',
    title: 'a store that has seen a later head refuses an older state, however consistent, and one that is gone',
    run: async (t) => {
      const { fixture, store, old, handle } = await goneBack(t);
      const latest = await fixture.probe.rows(id);
      for (const [name, rows] of [
        ['older', old],
        ['gone', nothing],
      ] as const) {
        await restore(fixture.probe, rows);
        for (const [use, call] of uses(handle)) {
          t.equal(await endOf(() => call(store)), 'integrity_error/rollback', 'rollback-accepted', `${use}, ${name}`);
        }
        t.equal(
          await endOf(() => perform(store, id, sure(beginning[0]))),
          'integrity_error/rollback',
          'rollback-accepted',
          `create, ${name}`,
        );
      }
      await restore(fixture.probe, latest);
      for (const [use, call] of uses(handle)) t.equal(await endOf(() => call(store)), 'ok', 'sound-head-refused', use);
    },
  },
  {
    clause: 'CL-READ-07',
    title: 'it has seen what it wrote itself, and what it read once by any method',
    run: async (t) => {
      for (const [use, call] of everyUse.slice(0, 7)) {
        const { fixture, old } = await goneBack(t);
        const store = fixture.store();
        t.equal(await endOf(() => call(store)), 'ok', 'sound-head-refused', use);
        await restore(fixture.probe, old);
        t.equal(await endOf(() => store.get(id)), 'integrity_error/rollback', 'rollback-accepted', `after ${use}`);
      }
    },
  },
  {
    clause: 'CL-READ-07',
    title: 'a store that has written refuses the state of before its write',
    run: async (t) => {
      for (const step of [tension, { method: 'registerRound', input: { round: 1, panel: [] } } as const]) {
        const { fixture } = await goneBack(t);
        const before = await fixture.probe.rows(id);
        const store = fixture.store();
        await perform(store, id, step);
        await restore(fixture.probe, before);
        t.equal(await endOf(() => store.get(id)), 'integrity_error/rollback', 'rollback-accepted', step.method);
      }
    },
  },
  {
    clause: 'CL-READ-07',
    title: 'another entry of the same n is a fork',
    run: async (t) => {
      const { fixture, store, forger, handle } = await goneBack(t);
      await handle.refresh();
      const { head, log, records } = await fixture.probe.rows(id);
      const { n } = sure(head);
      const last = sure(log.at(-1));
      const { changes } = JSON.parse(Buffer.from(last.header).toString('utf8')) as { readonly changes: string };
      // Authentic, of the same number, with the same changes, and yet another one.
      const forged = await forger.commit({
        at: n,
        header: { changes },
      });
      await fixture.probe.putEntry(id, { ...forged, body: last.body });
      await fixture.probe.putHead(id, forged);
      for (const [use, call] of uses(handle)) {
        t.equal(await endOf(() => call(store)), 'integrity_error/fork', 'fork-accepted', use);
      }
      const fresh = await endOf(() => fixture.store().load(id));
      t.equal([fresh, records.length], ['ok', records.length], 'the-test-itself', 'the fork is consistent');
    },
  },
  {
    clause: 'CL-READ-07',
    title: 'answers that overtake each other are no rollback',
    run: async (t) => {
      const fixture = await t.open();
      const writer = fixture.store();
      await performAll(writer, id, [...beginning, tension]);
      const slow = Promise.withResolvers<void>();
      const held = Promise.withResolvers<void>();
      let first = true;
      const hold = async <T>(answer: Promise<T>): Promise<T> => {
        const value = await answer;
        if (first) {
          first = false;
          held.resolve();
          await slow.promise;
        }
        return value;
      };
      const backend: PartitionStore = intercept(fixture.backend, {
        get: (forward, ...args) => hold(forward(...args)),
        head: (forward, ...args) => hold(forward(...args)),
        load: (forward, ...args) => hold(forward(...args)),
      });
      const store = fixture.store({ backend });
      const handle = await fixture.store({ backend: fixture.backend }).open(id);
      t.check(handle.current.n > 0, 'the-test-itself');
      for (const call of [() => store.get(id), () => store.load(id), () => store.item(id, 'T0001')]) {
        first = true;
        const early = endOf(call);
        await held.promise;
        await perform(writer, id, tension);
        t.equal(await endOf(() => store.get(id)), 'ok', 'false-rollback', 'the later call');
        slow.resolve();
        t.equal(await early, 'ok', 'false-rollback', 'the earlier call, answered later');
      }
    },
  },
  {
    clause: 'CL-READ-08',
    title: 'an unchanged dialogue, read again through a handle, costs one head and opens nothing',
    run: async (t) => {
      const { store, ledger, spy } = await openBench(t);
      await performAll(store, id, [...beginning, tension]);
      const handle = await store.open(id);
      const before = handle.current;
      for (let i = 0; i < 3; i++) {
        ledger.reset();
        spy.opened.length = 0;
        const now = await handle.refresh();
        t.equal([ledger.calls, ledger.counts.head], [1, 1], 'too-many-calls');
        t.equal(spy.opened, [], 'opened-too-much');
        t.check(now === before, 'other-answer');
      }
    },
  },
  {
    clause: 'CL-READ-08',
    title: 'a changed one reads the log since and opens only what changed, however large it is',
    run: async (t) => {
      const { fixture, store, ledger, spy } = await openBench(t);
      await performAll(store, id, [...beginning, ...Array.from({ length: 20 }, () => tension)]);
      const handle = await store.open(id);
      const writer = fixture.store();
      const changes = [
        perspective,
        { method: 'transitionItem', input: { target: 'T0007', status: 'resolved' } } as const,
      ];
      for (const step of changes) {
        const { n } = await perform(writer, id, step);
        const { log } = await fixture.probe.rows(id);
        const rows = JSON.parse(
          Buffer.from(sure(log.at(-1)).body).toString('utf8'),
        ) as readonly (readonly RecordKey[])[];
        const written = new Set(rows.map(([key]) => key));
        ledger.reset();
        spy.opened.length = 0;
        const now = await handle.refresh();
        t.equal(now.n, n, 'not-refreshed');
        expectSameState(t, now.state, (await fixture.store().load(id)).state, 'not-refreshed');
        for (const key of spy.opened.flat()) t.check(written.has(key), 'opened-too-much', { actual: key });
        t.equal(new Set(spy.opened.flat()).size, spy.opened.flat().length, 'opened-too-much', 'twice');
        t.equal(
          [ledger.calls, ledger.counts.head, ledger.counts.log, ledger.counts.get],
          [3, 1, 1, 1],
          'too-many-calls',
        );
      }
    },
  },
];
