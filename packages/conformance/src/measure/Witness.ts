import type { MethodNames } from '@colloquy/core';
import type { MeasuredRequest, MeasuredSizes, Measurement } from '../report/Measurement.ts';

/** One call that is measured. */
export interface WitnessCall<Callee> {
  /** The case of the budget, in the words of the contract. */
  readonly case?: string;
  /** Arguments that the budget speaks of, besides the sizes of the subject. */
  readonly sizes?: Readonly<Record<string, number>>;
  readonly run: (callee: Callee) => Promise<unknown>;
}

/**
 * Calls of one method upon one subject, each prepared only when the one before it is done: a witness may write in between, through clients
 * that are not metered.
 */
export type Witness<Callee, S> = (subject: S) => Iterable<WitnessCall<Callee>> | AsyncIterable<WitnessCall<Callee>>;

/** The witnesses of a trait: for every method, or it does not compile. In the order in which they are called. */
export type Witnesses<Trait, S> = { readonly [M in MethodNames<Trait>]: Witness<Trait, S> };

/** What calls work on. */
export interface Subject {
  /** As they are now. */
  sizes(): MeasuredSizes;
}

/** Where calls go, and what they cost. */
export interface Meter<Callee> {
  readonly callee: Callee;
  /** Since the last time. */
  take(): readonly MeasuredRequest[];
}

export interface MeasureOptions<Trait, S extends Subject> {
  readonly trait: string;
  readonly witnesses: Witnesses<Trait, S>;
  readonly subject: S;
  /** A new one for each call where the callee must not have learned anything. */
  readonly meter: () => Meter<Trait>;
  /** Only these methods; all by default. */
  readonly methods?: readonly MethodNames<Trait>[];
  /** True where requests of one call are under way at once: which leaves first is not up to the call. */
  readonly together?: boolean;
  /** Called after each call. */
  readonly measured?: (measurement: Measurement) => void;
}

/** Makes every call of the witnesses upon one subject, one after another. */
export async function measureTrait<Trait, S extends Subject>(
  options: MeasureOptions<Trait, S>,
): Promise<readonly Measurement[]> {
  const { trait, witnesses, subject, meter, together = false } = options;
  const measurements: Measurement[] = [];
  for (const method of options.methods ?? (Object.keys(witnesses) as MethodNames<Trait>[])) {
    for await (const call of witnesses[method](subject)) {
      const sizes = { ...subject.sizes(), ...call.sizes };
      const { callee, take } = meter();
      take();
      await call.run(callee);
      const requests = take();
      const measurement: Measurement = {
        trait,
        method: String(method),
        ...(call.case === undefined ? {} : { case: call.case }),
        sizes,
        requests: together ? requests.toSorted(byText) : requests,
      };
      measurements.push(measurement);
      options.measured?.(measurement);
    }
  }
  return measurements;
}

function byText(a: MeasuredRequest, b: MeasuredRequest): number {
  return Buffer.compare(Buffer.from(`${a.unit} ${a.request}`), Buffer.from(`${b.unit} ${b.request}`));
}
