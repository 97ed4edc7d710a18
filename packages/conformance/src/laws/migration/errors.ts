import { isColloquyError, type MigrationPort } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { RawRows } from '../../kit/RawProbe.ts';
import type { Fixture, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { HeldCall, settledOf, type Settled } from '../../steps/HeldCall.ts';
import { render } from '../../suite/render.ts';
import { whenStepped } from '../support/applies.ts';
import { steppedClient } from '../support/stepped.ts';
import { batchOf, entryOf, Moving, portOf, residenceOf } from './Moving.ts';

/** A call that writes, where it begins, and whether its answer says that it did. */
interface Writing {
  readonly name: string;
  readonly prepare: (one: Moving) => Promise<void>;
  readonly call: (port: MigrationPort, one: Moving) => Promise<boolean>;
}

const writing: readonly Writing[] = [
  {
    name: 'a claim',
    prepare: async () => undefined,
    call: async (port, one) => (await port.change(one.id, one.change(residenceOf('importing', 'one')))).changed,
  },
  {
    name: 'leaving',
    prepare: async (one) => void (await one.commit({ puts: manyKeys(2) })),
    call: async (port, one) => {
      const entry = entryOf(one.writer.draft({ variant: 5 }));
      return (await port.change(one.id, one.change(residenceOf('moved', 'one'), entry))).changed;
    },
  },
  {
    name: 'a purge',
    prepare: async (one) => {
      await one.commit({ puts: manyKeys(2) });
      await one.withEntry(residenceOf('moved', 'one'));
    },
    call: async (port, one) => (await port.change(one.id, one.change(residenceOf('purging', 'one')))).changed,
  },
  {
    name: 'a batch',
    prepare: async (one) => void (await one.to('importing', 'one')),
    call: async (port, one) => {
      const batch = batchOf({
        entries: [entryOf(one.writer.draft({ puts: [itemKey(0)] }))],
        removeRecords: [itemKey(1)],
      });
      return (await port.writeBatch(one.id, residenceOf('importing', 'one'), batch)).written;
    },
  },
];

/** All that stands there. */
async function standing(t: StoreContext, { store, probe }: Fixture, one: Moving): Promise<string> {
  const rows: RawRows = await probe.rows(one.id);
  const { head, residence } = await portOf(t, store).residence(one.id);
  return render({ rows, head, residence });
}

/** What was answered is true; what failed is done or is not, and an error but `outcome_unknown` says that it is not. */
async function expectTrue(
  t: StoreContext,
  fixture: Fixture,
  one: Moving,
  { name, call }: Writing,
  settled: Settled<boolean>,
  before: string,
  when: string,
): Promise<void> {
  const message = `${name}, ${when}`;
  const now = await standing(t, fixture, one);
  if (settled.status === 'answered') {
    t.check(settled.answer && now !== before, 'untrue-answer', { message, actual: now });
    return;
  }
  t.check(isColloquyError(settled.error), 'foreign-error', { message, actual: settled.error });
  if (!isColloquyError(settled.error, 'outcome_unknown')) t.equal(now, before, 'written-despite-error', message);
  t.check(await call(portOf(t, fixture.store), one), 'untrue-answer', { message: `${message}, again` });
  const after = await standing(t, fixture, one);
  t.check(after !== before && (now === before || now === after), 'half-written', { message, actual: now });
}

export const portErrorLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-PORT-06',
    title: 'any one request refused, and any one answer lost',
    applies: whenStepped,
    run: async (t) => {
      for (const each of writing) {
        for (const fate of ['refused', 'lost'] as const) {
          for (let step = 0, more = true; more; step++) {
            more = await t.using(async (fixture) => {
              const one = new Moving(t, fixture.store);
              await each.prepare(one);
              const before = await standing(t, fixture, one);
              const { gate, store } = await steppedClient(t, fixture);
              const call = new HeldCall(gate, () => each.call(portOf(t, store), one));
              const running = await call.advance(step);
              if (running) await gate.release(fate);
              await expectTrue(t, fixture, one, each, await call.finish(), before, `request ${step + 1} ${fate}`);
              return running;
            });
          }
        }
      }
    },
  },
  {
    clause: 'MG-PORT-06',
    title: 'under each obstacle that the fixture names',
    applies: { when: 'not stepped', holds: (c) => !c.stepped },
    run: async (t) => {
      const names = t.owed((await t.open()).obstacles, 'obstacles, because its requests cannot be held').keys();
      for (const at of names) {
        // An obstacle stands before the log, and may stand before nothing else.
        for (const each of writing.filter(({ name }) => name === 'leaving' || name === 'a batch')) {
          await t.using(async (fixture) => {
            const one = new Moving(t, fixture.store);
            await each.prepare(one);
            const before = await standing(t, fixture, one);
            const obstacle = t.owed(fixture.obstacles?.[at], 'the same obstacles each time');
            const remove = await obstacle.place();
            const settled = await settledOf(each.call(one.port, one));
            await remove();
            t.check(settled.status === 'rejected', 'no-obstacle', { message: obstacle.name });
            await expectTrue(t, fixture, one, each, settled, before, obstacle.name);
          });
        }
      }
    },
  },
];
