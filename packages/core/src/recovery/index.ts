export { createRecovery, doctorWithoutKeys, type Recovery, type RecoveryOptions } from './createRecovery.ts';
export type { Dangling, Diagnosis, Obstacle, RestoreVerdict } from './Diagnosis.ts';
export type { DoctorOptions } from './diagnose.ts';
export type { Reattested, ReattestOptions } from './reattest.ts';
