import { createAnalyticsStore } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectAnswer, openAnalytics, tellStories, whenAnalytics } from '../support/analytics.ts';
import { lists } from '../support/analyticsLists.ts';
import { endOf, expectEnd } from '../support/errors.ts';

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
