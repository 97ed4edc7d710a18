import { CallbackAuditSink, type AuditEvent, type AuditSink, type AuditTail, type EncodedEvent } from '@colloquy/core';

/** A sink that keeps events in an array. */
export interface ListSink {
  readonly sink: AuditSink;
  readonly lines: string[];
  readonly events: AuditEvent[];
}

export function listSink(): ListSink {
  const lines: string[] = [];
  const events: AuditEvent[] = [];
  const sink = new CallbackAuditSink({
    write: (line, event) => {
      lines.push(line);
      events.push(event);
    },
  });
  return { sink, lines, events };
}

/** What a faulty sink does with one call of `append`. */
export type Fault =
  /** Nothing is kept, and it says so. */
  | 'refuses'
  /** Everything is kept, and the answer is lost. */
  | 'keeps and fails'
  /** It is as it should be. */
  | 'works';

/** A real list of events behind faults that are played one per call of `append`; after them it works. */
export class FaultySink implements AuditSink {
  readonly kept: EncodedEvent[] = [];
  readonly groups: number[] = [];
  readonly #faults: Fault[];
  asked = 0;
  closed = 0;

  constructor(...faults: readonly Fault[]) {
    this.#faults = [...faults];
  }

  get events(): readonly AuditEvent[] {
    return this.kept.map(({ event }) => event);
  }

  get lines(): readonly string[] {
    return this.kept.map(({ line }) => line);
  }

  async last(): Promise<AuditTail> {
    this.asked += 1;
    const event = this.kept.at(-1)?.event;
    return event === undefined ? {} : { event };
  }

  async append(events: readonly EncodedEvent[]): Promise<void> {
    this.groups.push(events.length);
    const fault = this.#faults.shift() ?? 'works';
    if (fault !== 'refuses') this.kept.push(...events);
    if (fault !== 'works') throw new Error('the sink is out of order');
  }

  async close(): Promise<void> {
    this.closed += 1;
  }
}

/** A sink whose every `append` waits until it is let through. */
export class GatedSink implements AuditSink {
  readonly kept: EncodedEvent[] = [];
  readonly groups: number[] = [];
  readonly #waiting: (() => void)[] = [];
  /** Calls of `append` that are under way. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async last(): Promise<AuditTail> {
    const event = this.kept.at(-1)?.event;
    return event === undefined ? {} : { event };
  }

  async append(events: readonly EncodedEvent[]): Promise<void> {
    this.groups.push(events.length);
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.kept.push(...events);
  }

  /** Lets the call that waits longest through. */
  pass(): void {
    this.#waiting.shift()?.();
  }

  async close(): Promise<void> {}
}

/** Lets everything that can go on without outside help go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
