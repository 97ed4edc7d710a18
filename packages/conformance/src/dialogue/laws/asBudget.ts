import { render } from '../../suite/render.ts';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openAnalytics, tellStories, whenAnalytics } from '../support/analytics.ts';
import { endOf } from '../support/errors.ts';

export const asBudgetLaws: readonly DialogueLaw[] = [
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
