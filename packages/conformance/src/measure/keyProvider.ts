import type { KeyProvider } from '@colloquy/core';
import type { ProviderContext, ProviderFixture } from '../kit/KeyKits.ts';
import { scope } from '../laws/keys/scopes.ts';
import type { Measured, MeasuredRequest, MeasuredSizes, Measurement } from '../report/Measurement.ts';
import { measureTrait, type Meter, type Subject, type Witnesses } from './Witness.ts';

/** Epochs that there are when a call is measured. */
const epochCounts = [1, 10, 100];

const unit = 'kmsRequests';

/** A master key under which epochs were made. */
class EpochSubject implements Subject {
  readonly fixture: ProviderFixture;
  #made: { readonly epoch: number; readonly material: Uint8Array }[] = [];

  constructor(fixture: ProviderFixture) {
    this.fixture = fixture;
  }

  /** Makes epochs until there are so many. */
  async fill(count: number): Promise<void> {
    while (this.#made.length < count) {
      const epoch = this.#made.length + 1;
      this.#made = [...this.#made, { epoch, material: await this.fixture.provider.createEpoch({ ...scope, epoch }) }];
    }
  }

  /** The first and the last, which are one at first. */
  get ends(): readonly { readonly epoch: number; readonly material: Uint8Array }[] {
    return [this.#made.slice(0, 1), this.#made.slice(-1)].flat();
  }

  sizes(): MeasuredSizes {
    return {
      records: this.#made.length,
      bytes: this.#made.reduce((sum, { material }) => sum + material.byteLength, 0),
    };
  }
}

/** The calls of KeyProvider. What is made in one is not kept. */
export const keyProviderWitnesses: Witnesses<KeyProvider, EpochSubject> = {
  *createEpoch(subject) {
    yield { run: (provider) => provider.createEpoch({ ...scope, epoch: subject.sizes().records + 1 }) };
  },
  *openEpoch({ ends }) {
    for (const { epoch, material } of ends) {
      yield { run: (provider) => provider.openEpoch({ ...scope, epoch }, material) };
    }
  },
  async *close({ fixture }) {
    const another = await fixture.second();
    yield { run: () => another.close() };
  },
};

/**
 * Calls every method of KeyProvider and counts what reaches its service. The budgets are not judged here.
 *
 * @param measured - called after each call
 */
export async function measureProvider(
  t: ProviderContext,
  measured?: (measurement: Measurement) => void,
): Promise<Measured> {
  return t.using(async (fixture) => {
    const count = t.owed(fixture.requests?.bind(fixture), 'requests, because the kit declares a service');
    let taken = 0;
    const meter: Meter<KeyProvider> = {
      callee: fixture.provider,
      take: () => {
        const before = taken;
        taken = count();
        // The service tells how many there were, and not which.
        return Array.from({ length: taken - before }, (): MeasuredRequest => ({
          unit,
          request: 'a request to the service',
        }));
      },
    };
    const subject = new EpochSubject(fixture);
    const measurements: Measurement[] = [];
    for (const epochs of epochCounts) {
      await subject.fill(epochs);
      const options = { trait: 'KeyProvider', witnesses: keyProviderWitnesses, subject, meter: () => meter };
      measurements.push(...(await measureTrait({ ...options, ...(measured === undefined ? {} : { measured }) })));
    }
    return { units: [unit], measurements };
  });
}
