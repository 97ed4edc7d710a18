export { estimateCapacity, type CapacityEstimate } from './estimateCapacity.ts';
export type { Capacity } from './MeteredEngine.ts';
