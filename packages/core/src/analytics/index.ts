export { createAnalyticsStore, type AnalyticsStoreOptions } from './createAnalyticsStore.ts';
export { indexedRow, type IndexedRow } from './indexedRow.ts';
export { inOrder, type InOrderOptions } from './inOrder.ts';
export { compareDialoguePositions, compareExpertPositions, compareTensionPositions } from './order.ts';
export { sumOfScores } from './sumOfScores.ts';
