import type { Fixture, OpenStore, StoreContext } from '../../kit/AdapterKit.ts';
import { StepGate } from '../../steps/StepGate.ts';

/** A client that the suite can hold, and its gate. */
export interface SteppedClient {
  readonly gate: StepGate;
  readonly store: OpenStore;
}

export async function steppedClient(t: StoreContext, fixture: Fixture): Promise<SteppedClient> {
  const gate = new StepGate();
  const stepped = t.owed(fixture.stepped, 'stepped, because the kit declares it');
  return { gate, store: await stepped.call(fixture, gate) };
}
