import type { AnalyticsStore, PageRequest } from '@colloquy/core';

/** How a page of a list is asked for. */
export type Ask = (
  store: AnalyticsStore,
  page: PageRequest,
) => Promise<{ rows: readonly object[]; cursor: string | undefined }>;

/** Each list: its name in cursors, the fields of a position, how it is asked for. */
export const lists: readonly (readonly [name: string, fields: readonly string[], ask: Ask])[] = [
  ['dialogues/open', ['createdAt', 'dialogueId'], (store, page) => store.listByStatus('open', page)],
  ['tensions/open', ['createdAt', 'dialogueId', 'tensionId'], (store, page) => store.openTensions(page)],
  ['experts/ranking', ['slug', 'totalScore'], (store, page) => store.expertRanking(page)],
];
