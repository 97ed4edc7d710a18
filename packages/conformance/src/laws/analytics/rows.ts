import type { Attributes } from '@colloquy/core';
import { delicateNames, delicateValues } from '../../data/attributes.ts';
import { recordKey } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { settledOf } from '../../steps/HeldCall.ts';
import { Scene, type Meaning } from './Scene.ts';
import { answersOf, expectAnswer, portOf, whenAnalytics } from './support.ts';

const createdAt = '2026-02-06T12:00:00.000Z';
const greatest = Number.MAX_SAFE_INTEGER;

/** Texts that are nearly the form of an instant, and values that are none. */
const noInstants: readonly (string | number | boolean)[] = [
  '2026-02-06T12:00:00Z',
  '2026-02-06T12:00:00.00Z',
  '2026-02-06T12:00:00.0000Z',
  '2026-02-06T12:00:00.000',
  '2026-02-06T12:00:00.000z',
  '2026-02-06t12:00:00.000Z',
  '2026-02-06T12:00:00.000+00:00',
  '+2026-02-06T12:00:00.000Z',
  '2026-02-06T12:00:00.00aZ',
  '2026/02/06T12:00:00.000Z',
  'x2026-02-06T12:00:00.000Z',
  '2026-02-06T12:00:00.000Zx',
  '2026-02-06T12:00:00x000Z',
  'now',
  'NULL',
  '%',
  '????-??-??T??:??:??.???Z',
  1_770_379_200_000,
  0,
  true,
];

/** Instants by their form, whether or not there is such a day. */
const instants = ['0000-00-00T00:00:00.000Z', '2024-02-30T00:00:00.000Z', '9999-99-99T99:99:99.999Z', createdAt];

/** Values that are no status of anything. */
const noStatuses = ['resolved-', 'OPEN', 'Open', 'opened', 'ope', 'null', '""', '["open"]', 0, 1, true, false];

interface Case {
  readonly key: string;
  readonly attributes: Attributes;
  readonly meaning: Meaning;
}

const row = (key: string, attributes: Attributes): Case => ({ key, attributes, meaning: 'row' });
const nothing = (key: string, attributes: Attributes): Case => ({ key, attributes, meaning: 'nothing' });

const more = { tier: 'Core', calibrated: true, totalRounds: 3, convergedAt: 'x' };

const dialogueCases: readonly Case[] = [
  ...['open', 'converging', 'converged', 'abandoned'].map((status) => row('dialogue#meta', { status, createdAt })),
  ...instants.map((instant) => row('dialogue#meta', { status: 'open', createdAt: instant })),
  row('dialogue#meta', { ...more, status: 'open', createdAt }),
  ...noInstants.map((instant) => nothing('dialogue#meta', { status: 'open', createdAt: instant })),
  ...[...noStatuses, 'addressed', 'reopened', 'resolved', 'in_progress'].map((status) =>
    nothing('dialogue#meta', { status, createdAt }),
  ),
  nothing('dialogue#meta', {}),
  nothing('dialogue#meta', { status: 'open' }),
  nothing('dialogue#meta', { createdAt }),
  nothing('dialogue#meta', { Status: 'open', createdAt }),
  ...['dialogue#Meta', 'dialogue#meta#meta', 'dialogue#meta2', 'dialogue#met', 'dialogues#meta', 'round#meta'].map(
    (key) => nothing(key, { status: 'open', createdAt }),
  ),
];

const tensionCases: readonly Case[] = [
  ...['open', 'addressed', 'reopened'].map((status) => row('tension#01#02', { status, createdAt })),
  ...['tension#00#01', 'tension#99#99', 'tension#00#10'].map((key) => row(key, { status: 'open', createdAt })),
  ...instants.map((instant) => row('tension#01#02', { status: 'open', createdAt: instant })),
  ...[...noStatuses, 'resolved', 'converging', 'abandoned'].map((status) =>
    nothing('tension#01#02', { status, createdAt }),
  ),
  ...noInstants.map((instant) => nothing('tension#01#02', { status: 'open', createdAt: instant })),
  ...[
    'tension#00#00',
    'tension#0#01',
    'tension#00#1',
    'tension#000#01',
    'tension#00#001',
    'tension#0a#01',
    'tension#00#01#01',
    'tension#00-01',
    'tension#00',
    'tensions#00#01',
    'perspective#00#01',
    'event#tension#00#01',
  ].map((key) => nothing(key, { status: 'open', createdAt })),
];

