import type { AnalyticsPort, StoreCounts } from '@colloquy/core';
import { delegate } from '../../memory/delegate.ts';
import { laggingAnalytics } from '../../memory/laggingAnalytics.ts';
import { memoryKit } from '../../memory/memoryKit.ts';
import { memoryProbe } from '../../memory/memoryProbe.ts';
import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture, brokenStore } from '../support/broken.ts';
import { brokenAnalytics } from './brokenAnalytics.ts';
import { naivePort } from './naivePort.ts';

export const analyticsEndMutants: readonly StoreMutant[] = [
  {
    id: 'kit-analytics-missing',
    clause: 'KIT-ANALYTICS-01',
    reason: 'missing-analytics',
    description: 'Analytics are declared, and the second client has none.',
    build: () =>
      brokenFixture((fixture) => ({
        second: async () => {
          const { analytics: _analytics, ...rest } = delegate(await fixture.second());
          return rest;
        },
      })),
  },
  {
    id: 'kit-analytics-undeclared',
    clause: 'KIT-ANALYTICS-01',
    reason: 'undeclared-analytics',
    description: 'Stores have analytics that nobody judges, because the kit does not declare them.',
    build: () => {
      const kit = memoryKit();
      const { analytics: _analytics, ...capabilities } = kit.capabilities;
      return { ...kit, capabilities };
    },
  },
  {
    id: 'analytics-behind',
    clause: 'AN-FRESH-01',
    reason: 'stale',
    description: 'An index that is behind is declared immediate.',
    build: () => brokenAnalytics((port) => laggingAnalytics(port)),
  },
  {
    id: 'analytics-without-overlay',
    clause: 'AN-FRESH-01',
    reason: 'stale',
    description: 'Records of a large commit show only when they are in their places.',
    build: () =>
      brokenStore((store, { shared }) => ({
        analytics: naivePort(
          { dialogueIds: () => store.dialogueIds(), load: (id) => memoryProbe(shared).rows(id) },
          {},
        ),
      })),
  },
  {
    id: 'analytics-remembered',
    clause: 'AN-FRESH-02',
    reason: 'never-shown',
    description: 'A client counts once and remembers it.',
    build: () =>
      brokenAnalytics((port) => {
        let known: Promise<StoreCounts> | undefined;
        return { statistics: async (options) => structuredClone(await (known ??= port.statistics(options))) };
      }),
  },
  {
    id: 'analytics-answer-shared',
    clause: 'AN-COPY-01',
    reason: 'shared',
    description: 'The answer to a question that was asked before is the very array that was given out then.',
    build: () =>
      brokenAnalytics((port) => {
        const known = new Map<string, ReturnType<AnalyticsPort['expertRanking']>>();
        return {
          expertRanking: async (page, options) => {
            const name = JSON.stringify(page);
            const answer = known.get(name) ?? port.expertRanking(page, options);
            known.set(name, answer);
            return answer;
          },
        };
      }),
  },
  {
    id: 'analytics-signal-ignored',
    clause: 'AN-SIGNAL-01',
    reason: 'not-rejected',
    description: 'A list takes a signal and does not look at it.',
    build: () => brokenAnalytics((port) => ({ openTensions: (page) => port.openTensions(page) })),
  },
  {
    id: 'analytics-open-after-close',
    clause: 'AN-CLOSE-01',
    reason: 'works-after-close',
    description: 'The index is asked past the store, which knows that it was closed.',
    build: () =>
      brokenStore((store, { shared }) => {
        const names = async (): Promise<readonly string[]> =>
          (await shared.partitions()).flatMap((name) => /^dialogue#(.*)$/.exec(name)?.[1] ?? []);
        const port = naivePort({ dialogueIds: names, load: (id) => memoryProbe(shared).rows(id) }, {});
        const { analytics } = store;
        return {
          analytics: {
            ...port,
            expertRanking: async (page, options) => {
              options?.signal?.throwIfAborted();
              return analytics === undefined ? [] : port.expertRanking(page, options);
            },
          },
        };
      }),
  },
];
