export {
  boundaryKinds,
  isBoundaryKind,
  parseBoundaryBody,
  type BoundaryBody,
  type BoundaryKind,
  type Copied,
  type StoreName,
} from './boundaryBody.ts';
export type { BoundaryFact } from './boundaryFact.ts';
export type { Boundary, BoundaryBreak, LoggedLocation } from './BoundarySequence.ts';
export type { ChainBreak } from './BoundaryChain.ts';
export { MoverKeys, type BoundaryTrust } from './MoverKeys.ts';
export { verifyChainContinuity, type ContinuityOptions, type LogContinuity } from './verifyChainContinuity.ts';