const expertCases: readonly Case[] = [
  ...[0, 1, 41, 2 ** 31, 2 ** 32 + 1, 2 ** 52 + 1, greatest].map((totalScore, at) =>
    row(`expert#score-${at}`, { totalScore }),
  ),
  ...['a', '0', 'a-', 'a--b', 'muffin', `a${'b'.repeat(63)}`].map((slug) => row(`expert#${slug}`, { totalScore: 7 })),
  row('expert#more', { ...more, totalScore: 5, createdAt: 'x', status: 'open' }),
  ...[-1, -greatest, true, false, '5', '0', 'NaN', '1e3', createdAt].map((totalScore) =>
    nothing('expert#odd', { totalScore }),
  ),
  nothing('expert#odd', {}),
  nothing('expert#odd', { totalscore: 5 }),
  ...[
    'expert#Muffin',
    'expert#-a',
    'expert#a_b',
    'expert#a.b',
    'expert#a~',
    'expert#a#b',
    'expert#aB',
    `expert#a${'b'.repeat(64)}`,
    'experts#a',
    'content#00#muffin',
  ].map((key) => nothing(key, { totalScore: 5 })),
];

/** Each case in a dialogue of its own; what must be told follows from what each of them means. */
async function expectCases(t: StoreContext, cases: readonly Case[], reason: string): Promise<void> {
  const { store } = await t.open();
  const scene = new Scene(t, store);
  for (const [at, { key, attributes, meaning }] of cases.entries()) {
    await scene.put(`case-${at}`, { [key]: attributes }, meaning);
  }
  await expectAnswer(t, () => answersOf(portOf(t, store)), scene.answers(), reason);
}

export const analyticsRowLaws: readonly StoreLaw[] = [
  {
    clause: 'AN-ROW-01',
    title: 'a root with a status and an instant is a row, by key, value and type, and nothing else is',
    applies: whenAnalytics,
    run: (t) => expectCases(t, dialogueCases, 'wrong-dialogues'),
  },
  {
    clause: 'AN-ROW-02',
    title: 'a tension that is open, addressed or reopened is a row, by key, value and type, and nothing else is',
    applies: whenAnalytics,
    run: (t) => expectCases(t, tensionCases, 'wrong-tensions'),
  },
  {
    clause: 'AN-ROW-03',
    title: 'an expert with a whole score from 0 to 2^53 - 1 is a row, by key, value and type, and nothing else is',
    applies: whenAnalytics,
    run: (t) => expectCases(t, expertCases, 'wrong-experts'),
  },
  {
    clause: 'AN-ROW-04',
    title: 'a record may have any attributes under any key: it is committed, and all other rows are told',
    applies: whenAnalytics,
    run: async (t) => {
      const { store } = await t.open();
      const scene = new Scene(t, store);
      const sound = {
        'dialogue#meta': { status: 'open', createdAt },
        'tension#00#01': { status: 'open', createdAt },
        'expert#muffin': { totalScore: 3 },
      };
      await scene.put('sound', sound);
      const odd: readonly Attributes[] = [
        ...delicateValues.map((value) => ({ status: value, createdAt: value, totalScore: value })),
        Object.fromEntries(delicateNames.map((name) => [name, name])),
      ];
      for (const [at, attributes] of odd.entries()) {
        // Of these values whole numbers from 0 are scores, and nothing is a status.
        const { totalScore } = attributes;
        const isScore = typeof totalScore === 'number' && totalScore >= 0;
        const keys = ['dialogue#meta', 'tension#00#01', ...(isScore ? [] : ['expert#muffin'])];
        const puts = keys.map((key) => ({ key: recordKey(key), attributes }));
        const settled = await settledOf(scene.writer(`odd-${at}`).commit({ puts }));
        t.check(settled.status === 'answered', 'commit-refused', {
          message: JSON.stringify(attributes),
          actual: settled,
        });
      }
      await expectAnswer(t, () => answersOf(portOf(t, store)), scene.answers(), 'others-left-out');
      await scene.put('odd-0', sound);
      await expectAnswer(t, () => answersOf(portOf(t, store)), scene.answers(), 'others-left-out', 'made sound');
    },
  },
];
