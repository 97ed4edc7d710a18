export {
  DialogueGraph,
  type DependencyChain,
  type Direction,
  type Reached,
  type ReachOptions,
} from './DialogueGraph.ts';
export type { Step, Visit } from './breadthFirst.ts';
export type { DependencyCycle } from './dependencyCycles.ts';
export { verdictContext } from './verdictContext.ts';
export type {
  AddressedTension,
  AdoptedRecommendation,
  EdgeFigure,
  Ground,
  ItemFigure,
  ResolvedTension,
  SinceVerdict,
  SupportingExpert,
  VerdictContext,
} from './verdictFigures.ts';
