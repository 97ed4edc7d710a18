export { displayId, letterOf, parseDisplayId, typeOfLetter, type ItemId } from './displayId.ts';
export { convergenceSeq, entityKey, fourDigits, twoDigits, type EntityKey } from './entityKey.ts';
export { localId, parseLocalId, type LocalId } from './localId.ts';
export { opaqueId } from './opaqueId.ts';
export { candidateIds, isSlug, slugify } from './slug.ts';
