export type { AuditEvent, AuditHead, AuditOutcome, AuditRecord, TornLine, TraceIds } from './AuditEvent.ts';
export { auditedProvider } from './auditedProvider.ts';
export { auditedVault } from './auditedVault.ts';
export type { AuditFailureReason } from './auditFault.ts';
export type { AuditSink, AuditTail } from './AuditSink.ts';
export {
  createAuditTrail,
  type AuditPolicy,
  type AuditTrail,
  type AuditTrailOptions,
  type AuditWarning,
  type PrincipalSource,
} from './AuditTrail.ts';
export { CallbackAuditSink, type CallbackAuditSinkOptions } from './CallbackAuditSink.ts';
export type { EncodedEvent } from './encodeEvent.ts';
export { FileAuditSink, type FileAuditSinkOptions } from './file/FileAuditSink.ts';
export type { TraceSource } from './traceIds.ts';
export type { AuditFinding, AuditFindingKind } from './verify/AuditFinding.ts';
export type { AuditSource } from './verify/lines.ts';
export { verifyAudit, type AuditReport, type VerifyAuditOptions } from './verify/verifyAudit.ts';
