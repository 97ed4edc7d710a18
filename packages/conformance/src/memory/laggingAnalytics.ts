import type { AnalyticsPort } from '@colloquy/core';
import type { OpenStore } from '../kit/AdapterKit.ts';
import { delegate } from './delegate.ts';

/** A store whose answers across dialogues are at once, late, or not there. */
export function withAnalytics(store: OpenStore, kind: 'immediate' | 'eventual' | 'absent' = 'immediate'): OpenStore {
  if (kind === 'immediate') return store;
  const { analytics, ...rest } = delegate(store);
  return kind === 'absent' || analytics === undefined ? rest : { ...rest, analytics: laggingAnalytics(analytics) };
}

/** Answers to each question what was true when it was asked the time before. */
export function laggingAnalytics(port: AnalyticsPort): AnalyticsPort {
  const before = new Map<string, unknown>();
  async function late<T>(question: readonly unknown[], ask: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(question);
    const now = await ask();
    const known = before.get(name) as T | undefined;
    before.set(name, now);
    return structuredClone(known ?? now);
  }
  return {
    statistics: (options) => late(['statistics'], () => port.statistics(options)),
    listByStatus: (status, page, options) =>
      late(['listByStatus', status, page], () => port.listByStatus(status, page, options)),
    openTensions: (page, options) => late(['openTensions', page], () => port.openTensions(page, options)),
    expertRanking: (page, options) => late(['expertRanking', page], () => port.expertRanking(page, options)),
  };
}
