export { CallbackMoveRegister, type MoveStorage } from './CallbackMoveRegister.ts';
export { FileMoveRegister, localRegisterDirectory, type FileMoveRegisterOptions } from './FileMoveRegister.ts';
export { MemoryMoveRegister } from './MemoryMoveRegister.ts';
export type { MoveRegister, RegisteredMove } from './MoveRegister.ts';
export { readMove, type ReadMove } from './registeredMove.ts';
export { compareStores, type ComparedSide, type ComparedStore, type StoreComparison } from './compareStores.ts';
