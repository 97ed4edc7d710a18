export type { DestructionCertificate, ErasureCertificate } from './certificates.ts';
export {
  createKeyOperations,
  type DestroyOptions,
  type EraseOptions,
  type KeyOperations,
  type KeyOperationsOptions,
} from './createKeyOperations.ts';
export type { Epoch } from './epochs.ts';
export type { SeriesProgress, ProgressOptions, Resealing } from './reseal.ts';
export type { Rewrapping } from './rewrap.ts';
export type { Rotation } from './rotateDataKey.ts';
export type { DialogueList } from './survivors.ts';
