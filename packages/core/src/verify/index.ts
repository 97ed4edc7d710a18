export type { Finding, FindingKind } from './Finding.ts';
export { type VerificationReport } from './verifyDialogue.ts';
