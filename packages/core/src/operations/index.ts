export type { DestructionCertificate, ErasureCertificate } from './certificates.ts';
export {
  createKeyOperations,
  type EraseOptions,
  type KeyOperations,
  type KeyOperationsOptions,
} from './createKeyOperations.ts';
export type { DialogueList, Epoch } from './epochs.ts';
export type { SeriesProgress, ProgressOptions, Resealing } from './reseal.ts';
export type { Rewrapping } from './rewrap.ts';
export type { Rotation } from './rotateDataKey.ts';
