import { ColloquyError, isColloquyError } from '../errors/index.ts';

/** Why an event was not recorded. Another code of an error of the sink, such as `storage_full`, stands as it is. */
export type AuditFailureReason =
  /** The sink rejected with an error of its own. */
  | 'sink_error'
  /** More events wait for the sink than may wait. */
  | 'backlog'
  /** The function that names the principal threw, or answered with what is no token. */
  | 'principal'
  /** The trail was closed. */
  | 'closed'
  /** The audit file is a link, no file, or open to others. */
  | 'unsafe'
  /** The audit file has grown or shrunk without this trail: another process writes to it. */
  | 'foreign_write'
  /** The audit file was moved or removed. */
  | 'replaced'
  /** The audit file does not end with an event. */
  | 'damaged'
  /** The callback for warnings threw. */
  | 'warning';

/** An `audit_failed` of a sink or a trail. */
export function auditFault(
  reason: AuditFailureReason | (string & {}),
  message: string,
  context: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): ColloquyError {
  return new ColloquyError('audit_failed', message, { context: { reason, ...context }, cause });
}

/** The reason that an error of a sink gives: its own, or its code. */
export function reasonOf(error: unknown): string {
  if (!isColloquyError(error)) return 'sink_error';
  const { reason } = error.context;
  return error.code === 'audit_failed' && typeof reason === 'string' ? reason : error.code;
}
