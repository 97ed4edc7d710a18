import {
  compareAscii,
  compareDialoguePositions,
  compareExpertPositions,
  type DialogueRow,
  type ExpertRow,
} from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenAnalytics, quirky } from './brokenAnalytics.ts';

/** Without what is no letter and no digit, as many a locale compares. */
function asWords(text: string): string {
  return text.replaceAll('-', '');
}

export const analyticsListMutants: readonly StoreMutant[] = [
  {
    id: 'analytics-counts-what-there-is',
    clause: 'AN-STAT-01',
    reason: 'miscounted',
    description: 'A status without dialogues is left out.',
    build: () =>
      brokenAnalytics((port) => ({
        statistics: async (options) => {
          const { byStatus, openTensions } = await port.statistics(options);
          const present = Object.entries(byStatus).filter(([, count]) => count > 0);
          return { byStatus: Object.fromEntries(present) as never, openTensions };
        },
      })),
  },
  {
    id: 'analytics-counts-grow',
    clause: 'AN-STAT-01',
    reason: 'miscounted',
    description: 'Open tensions are a counter that nothing takes down.',
    build: () => {
      let most = 0;
      return brokenAnalytics((port) => ({
        statistics: async (options) => {
          const { byStatus, openTensions } = await port.statistics(options);
          most = Math.max(most, openTensions);
          return { byStatus, openTensions: most };
        },
      }));
    },
  },
  {
    id: 'analytics-counts-with-root',
    clause: 'AN-STAT-01',
    reason: 'miscounted',
    description: 'Tensions are joined with the roots of their dialogues, so an import under way has none.',
    build: () =>
      brokenAnalytics((port) => ({
        statistics: async (options) => {
          const { byStatus } = await port.statistics(options);
          const page = { limit: 1001, after: undefined };
          const roots = (
            await Promise.all(
              (['open', 'converging', 'converged', 'abandoned'] as const).map((each) => port.listByStatus(each, page)),
            )
          ).flat();
          const tensions = await port.openTensions(page);
          const joined = tensions.filter((row) => roots.some((root) => root.dialogueId === row.dialogueId));
          return { byStatus, openTensions: joined.length };
        },
      })),
  },
  {
    id: 'analytics-oldest-first',
    clause: 'AN-LIST-01',
    reason: 'wrong-list',
    description: 'The index is read forward.',
    build: () => quirky({ dialogues: (a, b) => compareDialoguePositions(b, a) }),
  },
  {
    id: 'analytics-ids-ascending',
    clause: 'AN-LIST-01',
    reason: 'wrong-list',
    description: 'Descending is said of the time only.',
    build: () =>
      quirky({
        dialogues: (a, b) => compareAscii(b.createdAt, a.createdAt) || compareAscii(a.dialogueId, b.dialogueId),
      }),
  },
  {
    id: 'analytics-ids-of-a-locale',
    clause: 'AN-LIST-01',
    reason: 'wrong-list',
    description: 'Ids are compared under the collation of the database, which passes over hyphens.',
    build: () => {
      const compare = (a: DialogueRow, b: DialogueRow): number =>
        compareAscii(b.createdAt, a.createdAt) ||
        compareAscii(asWords(b.dialogueId), asWords(a.dialogueId)) ||
        compareAscii(b.dialogueId, a.dialogueId);
      return quirky({ dialogues: compare });
    },
  },
  {
    id: 'analytics-status-of-before',
    clause: 'AN-LIST-01',
    reason: 'wrong-list',
    description: 'A dialogue that changes its status stays in the list where it was, too.',
    build: () => {
      const seen = new Map<string, DialogueRow>();
      return brokenAnalytics((port) => ({
        listByStatus: async (status, page, options) => {
          const rows = await port.listByStatus(status, page, options);
          for (const row of rows) seen.set(`${status}/${row.dialogueId}`, row);
          const all = [...seen].flatMap(([name, row]) => (name.startsWith(`${status}/`) ? [row] : []));
          return all.toSorted(compareDialoguePositions).slice(0, page.limit);
        },
      }));
    },
  },
  {
    id: 'analytics-tensions-by-number',
    clause: 'AN-TENSION-01',
    reason: 'wrong-list',
    description: 'Tensions of one time are ordered by sequence before round.',
    build: () =>
      quirky({
        tensions: (a, b) =>
          compareDialoguePositions(a, b) ||
          compareAscii(b.tensionId.slice(3), a.tensionId.slice(3)) ||
          compareAscii(b.tensionId, a.tensionId),
      }),
  },
  {
    id: 'analytics-tension-status-open',
    clause: 'AN-TENSION-01',
    reason: 'wrong-list',
    description: 'Every row of the list says open.',
    build: () =>
      brokenAnalytics((port) => ({
        openTensions: async (page, options) =>
          (await port.openTensions(page, options)).map((row) => ({ ...row, status: 'open' })),
      })),
  },
  {
    id: 'analytics-rank-slugs-descending',
    clause: 'AN-RANK-01',
    reason: 'wrong-ranking',
    description: 'The whole ranking is one descending sort.',
    build: () => quirky({ experts: (a, b) => b.totalScore - a.totalScore || compareAscii(b.slug, a.slug) }),
  },
  {
    id: 'analytics-rank-without-zero',
    clause: 'AN-RANK-01',
    reason: 'wrong-ranking',
    description: 'A dialogue in which an expert has no points is not counted.',
    build: () => quirky({ reread: (record) => (record.attributes['totalScore'] === 0 ? undefined : record) }),
  },
  {
    id: 'analytics-rank-of-a-locale',
    clause: 'AN-RANK-01',
    reason: 'wrong-ranking',
    description: 'Slugs are compared under the collation of the database, which passes over hyphens.',
    build: () => {
      const compare = (a: ExpertRow, b: ExpertRow): number =>
        b.totalScore - a.totalScore || compareAscii(asWords(a.slug), asWords(b.slug)) || compareExpertPositions(a, b);
      return quirky({ experts: compare });
    },
  },
  {
    id: 'analytics-sum-of-floats',
    clause: 'AN-RANK-02',
    reason: 'wrong-sum',
    description: 'A sum grows beyond what a number can hold exactly.',
    build: () => quirky({ sum: (a, b) => a + b }),
  },
  {
    id: 'analytics-sum-of-single-precision',
    clause: 'AN-RANK-02',
    reason: 'wrong-sum',
    description: 'The sum is a floating-point number of single precision.',
    build: () => quirky({ sum: (a, b) => Math.min(Math.fround(a + b), Number.MAX_SAFE_INTEGER) }),
  },
];
