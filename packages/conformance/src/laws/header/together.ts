import { dialogueId, isColloquyError } from '@colloquy/core';
import { itemKey } from '../../data/names.ts';
import type { Fixture, OpenStore, StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { HeldCall, settledOf, type Settled } from '../../steps/HeldCall.ts';
import { whenDurable, whenStepped } from '../support/applies.ts';
import { expectState } from '../support/state.ts';
import { steppedClient } from '../support/stepped.ts';
import { Writer } from '../support/Writer.ts';
import { everyHeaderCall, headerNamed } from './support.ts';

const id = dialogueId('header');
const [one, two] = [headerNamed('one'), headerNamed('two')];

/** A call that stores something, what stood before it, and what it answers when it is made again after it has failed. */
interface Storing {
  readonly name: string;
  readonly before: Uint8Array | undefined;
  readonly call: (store: OpenStore) => Promise<unknown>;
}

const storing: readonly Storing[] = [
  { name: 'putIfAbsent', before: undefined, call: async ({ header }) => header.putIfAbsent(two) },
  { name: 'putIfAbsent on a taken place', before: one, call: async ({ header }) => header.putIfAbsent(two) },
  { name: 'replace', before: one, call: async ({ header }) => header.replace(one, two) },
];

async function prepare(fixture: Fixture, { before }: Storing): Promise<void> {
  if (before !== undefined) await fixture.store.header.putIfAbsent(before);
}

/** What stands now is what stood before or what was to be stored, and what was answered is true. */
async function expectTrue(
  t: StoreContext,
  { store }: Fixture,
  { name, before, call }: Storing,
  settled: Settled<unknown>,
  when: string,
): Promise<void> {
  const now = await store.header.read();
  const message = `${name}, ${when}`;
  const replacing = name === 'replace';
  if (settled.status === 'answered') {
    t.equal(now, replacing || before === undefined ? two : one, 'untrue-answer', message);
    t.equal(settled.answer, replacing ? true : now, 'untrue-answer', message);
    return;
  }
  t.check(isColloquyError(settled.error), 'foreign-error', { message, actual: settled.error });
  const possible = before === one && !replacing ? [one] : [before, two];
  t.check(
    possible.some((each) => (each === undefined ? now === undefined : now !== undefined && equal(each, now))),
    'half-written',
    { message, actual: now },
  );
  if (replacing && !isColloquyError(settled.error, 'outcome_unknown')) {
    t.equal(now, one, 'written-despite-error', message);
  }
  const again = await call(store);
  if (!replacing) t.equal(again, before ?? two, 'untrue-answer', `${message}, again`);
  else t.equal(again, now !== undefined && equal(now, one), 'untrue-answer', `${message}, again`);
  t.equal(await store.header.read(), before === one && !replacing ? one : two, 'half-written', `${message}, again`);
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

export const headerTogetherLaws: readonly StoreLaw[] = [
  {
    clause: 'SH-PUT-02',
    title: 'of many callers on several clients all are answered with the same header, and it stands',
    run: async (t) => {
      for (let round = 0; round < Math.max(3, Math.ceil(t.runs / 5)); round++) {
        await t.using(async (fixture) => {
          const clients = [fixture.store, await fixture.second(), await fixture.second()];
          const answers = await Promise.all(
            Array.from({ length: 9 }, async (_, at) =>
              clients[at % clients.length]?.header.putIfAbsent(headerNamed(`${round}-${at}`)),
            ),
          );
          for (const answer of answers) t.equal(answer, answers[0], 'two-winners', `round ${round}`);
          for (const { header } of clients) t.equal(await header.read(), answers[0], 'not-the-winner');
        });
      }
    },
  },
  {
    clause: 'SH-ERROR-01',
    title: 'any one request refused, and any one answer lost',
    applies: whenStepped,
    run: async (t) => {
      for (const each of storing) {
        for (const fate of ['refused', 'lost'] as const) {
          for (let step = 0, more = true; more; step++) {
            more = await t.using(async (fixture) => {
              await prepare(fixture, each);
              const { gate, store } = await steppedClient(t, fixture);
              const call = new HeldCall(gate, () => each.call(store));
              const running = await call.advance(step);
              if (running) await gate.release(fate);
              await expectTrue(t, fixture, each, await call.finish(), `request ${step + 1} ${fate}`);
              return running;
            });
          }
        }
      }
    },
  },
  {
    clause: 'SH-ERROR-01',
    title: 'under each obstacle that the fixture names',
    applies: { when: 'not stepped', holds: (c) => !c.stepped },
    run: async (t) => {
      const names = t.owed((await t.open()).obstacles, 'obstacles, because its requests cannot be held').keys();
      for (const at of names) {
        for (const each of storing) {
          await t.using(async (fixture) => {
            await prepare(fixture, each);
            const obstacle = t.owed(fixture.obstacles?.[at], 'the same obstacles each time');
            const remove = await obstacle.place();
            const settled = await settledOf(each.call(fixture.store));
            await remove();
            t.check(settled.status === 'rejected', 'no-obstacle', { message: obstacle.name });
            await expectTrue(t, fixture, each, settled, obstacle.name);
          });
        }
      }
    },
  },
  {
    clause: 'SH-DURABLE-01',
    title: 'declared durable: the header is there after reopening, again and again',
    applies: whenDurable,
    run: async (t) => {
      const fixture = await t.open();
      await fixture.store.header.putIfAbsent(one);
      let { header } = await fixture.reopen();
      t.equal(await header.read(), one, 'lost', 'put');
      t.equal(await header.putIfAbsent(two), one, 'lost', 'put again');
      t.equal(await header.replace(one, two), true, 'lost', 'replaced');
      ({ header } = await fixture.reopen());
      t.equal(await header.read(), two, 'lost', 'replaced');
      await new Writer(t, await fixture.second(), id).commit({ puts: [itemKey(0)] });
      ({ header } = await fixture.reopen());
      t.equal([await header.read(), await header.holdsData()], [two, true], 'lost', 'beside a dialogue');
    },
  },
  {
    clause: 'SH-DURABLE-01',
    title: 'declared not durable: after reopening there is none',
    applies: { when: 'not durable', holds: (c) => !c.durable },
    run: async (t) => {
      const fixture = await t.open();
      await fixture.store.header.putIfAbsent(one);
      t.equal(await (await fixture.reopen()).header.read(), undefined, 'undeclared-durability');
    },
  },
  {
    clause: 'SH-SIGNAL-01',
    title: 'aborted before the call: every call rejects with that very reason, and nothing happens',
    run: async (t) => {
      for (const before of [undefined, one]) {
        const { store } = await t.open();
        if (before !== undefined) await store.header.putIfAbsent(before);
        for (const [name, call] of everyHeaderCall(store.header, one, two)) {
          const reason = { stopped: name };
          const error = await t.rejects(() => call({ signal: AbortSignal.abort(reason) }), 'not-rejected', name);
          t.check(error === reason, 'wrong-reason', { message: name, actual: error });
        }
        t.equal(await store.header.read(), before, 'had-effect');
        const { signal } = new AbortController();
        for (const [, call] of everyHeaderCall(store.header, one, two)) await call({ signal });
      }
    },
  },
  {
    clause: 'SH-CLOSE-01',
    title: 'every call rejects with backend_closed, and other clients go on',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      await fixture.store.header.putIfAbsent(one);
      const writer = new Writer(t, other, id);
      await fixture.store.close();
      for (const [name, call] of everyHeaderCall(fixture.store.header, one, two)) {
        const error = await t.rejects(() => call(), 'works-after-close', name);
        t.check(isColloquyError(error, 'backend_closed'), 'wrong-code', { message: name, actual: error });
      }
      t.equal(await other.header.read(), one, 'other-client-affected');
      await expectState(t, other, writer.model, 'other-client-affected');
    },
  },
];
