import type { AnalyticsPort } from '@colloquy/core';
import type { AdapterKit } from '../../kit/AdapterKit.ts';
import type { MemoryClient, MemoryKitOptions } from '../../memory/memoryKit.ts';
import { brokenStore } from '../support/broken.ts';
import { naivePort, type Quirks } from './naivePort.ts';

/** A port as a plain object. */
export function delegatePort(port: AnalyticsPort): AnalyticsPort {
  return {
    statistics: (options) => port.statistics(options),
    listByStatus: (status, page, options) => port.listByStatus(status, page, options),
    openTensions: (page, options) => port.openTensions(page, options),
    expertRanking: (page, options) => port.expertRanking(page, options),
  };
}

/** The in-memory backend, some of whose answers across dialogues are replaced. `breaking` is called once per client. */
export function brokenAnalytics(
  breaking: (port: AnalyticsPort, client: MemoryClient) => Partial<AnalyticsPort>,
  options?: MemoryKitOptions,
): AdapterKit {
  return brokenStore((store, client) => {
    const { analytics } = store;
    if (analytics === undefined) throw new TypeError('the in-memory backend has analytics');
    return { analytics: { ...delegatePort(analytics), ...breaking(analytics, client) } };
  }, options);
}

/** The in-memory backend with a port that reads, orders or cuts otherwise. */
export function quirky(quirks: Quirks): AdapterKit {
  return brokenStore((store) => ({ analytics: { ...naivePort(store, quirks) } }));
}
