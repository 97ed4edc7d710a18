import { describe, expect, test } from 'vitest';
import { eventTypes, lifecycleTypes } from '../../../src/domain/enumerations.ts';
import {
  canTransition,
  initialStatus,
  nextStatuses,
  statusesOf,
  unresolvedTensionStatuses,
} from '../../../src/domain/lifecycle/lifecycles.ts';

/** The lifecycles once more, as arrows. */
const arrows: Readonly<Record<(typeof lifecycleTypes)[number], readonly string[]>> = {
  dialogue: [
    'open>converging',
    'converging>converged',
    'converging>abandoned',
    'open>converged',
    'open>abandoned',
    'converging>open',
  ],
  round: ['open>in_progress', 'in_progress>completed', 'open>completed'],
  perspective: ['open>refined', 'open>conceded', 'open>merged'],
  tension: [
    'open>addressed',
    'addressed>resolved',
    'resolved>reopened',
    'addressed>reopened',
    'reopened>addressed',
    'reopened>resolved',
    'open>resolved',
  ],
  recommendation: ['proposed>amended', 'amended>adopted', 'amended>rejected', 'proposed>adopted', 'proposed>rejected'],
  evidence: ['cited>challenged', 'challenged>confirmed', 'challenged>refuted', 'cited>confirmed', 'cited>refuted'],
  claim: [
    'asserted>supported',
    'asserted>opposed',
    'supported>adopted',
    'supported>withdrawn',
    'opposed>adopted',
    'opposed>withdrawn',
    'asserted>adopted',
    'asserted>withdrawn',
  ],
};

describe.each(lifecycleTypes)('the lifecycle of %s', (type) => {
  test('allows these changes and no others', () => {
    const statuses = statusesOf(type);
    const allowed = statuses.flatMap((from) =>
      statuses.filter((to) => canTransition(type, from, to)).map((to) => `${from}>${to}`),
    );
    expect(new Set(allowed)).toEqual(new Set(arrows[type]));
    const next = statuses.flatMap((from) => nextStatuses(type, from).map((to) => `${from}>${to}`));
    expect(new Set(next)).toEqual(new Set(arrows[type]));
    expect(next).toHaveLength(arrows[type].length);
  });

  test('begins with its first status, from which all others are reached', () => {
    const reached = new Set<string>([initialStatus[type]]);
    for (const status of reached) for (const next of nextStatuses(type, status)) reached.add(next);
    expect(statusesOf(type)[0]).toBe(initialStatus[type]);
    expect(new Set(statusesOf(type))).toEqual(reached);
  });

  test('every status is the name of an event', () => {
    expect(eventTypes).toEqual(expect.arrayContaining([...statusesOf(type)]));
  });

  test('words that are no status lead nowhere', () => {
    for (const word of ['', 'constructor', '__proto__', 'OPEN']) expect(nextStatuses(type, word)).toEqual([]);
  });
});

test('a tension is unresolved in every status but resolved', () => {
  expect([...unresolvedTensionStatuses, 'resolved'].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    [...statusesOf('tension')].toSorted((a, b) => (a < b ? -1 : 1)),
  );
});
