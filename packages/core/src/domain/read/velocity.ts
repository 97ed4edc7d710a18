import type { Round } from '../entities/types.ts';

/** The metrics that the judge registered with a round, as recorded. */
export interface RegisteredMetrics {
  readonly openTensions: number;
  readonly newPerspectives: number;
  readonly convergeSignals: number;
  readonly panelSize: number;
}

/** A round's registered metrics, or undefined when it has none. */
export function metricsOf(round: Round): RegisteredMetrics | undefined {
  const { openTensions, newPerspectives, convergeSignals, panelSize } = round;
  if (
    openTensions === undefined ||
    newPerspectives === undefined ||
    convergeSignals === undefined ||
    panelSize === undefined
  ) {
    return undefined;
  }
  return { openTensions, newPerspectives, convergeSignals, panelSize };
}

/** velocity = open tensions + new perspectives: how much a round still moved. */
export function velocity(metrics: Pick<RegisteredMetrics, 'openTensions' | 'newPerspectives'>): number {
  return metrics.openTensions + metrics.newPerspectives;
}
