import { createAnalyticsStore, dialogueStatuses, type AnalyticsBackend, type PageRequest } from '@colloquy/core';

/** As small as can be: every row but the last has a cursor. */
const limit = 1;

/** A list that never ends is another one. */
const most = 500;

type Ask = (page: PageRequest) => Promise<{ readonly rows: readonly object[]; readonly cursor: string | undefined }>;

/** A list page by page, as it is told: rows and cursors. */
async function pagesOf(ask: Ask): Promise<readonly object[]> {
  const pages: object[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await ask({ limit, cursor });
    pages.push(page);
    cursor = page.cursor;
    if (cursor === undefined || pages.length === most) return pages;
  }
}

/** Everything that can be asked of a backend across dialogues, without opening any. */
export async function tellAll(backend: AnalyticsBackend): Promise<unknown> {
  const analytics = createAnalyticsStore({ backend, dialogues: { get: async () => undefined } });
  const byStatus: unknown[] = [];
  for (const status of dialogueStatuses) byStatus.push(await pagesOf((page) => analytics.listByStatus(status, page)));
  return {
    statistics: await analytics.statistics(),
    byStatus,
    tensions: await pagesOf((page) => analytics.openTensions(page)),
    experts: await pagesOf((page) => analytics.expertRanking(page)),
  };
}
