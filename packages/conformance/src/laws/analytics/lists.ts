import { entangledIds } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { Scene } from './Scene.ts';
import { answersOf, expectAnswer, portOf, statuses, whenAnalytics } from './support.ts';

const greatest = Number.MAX_SAFE_INTEGER;

/** Ids near each other, among them some whose order is another one where hyphens are passed over. */
const ids = [...entangledIds, 'a-c', 'a-b', 'ac', 'a-z', 'b'];

/** Instants whose order is that of their bytes, the same ones again and again so that other fields decide. */
export function instant(at: number): string {
  return `2026-0${1 + (at % 3)}-1${at % 7}T12:00:00.00${at % 2}Z`;
}

export const analyticsListLaws: readonly StoreLaw[] = [
  {
    clause: 'AN-STAT-01',
    title: 'nothing is nothing; dialogues and open tensions are counted as they stand after each commit',
    applies: whenAnalytics,
    run: async (t) => {
      const { store } = await t.open();
      const port = portOf(t, store);
      const scene = new Scene(t, store);
      const expectCounts = (message: string): Promise<void> =>
        expectAnswer(t, () => port.statistics(), scene.answers().counts, 'miscounted', message);
      await expectCounts('an empty store');
      for (const [at, status] of [...statuses, 'open', 'converged', 'open'].entries()) {
        await scene.put(`d-${at}`, { 'dialogue#meta': { status, createdAt: instant(at) } });
      }
      await expectCounts('dialogues of every status');
      const tension = (status: string) => ({ status, createdAt: instant(0) });
      await scene.put('d-0', { 'tension#00#01': tension('open'), 'tension#00#02': tension('addressed') });
      await scene.put('d-1', { 'tension#00#01': tension('reopened') });
      await scene.put('d-1', { 'tension#00#02': tension('resolved') }, 'nothing');
      await scene.put('d-9', { 'tension#00#01': tension('open') });
      await expectCounts('tensions, one of them in a dialogue without a root');
      await scene.put('d-0', { 'dialogue#meta': { status: 'abandoned', createdAt: instant(0) } });
      await scene.put('d-0', { 'tension#00#01': tension('resolved') }, 'nothing');
      await scene.put('d-1', { 'tension#00#02': tension('reopened') });
      await expectCounts('statuses that have changed');
      await scene.put('d-1', { 'dialogue#meta': {}, 'tension#00#01': {}, 'tension#00#02': {} }, 'nothing');
      await expectCounts('records whose attributes are gone');
    },
  },
  {
    clause: 'AN-LIST-01',
    title: 'the dialogues of each status, newest first, equals by the bytes of their ids, greatest first',
    applies: whenAnalytics,
    run: async (t) => {
      const { store } = await t.open();
      const scene = new Scene(t, store);
      for (const [at, id] of ids.entries()) {
        const createdAt = instant(at % 3);
        await scene.put(id, { 'dialogue#meta': { status: at % 5 === 0 ? 'converged' : 'open', createdAt } });
      }
      const lists = async () => (await answersOf(portOf(t, store))).dialogues;
      await expectAnswer(t, lists, scene.answers().dialogues, 'wrong-list');
      await scene.put('a', { 'dialogue#meta': { status: 'open', createdAt: instant(0) } });
      await scene.put('a-', { 'dialogue#meta': { status: 'converging', createdAt: instant(0) } });
      await expectAnswer(t, lists, scene.answers().dialogues, 'wrong-list', 'after two have changed their status');
    },
  },
  {
    clause: 'AN-TENSION-01',
    title: 'open tensions of all dialogues, newest first, then by dialogue id, then by key, greatest first',
    applies: whenAnalytics,
    run: async (t) => {
      const { store } = await t.open();
      const scene = new Scene(t, store);
      const keys = ['tension#00#01', 'tension#00#02', 'tension#00#10', 'tension#01#01', 'tension#10#01'];
      for (const [at, id] of ids.slice(-8).entries()) {
        for (const [place, status] of (['open', 'addressed', 'reopened', 'open', 'addressed'] as const).entries()) {
          const key = keys[(at + place) % keys.length] ?? '';
          await scene.put(id, { [key]: { status, createdAt: instant((at * place) >> 2) } });
        }
      }
      const list = async () => (await answersOf(portOf(t, store))).tensions;
      await expectAnswer(t, list, scene.answers().tensions, 'wrong-list');
      await scene.put('a-c', { 'tension#00#01': { status: 'resolved', createdAt: instant(0) } }, 'nothing');
      await scene.put('ac', { 'tension#00#02': { status: 'reopened', createdAt: instant(0) } });
      await expectAnswer(t, list, scene.answers().tensions, 'wrong-list', 'after two have changed their status');
    },
  },
  {
    clause: 'AN-RANK-01',
    title: 'the sum and the number of dialogues of each expert, highest first, equals by the bytes of their slugs',
    applies: whenAnalytics,
    run: async (t) => {
      const { store } = await t.open();
      const scene = new Scene(t, store);
      const slugs = ['a', 'a-', 'a-b', 'a1', 'aa', 'ab', 'a-c', 'ac', '0', '1', '10', '2', 'muffin', 'scone'];
      const list = async () => (await answersOf(portOf(t, store))).experts;
      await scene.put('equal', Object.fromEntries(slugs.map((slug) => [`expert#${slug}`, { totalScore: 25 }])));
      await expectAnswer(t, list, scene.answers().experts, 'wrong-ranking', 'equal scores');
      for (const [at, id] of ids.slice(0, 6).entries()) {
        const here = slugs.filter((_, place) => (place + at) % 3 !== 0);
        const records = here.map((slug, place) => [`expert#${slug}`, { totalScore: ((at * place) % 4) * 25 }]);
        await scene.put(id, Object.fromEntries(records) as Record<string, { totalScore: number }>);
      }
      await expectAnswer(t, list, scene.answers().experts, 'wrong-ranking');
      await scene.put('a', { 'expert#scone': { totalScore: 1000 }, 'expert#aa': { totalScore: 0 } });
      await scene.put('a-', { 'expert#muffin': {} }, 'nothing');
      await expectAnswer(t, list, scene.answers().experts, 'wrong-ranking', 'after scores have changed');
    },
  },
  {
    clause: 'AN-RANK-02',
    title: 'a sum up to 2^53 - 1 is exact, and one beyond is 2^53 - 1',
    applies: whenAnalytics,
    run: async (t) => {
      const { store } = await t.open();
      const scene = new Scene(t, store);
      const scores: Readonly<Record<string, readonly number[]>> = {
        exact: [2 ** 52, 2 ** 52 - 1],
        odd: [2 ** 52 + 1, 2 ** 51, 2 ** 50],
        halves: [2 ** 26 - 1, 2 ** 26, 2 ** 27 - 1, 2 ** 52 - 2 ** 26 + 1],
        beyond: [greatest, 1],
        'far-beyond': [greatest, greatest, greatest, greatest],
        'once-beyond': [greatest],
      };
      for (let at = 0; at < 4; at++) {
        const here = Object.entries(scores).filter(([, each]) => each[at] !== undefined);
        const records = here.map(([slug, each]) => [`expert#${slug}`, { totalScore: each[at] ?? 0 }] as const);
        await scene.put(`d-${at}`, Object.fromEntries(records));
      }
      const list = async () => (await answersOf(portOf(t, store))).experts;
      await expectAnswer(t, list, scene.answers().experts, 'wrong-sum');
    },
  },
];
