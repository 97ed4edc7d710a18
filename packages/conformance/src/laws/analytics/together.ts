import { dialogueId, isColloquyError, type Attributes } from '@colloquy/core';
import { manyKeys, recordKey } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { HeldCall } from '../../steps/HeldCall.ts';
import { largeCount } from '../support/size.ts';
import { steppedClient } from '../support/stepped.ts';
import { Scene } from './Scene.ts';
import { answersOf, everyAnalyticsCall, expectAnswer, portOf, whenAnalytics, whenImmediate } from './support.ts';

const createdAt = '2026-02-06T12:00:00.000Z';

const sound = {
  'dialogue#meta': { status: 'open', createdAt },
  'tension#00#01': { status: 'open', createdAt },
  'expert#muffin': { totalScore: 3 },
} as const;

/** The same rows, elsewhere in every list. */
const changed = {
  'dialogue#meta': { status: 'abandoned', createdAt: '2026-02-07T12:00:00.000Z' },
  'tension#00#01': { status: 'addressed', createdAt: '2026-02-07T12:00:00.000Z' },
  'expert#muffin': { totalScore: 4 },
} as const;

/** A commit of many records, among them rows. */
function largeDraft(count: number, records: Readonly<Record<string, Attributes>> = sound) {
  const rows = Object.entries(records).map(([key, attributes]) => ({ key: recordKey(key), attributes }));
  return { puts: [...manyKeys(count), ...rows] };
}

