import { createAnalyticsStore, type AnalyticsStore, type PageRequest } from '@colloquy/core';
import { render } from '../../suite/render.ts';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectAnswer, openAnalytics, tellStories, whenAnalytics } from '../support/analytics.ts';
import { endOf, expectEnd } from '../support/errors.ts';

type Row = Readonly<Record<string, unknown>>;
type Ask = (
  store: AnalyticsStore,
  page: PageRequest,
) => Promise<{ rows: readonly object[]; cursor: string | undefined }>;

/** Each list: its name in cursors, the fields of a position, how it is asked for. */
const lists: readonly (readonly [name: string, fields: readonly string[], ask: Ask])[] = [
  ['dialogues/open', ['createdAt', 'dialogueId'], (store, page) => store.listByStatus('open', page)],
  ['tensions/open', ['createdAt', 'dialogueId', 'tensionId'], (store, page) => store.openTensions(page)],
  ['experts/ranking', ['slug', 'totalScore'], (store, page) => store.expertRanking(page)],
];

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

const noStatuses: readonly unknown[] = ['', 'Open', 'resolved', '__proto__', 'constructor', 1, null, undefined];

const noCounts: readonly unknown[] = [0, -1, 1.5, 1001, NaN, Infinity, '10', null, undefined, 10n, {}];

