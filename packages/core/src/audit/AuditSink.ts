import type { AuditEvent, TornLine } from './AuditEvent.ts';
import type { EncodedEvent } from './encodeEvent.ts';

/** The end of what a sink holds. */
export interface AuditTail {
  /** The last event; undefined when there is none. */
  readonly event?: Pick<AuditEvent, 'chain' | 'n' | 'id' | 'hash'>;
  /** What stands behind it, unfinished. The next event must say so. */
  readonly torn?: TornLine;
}

/**
 * Where audit events go. One trail writes to a sink, one call at a time; what it writes is a chain, so a sink keeps the order.
 *
 * A sink that cannot do what it is asked rejects, with a `ColloquyError` whose code or `context.reason` says why. It never answers for
 * what it has not kept.
 */
export interface AuditSink {
  /**
   * The end of what is kept, so that the chain goes on there. Asked once at first, and again after every call that rejected, because then
   * nobody knows what was kept. A sink that cannot read answers `{}`, and a new chain begins.
   */
  last(): Promise<AuditTail>;

  /** Keeps the events, in order. All of them are kept, as durably as the sink promises, when it resolves. */
  append(events: readonly EncodedEvent[]): Promise<void>;

  /** Releases what it holds. Idempotent. */
  close(): Promise<void>;
}
