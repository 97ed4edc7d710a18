import type { Round } from '../entities/types.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { convergePercent, convergePercentShown } from './percent.ts';
import { alignment, scoresOfRound, type ScoreFigures } from './scores.ts';
import { metricsOf, velocity, type RegisteredMetrics } from './velocity.ts';

/** Components and their sum. */
export interface ScoreTotals extends ScoreFigures {
  readonly total: number;
}

/** What a round's registered metrics come to. */
export interface MetricFigures extends RegisteredMetrics {
  readonly velocity: number;
  /** Not rounded. */
  readonly convergePercent: number;
  /** Rounded half up, for people. */
  readonly convergePercentShown: number;
}

export interface ScoreboardRow {
  readonly round: number;
  readonly status: Round['status'];
  /** Absent when the round was not scored. */
  readonly scores?: ScoreTotals;
  /** As the judge registered them; absent when the round has none. */
  readonly metrics?: MetricFigures;
  /** Sums of this and all earlier rounds; a round without scores adds nothing. */
  readonly running: ScoreTotals;
}

export interface Scoreboard {
  /** One row per round, in order. */
  readonly rows: readonly ScoreboardRow[];
  readonly totals: ScoreTotals;
}

const zero: ScoreTotals = { wisdom: 0, consistency: 0, truth: 0, relationships: 0, total: 0 };

/**
 * The scoreboard: each round's score, the metrics registered with it, and the running totals. Nothing here is counted from the
 * loaded items; `progress` does that.
 *
 * @example
 * scoreboard(state).totals.total; // 415
 */
export function scoreboard(state: DialogueState): Scoreboard {
  const rows: ScoreboardRow[] = [];
  let running = zero;
  for (const round of state.list('round')) {
    const figures = scoresOfRound(round);
    const metrics = metricsOf(round);
    if (figures !== undefined) running = add(running, figures);
    rows.push({
      round: round.round,
      status: round.status,
      ...(figures === undefined ? {} : { scores: { ...figures, total: alignment(figures) } }),
      ...(metrics === undefined ? {} : { metrics: metricFigures(metrics) }),
      running,
    });
  }
  return { rows, totals: running };
}

/** Velocity and percentages of registered metrics. */
export function metricFigures(metrics: RegisteredMetrics): MetricFigures {
  const { convergeSignals, panelSize } = metrics;
  return {
    ...metrics,
    velocity: velocity(metrics),
    convergePercent: convergePercent(convergeSignals, panelSize),
    convergePercentShown: convergePercentShown(convergeSignals, panelSize),
  };
}

function add(sum: ScoreTotals, figures: ScoreFigures): ScoreTotals {
  return {
    wisdom: sum.wisdom + figures.wisdom,
    consistency: sum.consistency + figures.consistency,
    truth: sum.truth + figures.truth,
    relationships: sum.relationships + figures.relationships,
    total: sum.total + alignment(figures),
  };
}
