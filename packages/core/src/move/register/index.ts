export { MemoryMoveRegister } from './MemoryMoveRegister.ts';
export type { MoveRegister, RegisteredMove } from './MoveRegister.ts';
