export { attributesDigest, encodeBody, parseBody, type ChangeRow } from './body.ts';
export { deriveLogKeys, entryHash, entryMac, genesisHash, maskSourceOf, type LogKeys } from './hashes.ts';
export { encodeHeader, parseHeader, type EntryHeader } from './header.ts';
export { stateElements, type StateElements } from './stateElements.ts';
export { stateElement, stateMask, StateSum, type MaskSource } from './StateSum.ts';
