import { setTimeout } from 'node:timers/promises';
import type { AnalyticsPort, CallOptions, DialogueRow, ExpertRow, StoreCounts, TensionRow } from '@colloquy/core';
import type { Capabilities } from '../../kit/Capabilities.ts';
import type { OpenStore, StoreContext } from '../../kit/AdapterKit.ts';
import type { Applicability } from '../../suite/Law.ts';
import { render } from '../../suite/render.ts';
import type { Verifier } from '../../suite/Verifier.ts';

export const whenAnalytics: Applicability<Capabilities> = {
  when: 'analytics',
  holds: (c) => c.analytics !== undefined,
};

export const whenImmediate: Applicability<Capabilities> = {
  when: 'immediate analytics',
  holds: (c) => c.analytics === 'immediate',
};

/** The statuses in which a dialogue can be, as the spec lists them. */
export const statuses = ['open', 'converging', 'converged', 'abandoned'] as const;
export type Status = (typeof statuses)[number];

/** Everything that a port tells. */
export interface Answers {
  readonly counts: StoreCounts;
  readonly dialogues: Readonly<Record<Status, readonly DialogueRow[]>>;
  readonly tensions: readonly TensionRow[];
  readonly experts: readonly ExpertRow[];
}

/** The port of a store that must have one. */
export function portOf(t: StoreContext, store: OpenStore): AnalyticsPort {
  return t.owed(store.analytics, 'a store with analytics, because the kit declares it');
}

const whole = { limit: 1001, after: undefined };

/** Asks for everything, in lists of at most 1 001 rows. */
export async function answersOf(port: AnalyticsPort): Promise<Answers> {
  return {
    counts: await port.statistics(),
    dialogues: {
      open: await port.listByStatus('open', whole),
      converging: await port.listByStatus('converging', whole),
      converged: await port.listByStatus('converged', whole),
      abandoned: await port.listByStatus('abandoned', whole),
    },
    tensions: await port.openTensions(whole),
    experts: await port.expertRanking(whole),
  };
}

/** Every call, by name. */
export function everyAnalyticsCall(
  port: AnalyticsPort,
): readonly (readonly [string, (options?: CallOptions) => Promise<unknown>])[] {
  const page = { limit: 10, after: undefined };
  return [
    ['statistics', (options) => port.statistics(options)],
    ['listByStatus', (options) => port.listByStatus('open', page, options)],
    ['openTensions', (options) => port.openTensions(page, options)],
    ['expertRanking', (options) => port.expertRanking(page, options)],
  ];
}

/** Asks of indexes that are declared to be behind, where the settings name no number, and milliseconds between. */
const eventualAsks = 400;
const eventualPause = 25;

/** How a backend answers, and how often it is asked for an answer that it may not have yet. */
export interface Freshness {
  readonly analytics?: Capabilities['analytics'] | undefined;
  readonly asks?: number | undefined;
}

/** The answer must be the expected one: at once, or, where indexes are declared `eventual`, in the end. */
export async function expectInTime(
  t: Verifier,
  { analytics, asks: most = eventualAsks }: Freshness,
  ask: () => Promise<unknown>,
  expected: unknown,
  reason: string,
  message?: string,
): Promise<void> {
  const asks = analytics === 'eventual' ? most : 1;
  let actual = await ask();
  for (let asked = 1; asked < asks && render(actual) !== render(expected); asked++) {
    await setTimeout(eventualPause);
    actual = await ask();
  }
  t.equal(actual, expected, reason, message);
}

/** {@link expectInTime} for the backend of a law. */
export function expectAnswer(
  t: Verifier & { readonly capabilities: Capabilities; readonly asks?: number },
  ask: () => Promise<unknown>,
  expected: unknown,
  reason: string,
  message?: string,
): Promise<void> {
  const { capabilities, asks } = t;
  return expectInTime(t, { analytics: capabilities.analytics, asks }, ask, expected, reason, message);
}