export const asPageLaws: readonly DialogueLaw[] = [
  {
    clause: 'AS-OFFER-01',
    title: 'a backend without analytics is refused when the store is made',
    run: async (t) => {
      const fixture = await t.open();
      const dialogues = fixture.store();
      const make = async () => createAnalyticsStore({ backend: {}, dialogues });
      await expectEnd(t, make, 'invalid_argument', 'made-of-nothing');
      const { analytics } = fixture.backend;
      if (analytics === undefined) return;
      const store = createAnalyticsStore({ backend: fixture.backend, dialogues });
      await expectAnswer(t, async () => (await store.statistics()).dialogues, 0, 'sound-backend-refused');
    },
  },
  {
    clause: 'AS-REQUEST-01',
    title: 'a malformed request is refused, and the backend is not asked',
    applies: whenAnalytics,
    run: async (t) => {
      const { analytics, calls, gets } = await openAnalytics(t);
      const refused = async (call: () => Promise<unknown>, message: string, code = 'invalid_argument') => {
        t.equal(await endOf(call), code, 'malformed-request-accepted', message);
        t.equal([calls.length, gets.length], [0, 0], 'backend-asked', message);
      };
      for (const bad of noCounts as readonly number[]) {
        for (const [name, , ask] of lists)
          await refused(() => ask(analytics, { limit: bad }), `${name} ${String(bad)}`);
        const message = `similarDialogues ${String(bad)}`;
        await refused(() => analytics.similarDialogues('x', { scan: bad, limit: 1 }), message);
        await refused(() => analytics.similarDialogues('x', { scan: 1, limit: bad }), message);
      }
      for (const bad of noStatuses as readonly 'open'[]) {
        await refused(() => analytics.listByStatus(bad, { limit: 1 }), `status ${bad}`);
      }
      for (const bad of [1, null, undefined, {}, 'a\ud800', '\udc00'] as readonly string[]) {
        await refused(() => analytics.similarDialogues(bad, { scan: 1, limit: 1 }), `text ${JSON.stringify(bad)}`);
      }
      const longest = 'é'.repeat(128 * 1024);
      const long = () => analytics.similarDialogues(`${longest}x`, { scan: 1, limit: 1 });
      await refused(long, 'a text of 256 KiB and a byte', 'limit_exceeded');
      t.equal(await endOf(() => analytics.similarDialogues(longest, { scan: 1000, limit: 1000 })), 'ok', 'refused');
      for (const [name, , ask] of lists) {
        for (const limit of [1, 1000]) t.equal(await endOf(() => ask(analytics, { limit })), 'ok', 'refused', name);
      }
    },
  },
  {
    clause: 'AS-REQUEST-01',
    title: 'aborted before the call: rejected with that reason, and the backend is not asked',
    applies: whenAnalytics,
    run: async (t) => {
      const { analytics, calls } = await openAnalytics(t);
      const reason = { stopped: 'before' };
      const signal = AbortSignal.abort(reason);
      const asks: readonly (() => Promise<unknown>)[] = [
        () => analytics.statistics({ signal }),
        ...lists.map(
          ([, , ask]) =>
            () =>
              ask(analytics, { limit: 1, signal }),
        ),
        () => analytics.similarDialogues('x', { scan: 1, limit: 1, signal }),
      ];
      for (const ask of asks) {
        const error = await t.rejects(ask, 'not-rejected');
        t.check(error === reason, 'wrong-reason', { actual: error });
        t.equal(calls.length, 0, 'backend-asked');
      }
    },
  },
  {
    clause: 'AS-CURSOR-01',
    title: 'the cursor of each page is exactly the text of the position of its last row',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      await tellStories(bench);
      for (const [name, fields, ask] of lists) {
        const page = async () => {
          const { rows, cursor } = await ask(bench.analytics, { limit: 1 });
          return { told: rows.length, cursor, expected: cursorOf(name, fields, rows[0] ?? {}) === cursor };
        };
        const right = async () => {
          const { told, expected } = await page();
          return { told, expected };
        };
        await expectAnswer(t, right, { told: 1, expected: true }, 'wrong-cursor', `${name}: ${(await page()).cursor}`);
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
  {
    clause: 'AS-PAGE-01',
    title: 'pages of any size are the list, with a cursor on each but the last',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      await tellStories(bench);
      const { analytics } = bench;
      for (const [name, , ask] of lists) {
        const whole = await settled(t, () => ask(analytics, { limit: 1000 }));
        t.check(whole.rows.length >= 2, 'wrong-pages', { message: `${name} has rows`, actual: whole.rows });
        t.equal(whole.cursor, undefined, 'wrong-pages', `${name}: the only page has no cursor`);
        for (const limit of [1, 2, whole.rows.length - 1, whole.rows.length]) {
          const walk = async () => {
            const pages: (readonly object[])[] = [];
            for (let cursor: string | undefined; pages.length < 100;) {
              const page = await ask(analytics, { limit, cursor });
              pages.push(page.rows);
              cursor = page.cursor;
              if (cursor === undefined) break;
            }
            return pages;
          };
          const expected = Array.from({ length: Math.ceil(whole.rows.length / limit) }, (_, page) =>
            whole.rows.slice(page * limit, (page + 1) * limit),
          );
          await expectAnswer(t, walk, expected, 'wrong-pages', `${name} by ${limit}`);
        }
      }
    },
  },
  {
    clause: 'AS-BUDGET-01',
    title: 'statistics and a page are one call, a page for one row more; an answer goes through as it is',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      await tellStories(bench);
      const { analytics, calls } = bench;
      const costs = async (ask: () => Promise<unknown>, expected: readonly unknown[], message: string) => {
        calls.length = 0;
        await ask();
        t.equal(calls, [expected], 'over-budget', message);
      };
      await costs(() => analytics.statistics(), ['statistics'], 'statistics');
      for (const limit of [1, 7, 1000]) {
        const page = { limit: limit + 1, after: undefined };
        await costs(() => analytics.listByStatus('open', { limit }), ['listByStatus', 'open', page], 'listByStatus');
        await costs(() => analytics.openTensions({ limit }), ['openTensions', page], 'openTensions');
        await costs(() => analytics.expertRanking({ limit }), ['expertRanking', page], 'expertRanking');
      }
    },
  },
  {
    clause: 'AS-BUDGET-01',
    title: 'a search is one list of scan rows per status, and at most scan reads of roots',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      const ids = await tellStories(bench);
      const { analytics, calls, gets } = bench;
      for (const scan of [1, 3, 1000]) {
        calls.length = 0;
        gets.length = 0;
        const error = await endOf(() => analytics.similarDialogues('keep it', { scan, limit: 2 }));
        t.equal(error, 'ok', 'search-failed');
        const page = { limit: scan, after: undefined };
        const asked = ['abandoned', 'converged', 'converging', 'open'].map((each) => ['listByStatus', each, page]);
        const sorted = calls.toSorted((a, b) => (render(a) < render(b) ? -1 : 1));
        t.equal(sorted, asked, 'over-budget', `scan ${scan}`);
        t.check(gets.length <= Math.min(scan, ids.length), 'over-budget', { message: `scan ${scan}`, actual: gets });
      }
    },
  },
];

/** The answer when it no longer changes: at once, unless indexes may be behind. */
async function settled<T extends { readonly rows: readonly object[] }>(
  t: Parameters<typeof expectAnswer>[0],
  ask: () => Promise<T>,
): Promise<T> {
  await ask();
  const before = await ask();
  await expectAnswer(t, ask, before, 'unsettled');
  return before;
}
