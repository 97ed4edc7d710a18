import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectAnswer, openAnalytics, tellStories, whenAnalytics } from '../support/analytics.ts';
import { lists, type Ask } from '../support/analyticsLists.ts';
import { endOf } from '../support/errors.ts';

type Row = Readonly<Record<string, unknown>>;

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** The cursor behind a row, by the words of AS-CURSOR-01. */
function cursorOf(name: string, fields: readonly string[], row: object): string {
  const at = fields.map((field) => `"${field}":${JSON.stringify((row as Row)[field])}`).join(',');
  return encoded(`{"at":{${at}},"list":"${name}","v":1}`);
}

const at = '"at":{"createdAt":"2026-02-06T12:00:00.000Z","dialogueId":"a"}';

/** What is no cursor of any of the lists. */
const noCursors: readonly unknown[] = [
  '',
  ' ',
  'x',
  'null',
  encoded(''),
  encoded('{}'),
  encoded('[]'),
  encoded('null'),
  encoded('"open"'),
  encoded('{"at":null,"list":"dialogues/open","v":1}'),
  encoded(`{${at},"list":"dialogues/open"}`),
  encoded(`{${at},"list":"dialogues/open","v":2}`),
  encoded(`{${at},"list":"dialogues/open","v":"1"}`),
  encoded(`{${at},"list":"dialogues/converged","v":1}`),
  encoded(`{${at},"list":"tensions/open","v":1}`),
  encoded(`{${at},"list":"dialogues/open","more":1,"v":1}`),
  encoded(`{"list":"dialogues/open",${at},"v":1}`),
  encoded(`{${at}, "list":"dialogues/open","v":1}`),
  encoded('{"at":{"createdAt":"2026","dialogueId":"a"},"list":"dialogues/open","v":1}'),
  encoded('{"at":{"createdAt":"2026-02-06T12:00:00.000Z","dialogueId":"A"},"list":"dialogues/open","v":1}'),
  encoded('{"at":{"createdAt":"2026-02-06T12:00:00.000Z"},"list":"dialogues/open","v":1}'),
  encoded('{"at":{"slug":"A","totalScore":1},"list":"experts/ranking","v":1}'),
  encoded('{"at":{"slug":"a","totalScore":-1},"list":"experts/ranking","v":1}'),
  encoded('{"at":{"slug":"a","totalScore":1.5},"list":"experts/ranking","v":1}'),
  encoded('{"at":{"slug":"a","totalScore":9007199254740992},"list":"experts/ranking","v":1}'),
  `${encoded(`{${at},"list":"dialogues/open","v":1}`)}=`,
  ` ${encoded(`{${at},"list":"dialogues/open","v":1}`)}`,
  Buffer.from(`{${at},"list":"dialogues/open","v":1}`).toString('hex'),
  encoded(`{${at},"list":"dialogues/open","v":1}${' '.repeat(5000)}`),
  'A'.repeat(100_000),
  '\ud800',
  0,
  1,
  null,
  {},
  [],
];

export const asCursorLaws: readonly DialogueLaw[] = [
  {
    clause: 'AS-CURSOR-01',
    title: 'the cursor of each page is exactly the text of the position of its last row',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      await tellStories(bench);
      for (const [name, fields, ask] of lists) {
        const told = async () => {
          const { rows, cursor } = await ask(bench.analytics, { limit: 1 });
          return { rows: rows.length, right: cursor === cursorOf(name, fields, rows[0] ?? {}) };
        };
        await expectAnswer(t, told, { rows: 1, right: true }, 'wrong-cursor', name);
      }
    },
  },
  {
    clause: 'AS-CURSOR-02',
    title: 'a cursor that is none, or of another list or status, is refused, and the backend is not asked',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      await tellStories(bench);
      const { analytics, calls } = bench;
      const all: readonly (readonly [string, Ask])[] = [
        ...lists.map(([name, , ask]) => [name, ask] as const),
        ['dialogues/converged', (store, page) => store.listByStatus('converged', page)],
      ];
      const refused = async (ask: Ask, cursor: unknown, message: string) => {
        calls.length = 0;
        const call = () => ask(analytics, { limit: 1, cursor: cursor as string });
        t.equal(await endOf(call), 'invalid_argument', 'foreign-cursor-accepted', message);
        t.equal(calls.length, 0, 'backend-asked', message);
      };
      const own = encoded(`{${at},"list":"dialogues/open","v":1}`);
      t.equal(await endOf(() => analytics.listByStatus('open', { limit: 1, cursor: own })), 'ok', 'own-cursor-refused');
      const converged = encoded(`{${at},"list":"dialogues/converged","v":1}`);
      for (const [name, ask] of all) {
        for (const bad of noCursors) {
          if (bad === converged && name === 'dialogues/converged') continue;
          await refused(ask, bad, `${name}: ${String(bad).slice(0, 200)}`);
        }
        if (name !== 'dialogues/open') await refused(ask, own, `${name}: the cursor of open dialogues`);
      }
    },
  },
];
