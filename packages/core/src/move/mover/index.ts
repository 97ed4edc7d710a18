export type { Cancelled, CancelOptions } from './cancel.ts';
export { createMover, createMoverWith, type Mover, type MoverOptions } from './createMover.ts';
export type { MoveProgress, MoveStep, MoveStepEvent, StoreToMove } from './MoverContext.ts';
export type { Purged } from './purge.ts';
export type { CompletedMove, StartOptions } from './start.ts';
export type { MovePhase, MoveStatus, StoreStatus } from './status.ts';
