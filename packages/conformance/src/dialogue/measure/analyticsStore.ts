import type { AnalyticsStore } from '@colloquy/core';
import type { MeasuredSizes } from '../../report/Measurement.ts';
import type { Subject, WitnessCall, Witnesses } from '../../measure/Witness.ts';

/** A store with dialogues. */
export interface AnalyticsSubject extends Subject {
  sizes(): MeasuredSizes;
}

function pages(
  run: (store: AnalyticsStore, limit: number) => Promise<unknown>,
): readonly WitnessCall<AnalyticsStore>[] {
  return [1, 10, 1000].map((limit) => ({ sizes: { limit }, run: (store) => run(store, limit) }));
}

/** The calls of AnalyticsStore. */
export const analyticsStoreWitnesses: Witnesses<AnalyticsStore, AnalyticsSubject> = {
  *statistics() {
    yield { run: (store) => store.statistics() };
  },
  listByStatus: () => pages((store, limit) => store.listByStatus('open', { limit })),
  openTensions: () => pages((store, limit) => store.openTensions({ limit })),
  expertRanking: () => pages((store, limit) => store.expertRanking({ limit })),
  *similarDialogues() {
    for (const scan of [1, 5]) {
      yield {
        sizes: { scan, limit: 3 },
        run: (store) => store.similarDialogues('Where to keep it', { scan, limit: 3 }),
      };
    }
  },
};
