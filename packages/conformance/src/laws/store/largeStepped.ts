import type { StoredRecord } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import { sameData } from '../../judge/Finding.ts';
import { judgeLast } from '../../judge/judgeLast.ts';
import type { Fixture, OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { answerOf } from '../../steps/HeldCall.ts';
import { whenStepped } from '../support/applies.ts';
import { steppedClient } from '../support/stepped.ts';
import { atEveryStep } from '../support/everyStep.ts';
import { exploreScenario, inSequence, type Program } from '../support/scenario.ts';
import { followHead, largeCommit, largeId, leaveUnfinished, prepareLarge } from '../support/largeCommit.ts';
import { largeCount } from '../support/size.ts';
import { expectFine, expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = largeId;

/** Every answer is that of the model. */
async function expectWhole(
  t: StoreContext,
  store: OpenStore,
  writer: Writer,
  reason: string,
  when: string,
): Promise<void> {
  const { model } = writer;
  await expectState(t, store, model, reason, when);
  const keys = model.keys();
  for (const part of [keys.slice(0, 97), keys.slice(-97), [itemKey(0), itemKey(1), itemKey(5000), itemKey(6000)]]) {
    t.equal((await store.get(id, part)).records, model.get(part), reason, `get, ${when}`);
  }
  for (const prefix of ['item#', 'item#000', '', itemKey(1), itemKey(3)]) {
    // A hint: of before the commit, while its records are on their way (PS-LAST-03).
    expectFine(t, judgeLast(model, prefix, (await store.last(id, prefix))?.key, model.n - 1), when);
  }
}

/** A client whose writes are refused. */
async function readingOnly(t: StoreContext, fixture: Fixture): Promise<OpenStore> {
  const { gate, store } = await steppedClient(t, fixture);
  gate.openForReading();
  return store;
}

/** The records of an answer, or the error in its place. */
async function answerOr(call: Promise<{ readonly records: readonly StoredRecord[] }>): Promise<unknown> {
  return call.then(
    ({ records }) => records,
    (error: unknown) => String(error),
  );
}

async function fresh(fixture: Fixture): Promise<OpenStore> {
  return fixture.second();
}

const readingAll: Program = async (client) => {
  await client.head(id);
  await client.get(id, [itemKey(0), itemKey(1), itemKey(5000)]);
  await client.last(id, 'item#');
  await client.load(id);
};

export const largeSteppedLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-LARGE-01',
    title: 'while its sender stands still, and when it is gone, everybody sees all of it or nothing',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep(
        t,
        largeCommit(t, async ({ fixture, writer, call, step }, commit) => {
          // One that leaves things as they are, so that every answer is one about an unfinished commit.
          const reader = await readingOnly(t, fixture);
          const shown = await followHead(reader, writer, commit);
          await expectWhole(t, reader, writer, 'half-shown', `${step} steps after the beginning`);
          const answer = answerOf(await call.finish());
          t.equal(answer.outcome, 'committed', 'not-committed', `after standing still at step ${step}`);
          if (!shown) writer.model.commit(commit);
          await expectWhole(t, reader, writer, 'half-shown', `after standing still at step ${step}`);
        }),
      );
    },
  },
  {
    clause: 'PS-LARGE-07',
    title: 'wherever the sender died, the next reader finishes',
    applies: whenStepped,
    run: async (t) => {
      const visits = [(store: OpenStore) => store.load(id), (store: OpenStore) => store.get(id, [itemKey(6000)])];
      for (const visit of visits) {
        await atEveryStep(
          t,
          largeCommit(t, async ({ fixture, writer, call, step }, commit) => {
            call.gate.kill();
            const reader = await fresh(fixture);
            await followHead(reader, writer, commit);
            const { model } = writer;
            const before = await fixture.probe.rows(id);
            await visit(reader);
            const when = `dead at step ${step}`;
            const { leftovers, ...rows } = await fixture.probe.rows(id);
            t.equal(
              rows,
              { head: model.head(), log: model.entries(1), records: model.records() },
              'not-finished',
              when,
            );
            // With all records in their places the mark may be gone too, and then nobody but a writer sees what is left.
            if (!sameData(before.records, model.records())) t.equal(leftovers, 0, 'not-finished', when);
          }),
        );
      }
    },
  },
  {
    clause: 'PS-LARGE-07',
    title: 'a reader that may not write answers all the same',
    applies: whenStepped,
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, id);
      await leaveUnfinished(t, fixture, writer, await prepareLarge(writer, t));
      const reader = await readingOnly(t, fixture);
      const load = await answerOr(reader.load(id));
      t.equal(load, writer.model.records(), 'not-answered');
      const keys = [itemKey(0), itemKey(5000)];
      t.equal(await answerOr(reader.get(id, keys)), writer.model.get(keys), 'not-answered');
    },
  },
  {
    clause: 'PS-LARGE-01',
    title: 'readers under every schedule',
    applies: whenStepped,
    run: async (t) => {
      const many = manyKeys(largeCount(t.capabilities));
      await exploreScenario(t, {
        id,
        prepare: async (writer) => void (await writer.commit({ puts: [itemKey(0)] })),
        programs: [inSequence([{ puts: many }, { puts: [itemKey(1)] }]), readingAll],
      });
    },
  },
  {
    clause: 'PS-LARGE-02',
    title: 'of a sender that dies before its commit takes effect no row remains',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep(
        t,
        largeCommit(t, async ({ fixture, writer, call, step }, commit) => {
          call.gate.kill();
          const reader = await fresh(fixture);
          if (await followHead(reader, writer, commit)) return;
          await expectWhole(t, reader, writer, 'shown-too-early', `dead at step ${step}`);
          const { head, log, records, leftovers } = await fixture.probe.rows(id);
          const expected = {
            head: writer.model.head(),
            log: writer.model.entries(1),
            records: writer.model.records(),
            leftovers: 0,
          };
          t.equal({ head, log, records, leftovers }, expected, 'left-behind', `dead at step ${step}`);
        }),
      );
    },
  },
  {
    clause: 'PS-LARGE-06',
    title: 'of a sender that stands still or is dead nothing but its records shows',
    applies: whenStepped,
    run: async (t) => {
      await atEveryStep(
        t,
        largeCommit(t, async ({ fixture, writer, call, step }, commit) => {
          call.gate.kill();
          const reader = await fresh(fixture);
          await followHead(reader, writer, commit);
          await expectState(t, reader, writer.model, 'foreign-rows', `dead at step ${step}`);
          for (const prefix of ['', 'a', 'chunk', 'head', 'log', 'pending', 'r', 'redo', 'z']) {
            const { key } = (await reader.last(id, prefix)) ?? {};
            const { model } = writer;
            const states = [model.n - 1, model.n].map((n) => model.last(prefix, Math.max(n, 0)));
            t.check(states.includes(key), 'foreign-rows', { message: `last under '${prefix}'`, actual: key });
          }
        }),
      );
    },
  },
];
