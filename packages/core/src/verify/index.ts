export type { Finding, FindingKind } from './Finding.ts';
export type { Reattestation, ReattestStatement, TornRecord, TornState } from './reattestations.ts';
export { readLog } from './readLog.ts';
export { type VerificationReport, type VerifyOptions } from './verifyDialogue.ts';
export { verifyLogAgainstNote, type LogReport } from './verifyLogAgainstNote.ts';
