import type { CallOptions } from './DialogueStore.ts';

export interface Counts {
  readonly dialogues: number;
}

/** Questions across dialogues. */
export interface AnalyticsStore {
  /** How many there are. */
  statistics(options?: CallOptions): Promise<Counts>;
}
