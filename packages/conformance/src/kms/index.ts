export type { FaultScript, InjectedFault, KmsFault, KmsRequest } from './KmsFault.ts';
export { LoopbackKms, type LoopbackKmsOptions } from './LoopbackKms.ts';
