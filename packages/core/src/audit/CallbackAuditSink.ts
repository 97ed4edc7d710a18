import type { AuditEvent } from './AuditEvent.ts';
import type { AuditSink, AuditTail } from './AuditSink.ts';
import type { EncodedEvent } from './encodeEvent.ts';

export interface CallbackAuditSinkOptions {
  /**
   * Called for each event, in order, the next one after the promise of this one. `line` is the event as text, without a newline: keep
   * that, since `verifyAudit` reads lines. To throw or reject means: not kept.
   */
  readonly write: (line: string, event: AuditEvent) => void | Promise<void>;
  /** The last event that is kept, from which the chain goes on; without it every trail begins a new chain. */
  readonly last?: () => AuditTail['event'] | Promise<AuditTail['event']>;
  readonly close?: () => void | Promise<void>;
}

/**
 * A sink that hands events to the application: a log shipper, a database, a queue. How durable they are is up to that; so is a limit of
 * time, since calls wait for it.
 *
 * @example
 * const sink = new CallbackAuditSink({ write: (line) => shipper.send(line) });
 */
export class CallbackAuditSink implements AuditSink {
  readonly #options: CallbackAuditSinkOptions;
  /** What was kept in this process, where `last` is not offered. */
  #kept: AuditTail['event'];

  constructor(options: CallbackAuditSinkOptions) {
    this.#options = options;
  }

  async last(): Promise<AuditTail> {
    const event = this.#options.last === undefined ? this.#kept : await this.#options.last();
    return event === undefined ? {} : { event };
  }

  async append(events: readonly EncodedEvent[]): Promise<void> {
    for (const { line, event } of events) {
      // A microtask costs more than the rest of a callback that answers at once.
      const answer = this.#options.write(line, event);
      if (answer !== undefined) await answer;
      this.#kept = event;
    }
  }

  async close(): Promise<void> {
    await this.#options.close?.();
  }
}
