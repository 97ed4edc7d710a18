import type { DialogueId } from '@colloquy/core';
import type { Fixture, OpenStore, StoreContext } from '../../kit/AdapterKit.ts';
import { HeldCall } from '../../steps/HeldCall.ts';
import { steppedClient } from './stepped.ts';
import { Writer } from './Writer.ts';

/** A call that stands still before one of its physical requests. */
export interface Standstill<T> {
  readonly fixture: Fixture;
  /** Writes through a client that is not held. */
  readonly writer: Writer;
  readonly call: HeldCall<T>;
  /** Requests let through before it. */
  readonly step: number;
}

export interface EveryStepOptions<P, T> {
  readonly id: DialogueId;
  /** What is there before the call. What it answers goes to `start`. */
  readonly prepare: (writer: Writer, fixture: Fixture) => Promise<P>;
  /** The call, on a client that is held. */
  readonly start: (store: OpenStore, prepared: P, writer: Writer) => Promise<T>;
  /** Looks at it, lets it go on or not, and checks. */
  readonly check: (standstill: Standstill<T>, prepared: P) => Promise<void>;
}

/**
 * Stops a call before its first physical request, in a fresh fixture before its second, and so on, and at last after its end: every point at
 * which a process can die or fall asleep. Answers with the number of points.
 */
export async function atEveryStep<P, T>(t: StoreContext, options: EveryStepOptions<P, T>): Promise<number> {
  for (let step = 0; ; step++) {
    const more = await t.using(async (fixture) => {
      const writer = new Writer(t, fixture.store, options.id);
      const prepared = await options.prepare(writer, fixture);
      const { gate, store } = await steppedClient(t, fixture);
      const call = new HeldCall(gate, () => options.start(store, prepared, writer));
      const running = await call.advance(step);
      await options.check({ fixture, writer, call, step }, prepared);
      return running;
    });
    if (!more) return step + 1;
  }
}
