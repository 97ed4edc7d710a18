export { acceptedTensions } from './acceptedTensions.ts';
export { citations, type Citation, type CitationOptions, type Citations } from './citations.ts';
export {
  blockerCodes,
  canConverge,
  defaultMaxRounds,
  type Blocker,
  type BlockerCode,
  type ConvergenceAnswer,
  type ConvergenceOptions,
} from './convergence.ts';
export { convergenceSignals, isSignal, type RoundSignals } from './convergenceSignals.ts';
export { dialogueWarnings } from './dialogueWarnings.ts';
export { indexEvents, type EventIndex } from './eventIndex.ts';
export { expertRanking, type RankedExpert } from './expertRanking.ts';
export { unansweredRequests, type UnansweredRequest } from './unansweredRequests.ts';
export { isUnresolved, openTensions, type UnresolvedStatus } from './openTensions.ts';
export { convergePercent, convergePercentShown, isFullConvergence } from './percent.ts';
export { progress, type Progress, type RoundProgress } from './progress.ts';
export {
  roundContext,
  type ContextPerspective,
  type ContextRecommendation,
  type OpenTension,
  type PanelMember,
  type RoundContext,
  type RoundContextOptions,
} from './roundContext.ts';
export {
  metricFigures,
  scoreboard,
  type MetricFigures,
  type Scoreboard,
  type ScoreboardRow,
  type ScoreTotals,
} from './scoreboard.ts';
export {
  alignment,
  scoresOfExpert,
  scoresOfRound,
  totalOfExpert,
  type RoundScore,
  type ScoreFigures,
} from './scores.ts';
export { snippet, type Snippet } from './snippet.ts';
export { dialogueStats, type DialogueStats } from './stats.ts';
export { statusAsOf, statusHistory, type StatusStep } from './statusHistory.ts';
export { countTensions, countTensionsByRound, unresolvedOf, type TensionCounts } from './tensionCounts.ts';
export {
  happening,
  resolutionsOf,
  tensionReport,
  type Happening,
  type Resolution,
  type TensionStory,
} from './tensionReport.ts';
export { metricsOf, velocity, type RegisteredMetrics } from './velocity.ts';
export { warningCodes, type Warning, type WarningCode } from './warnings.ts';
