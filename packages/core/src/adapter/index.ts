export { batchBytesOf, batchLimits } from './batchLimits.ts';
export { batchRows, changeRows, type BatchRows } from './batchRows.ts';
export { commitRows, copyOfEntry, isSameEntry, recordRows, type CommitRows, type Condition } from './commitRows.ts';
export {
  isSameHead,
  isSameResidence,
  toHeld,
  toResidence,
  type Held,
  type HeldRow,
  type ResidenceRow,
} from './heldRow.ts';
export { cryptoRandom, jitteredDelayMs, type RandomSource } from './jitter.ts';
export { keyRange } from './keyRange.ts';
export { logPageBytes } from './logPage.ts';
export { refuseUnder, type ResidedCall } from './refuseUnder.ts';
export { listingLimit, requireListing } from './requireListing.ts';
export { requireTransition } from './requireTransition.ts';
export { toDigest, toEntry, toHead, toKey, toRecord, type EntryRow, type HeadRow, type RecordRow } from './rows.ts';
export { viewNames } from './viewNames.ts';
