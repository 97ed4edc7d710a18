import type { DialoguePosition, ExpertPosition } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenAnalytics, quirky } from './brokenAnalytics.ts';

export const analyticsPageMutants: readonly StoreMutant[] = [
  {
    id: 'analytics-page-inclusive',
    clause: 'AN-PAGE-01',
    reason: 'wrong-page',
    description: 'A page begins with the row at the position.',
    build: () =>
      quirky({
        page: (rows, { after, limit }, compare) =>
          rows.filter((row) => after === undefined || compare(row, after) >= 0).slice(0, limit),
      }),
  },
  {
    id: 'analytics-page-by-time',
    clause: 'AN-PAGE-01',
    reason: 'wrong-page',
    description: 'A page begins behind the time of the position: rows of the same time are passed over.',
    build: () =>
      brokenAnalytics((port) => ({
        listByStatus: (status, { limit, after }, options) => {
          const behind: DialoguePosition | undefined = after && { ...after, dialogueId: '' as never };
          return port.listByStatus(status, { limit, after: behind }, options);
        },
      })),
  },
  {
    id: 'analytics-page-by-score',
    clause: 'AN-PAGE-01',
    reason: 'wrong-page',
    description: 'A page begins behind the score of the position: experts of the same score are passed over.',
    build: () =>
      brokenAnalytics((port) => ({
        expertRanking: ({ limit, after }, options) => {
          const behind: ExpertPosition | undefined = after && { ...after, slug: '~' };
          return port.expertRanking({ limit, after: behind }, options);
        },
      })),
  },
  {
    id: 'analytics-page-of-a-row',
    clause: 'AN-PAGE-01',
    reason: 'wrong-page',
    description: 'The row of the position is looked up, and a list whose row is gone begins anew.',
    build: () =>
      quirky({
        page: (rows, { after, limit }, compare) => {
          const at = after === undefined ? -1 : rows.findIndex((row) => compare(row, after) === 0);
          return rows.slice(at + 1, at + 1 + limit);
        },
      }),
  },
  {
    id: 'analytics-page-of-a-thousand',
    clause: 'AN-PAGE-01',
    reason: 'wrong-page',
    description: 'A page is never longer than five rows, and so a list ends early.',
    build: () =>
      brokenAnalytics((port) => ({
        openTensions: (page, options) => port.openTensions({ ...page, limit: Math.min(page.limit, 5) }, options),
      })),
  },
  {
    id: 'analytics-page-by-offset',
    clause: 'AN-PAGE-02',
    reason: 'read-twice',
    description: 'A page begins at the number of rows that were read before.',
    build: () => {
      const offsets = new Map<string, number>();
      return quirky({
        page: (rows, { after, limit }) => {
          const offset = after === undefined ? 0 : (offsets.get(JSON.stringify(after)) ?? 0);
          const page = rows.slice(offset, offset + limit);
          offsets.set(JSON.stringify(page.at(-1)), offset + page.length);
          return page;
        },
      });
    },
  },
  {
    id: 'analytics-page-of-what-was',
    clause: 'AN-PAGE-02',
    reason: 'not-read',
    description: 'A page is cut by number from the end of the list, which moves.',
    build: () => {
      const read = new Map<string, number>();
      return quirky({
        page: (rows, { after, limit }) => {
          const before = after === undefined ? 0 : (read.get(JSON.stringify(after)) ?? 0);
          const from = after === undefined ? 0 : Math.max(before, rows.length - 12 + before);
          const page = rows.slice(from, from + limit);
          read.set(JSON.stringify(page.at(-1)), before + page.length);
          return page;
        },
      });
    },
  },
];
