/** What is wrong with a chain of audit events. */
export type AuditFindingKind =
  /** The event does not have the hash of what it says. */
  | 'changed'
  /** The event does not carry the hash of the one before: one of the two was replaced, by somebody who computed its hash anew. */
  | 'link_broken'
  /** Events are not there. */
  | 'missing'
  /** The event stands behind a later one. */
  | 'reordered'
  /** An event of this number was there before: the same again, or another (two writers on one chain). */
  | 'duplicated'
  /** The line is no audit event, or one of another chain. */
  | 'foreign_line'
  /** The last line is not finished, and no event says so: the process was killed and has not started again, or the end was cut off. */
  | 'unfinished_line'
  /** The chain ends before an event that was pinned. */
  | 'truncated'
  /** The event that was pinned is another one now. */
  | 'replaced';

export interface AuditFinding {
  readonly kind: AuditFindingKind;
  /** Counted from 1; of what is missing, the line behind it. */
  readonly line: number;
  readonly n?: number;
  /** Of `missing`: the last of the numbers from `n` on. */
  readonly to?: number;
  /** For a person. Holds nothing of the line. */
  readonly message: string;
}
