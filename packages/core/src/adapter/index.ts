export { commitRows, isSameEntry, type CommitRows, type Condition } from './commitRows.ts';
export { cryptoRandom, jitteredDelayMs, type RandomSource } from './jitter.ts';
export { keyRange } from './keyRange.ts';
export { logPageBytes } from './logPage.ts';
export { refuseUnder, type ResidedCall } from './refuseUnder.ts';
export { toDigest, toEntry, toHead, toKey, toRecord, type EntryRow, type HeadRow, type RecordRow } from './rows.ts';
export { viewNames } from './viewNames.ts';