export const analyticsTogetherLaws: readonly StoreLaw[] = [
  {
    clause: 'KIT-ANALYTICS-01',
    title: 'declared: every store that the fixture opens has analytics',
    applies: whenAnalytics,
    run: async (t) => {
      const fixture = await t.open();
      for (const store of [fixture.store, await fixture.second(), await fixture.reopen()]) {
        t.check(store.analytics !== undefined, 'missing-analytics', { message: 'the kit declares analytics' });
      }
    },
  },
  {
    clause: 'KIT-ANALYTICS-01',
    title: 'not declared: no store that the fixture opens has analytics',
    applies: { when: 'no analytics', holds: (c) => c.analytics === undefined },
    run: async (t) => {
      const fixture = await t.open();
      for (const store of [fixture.store, await fixture.second(), await fixture.reopen()]) {
        t.check(store.analytics === undefined, 'undeclared-analytics', {
          message: 'declare analytics, so it is judged',
        });
      }
    },
  },
  {
    clause: 'AN-FRESH-01',
    title: 'declared immediate: every commit shows at once, to the client that made it and to others',
    applies: whenImmediate,
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const scene = new Scene(t, fixture.store);
      const expectNow = async (message: string): Promise<void> => {
        for (const store of [fixture.store, other]) {
          t.equal(await answersOf(portOf(t, store)), scene.answers(), 'stale', message);
        }
      };
      await expectNow('an empty store');
      await scene.put('one', sound);
      await expectNow('a first commit');
      await scene.put('one', { 'tension#00#01': { status: 'resolved', createdAt } }, 'nothing');
      await expectNow('a second commit');
      await scene.writer('two').commit(largeDraft(largeCount(t.capabilities)));
      scene.expect('two', sound);
      await expectNow('a large commit');
    },
  },
  {
    clause: 'AN-FRESH-01',
    title: 'declared immediate: wherever the sender of a large commit dies, the answers are those of the head',
    applies: {
      when: 'immediate analytics and stepped',
      holds: (c) => c.analytics === 'immediate' && c.stepped,
    },
    run: async (t) => {
      for (let step = 0, more = true; more; step++) {
        more = await t.using(async (fixture) => {
          const scene = new Scene(t, fixture.store);
          await scene.put('one', sound);
          const { gate, store } = await steppedClient(t, fixture);
          const writer = scene.writer('two');
          const commit = writer.draft(largeDraft(largeCount(t.capabilities)));
          const call = new HeldCall(gate, () => store.commit(writer.id, commit));
          const running = await call.advance(step);
          gate.kill();
          const reader = await fixture.second();
          if ((await reader.head(writer.id)) !== undefined) scene.expect('two', sound);
          t.equal(await answersOf(portOf(t, reader)), scene.answers(), 'stale', `${step} steps after the beginning`);
          return running;
        });
      }
    },
  },
  {
    clause: 'AN-FRESH-02',
    title: 'what was committed shows in the end, to the client that made it and to others',
    applies: whenAnalytics,
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const scene = new Scene(t, fixture.store);
      for (const [message, records] of [
        ['a first commit', sound],
        ['a second', { 'dialogue#meta': { status: 'converged', createdAt } }],
        ['a third', { 'expert#muffin': { totalScore: 4 }, 'tension#00#02': { status: 'addressed', createdAt } }],
      ] as const) {
        await scene.put('one', records);
        for (const store of [fixture.store, other]) {
          await expectAnswer(t, () => answersOf(portOf(t, store)), scene.answers(), 'never-shown', message);
        }
      }
      await scene.writer('two').commit(largeDraft(largeCount(t.capabilities)));
      scene.expect('two', sound);
      for (const store of [fixture.store, other]) {
        await expectAnswer(t, () => answersOf(portOf(t, store)), scene.answers(), 'never-shown', 'a large commit');
      }
    },
  },
  {
    clause: 'AN-STAT-01',
    title: 'wherever the sender of a large commit dies, each row of it counts once, as before it or as after it',
    applies: {
      when: 'analytics and stepped',
      holds: (c) => c.analytics !== undefined && c.stepped,
    },
    run: async (t) => {
      for (let step = 0, more = true; more; step++) {
        more = await t.using(async (fixture) => {
          const scene = new Scene(t, fixture.store);
          await scene.put('one', sound);
          const { gate, store } = await steppedClient(t, fixture);
          const writer = scene.writer('one');
          const commit = writer.draft(largeDraft(largeCount(t.capabilities), changed));
          const call = new HeldCall(gate, () => store.commit(writer.id, commit));
          const running = await call.advance(step);
          gate.kill();
          const port = portOf(t, await fixture.second());
          const numbers = async () => {
            const { byStatus, openTensions } = await port.statistics();
            const dialogues = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
            const experts = (await port.expertRanking({ limit: 10, after: undefined })).map((row) => row.dialogues);
            return { dialogues, openTensions, experts };
          };
          const expected = { dialogues: 1, openTensions: 1, experts: [1] };
          await expectAnswer(t, numbers, expected, 'miscounted', `${step} steps after the beginning`);
          return running;
        });
      }
    },
  },
  {
    clause: 'AN-COPY-01',
    title: 'answers that are changed change no later answer, and a page that was passed in is as it was',
    applies: whenAnalytics,
    run: async (t) => {
      const { store } = await t.open();
      const scene = new Scene(t, store);
      await scene.put('one', sound);
      const port = portOf(t, store);
      const expected = scene.answers();
      await expectAnswer(t, () => answersOf(port), expected, 'shared');
      spoil(await answersOf(port));
      await expectAnswer(t, () => answersOf(port), expected, 'shared', 'after the answers were changed');
      const after = Object.freeze({ createdAt: '9999-01-01T00:00:00.000Z', dialogueId: dialogueId('zz') });
      const page = Object.freeze({ limit: 10, after });
      await expectAnswer(t, () => port.listByStatus('open', page), expected.dialogues.open, 'shared', 'a frozen page');
    },
  },
  {
    clause: 'AN-SIGNAL-01',
    title: 'aborted before the call: every call rejects with that very reason',
    applies: whenAnalytics,
    run: async (t) => {
      const { store } = await t.open();
      await new Scene(t, store).put('one', sound);
      for (const [name, call] of everyAnalyticsCall(portOf(t, store))) {
        const reason = { stopped: name };
        const error = await t.rejects(() => call({ signal: AbortSignal.abort(reason) }), 'not-rejected', name);
        t.check(error === reason, 'wrong-reason', { message: name, actual: error });
        await call({ signal: new AbortController().signal });
      }
    },
  },
  {
    clause: 'AN-CLOSE-01',
    title: 'every call rejects with backend_closed, and other clients go on',
    applies: whenAnalytics,
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const scene = new Scene(t, other);
      await scene.put('one', sound);
      const port = portOf(t, fixture.store);
      await fixture.store.close();
      for (const [name, call] of everyAnalyticsCall(port)) {
        const error = await t.rejects(() => call(), 'works-after-close', name);
        t.check(isColloquyError(error, 'backend_closed'), 'wrong-code', { message: name, actual: error });
      }
      await expectAnswer(t, () => answersOf(portOf(t, other)), scene.answers(), 'other-client-affected');
    },
  },
];

/** Changes everything in a value that can be changed. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    spoil(Reflect.get(value, name));
    Reflect.set(value, name, 'spoilt');
  }
  if (Array.isArray(value)) value.push('spoilt');
}
