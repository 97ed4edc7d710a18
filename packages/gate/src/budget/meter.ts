import type { Measurement } from '@colloquy/conformance/report';
import { casesOf } from './casesOf.ts';
import { parseFormula, valueOf, type Formula } from './Formula.ts';
import type { ContractEntry } from '../model/Contract.ts';
import type { Proof } from '../model/Proof.ts';

/** The calls of one method on one backend, in one case, counted in one unit, against what its contract allows. */
export interface Reading {
  readonly entry: ContractEntry;
  readonly proof: Proof;
  readonly unit: string;
  /** Undefined: the budget names no cases. */
  readonly case: string | undefined;
  readonly formula: Formula;
  readonly calls: readonly Call[];
}

/** One measured call. */
export interface Call {
  readonly measurement: Measurement;
  /** Of the unit, in order. */
  readonly requests: readonly string[];
  /** What the formula comes to; the name of a variable that the measurement does not give. */
  readonly allowed: number | string;
}

/** The measurements of a method on a backend. */
export function measurementsOf({ trait, method }: ContractEntry, { measurements }: Proof): readonly Measurement[] {
  return measurements.filter((each) => each.trait === trait && each.method === method);
}

/**
 * What a backend was seen to do: a reading for each unit and each case of the budget. A unit that tells no cases holds in all that were measured, one by one,
 * since calls that go different ways may cost differently. A unit that was used and is not in the budget at all is allowed none.
 *
 * @param owed - units that the configuration demands of the backend
 */
export function readingsOf(entry: ContractEntry, proof: Proof, owed: readonly string[]): readonly Reading[] {
  const all = measurementsOf(entry, proof);
  const budget = entry.budget ?? {};
  const used = new Set(all.flatMap(({ requests }) => requests.map(({ unit }) => unit)));
  const declared = Object.entries(budget).filter(([unit]) => owed.includes(unit) || used.has(unit));
  const beside = [...used].filter((unit) => !Object.hasOwn(budget, unit)).map((unit) => [unit, '0'] as const);
  const seen = [...new Set(all.map((each) => each.case))];
  return [...declared, ...beside].flatMap(([unit, bound]) => {
    const cases = typeof bound === 'string' ? seen.map((name) => [name, bound] as const) : casesOf(bound);
    return cases.flatMap(([name, text]): readonly Reading[] => {
      const formula = parseFormula(text);
      // BUDGET-01 has what does not parse.
      if (typeof formula === 'string') return [];
      const calls = all
        .filter((each) => each.case === name)
        .map((measurement): Call => {
          const requests = measurement.requests.filter((each) => each.unit === unit).map(({ request }) => request);
          return { measurement, requests, allowed: valueOf(formula, measurement.sizes) };
        });
      return [{ entry, proof, unit, case: name, formula, calls }];
    });
  });
}

/** Cases that were measured and that a budget with cases does not name: under such a name anything could cost anything. */
export function unnamedCases(entry: ContractEntry, proof: Proof): readonly string[] {
  const named = new Set(Object.values(entry.budget ?? {}).flatMap((bound) => casesOf(bound).map(([name]) => name)));
  named.delete(undefined);
  const seen = new Set(measurementsOf(entry, proof).map((each) => each.case));
  // Where no unit tells cases, the suite has nothing to name them by.
  if (named.size === 0) seen.delete(undefined);
  return [...seen].filter((name) => !named.has(name)).map((name) => name ?? 'no case');
}

/** Which call it was, for a person: `on dynamo (large), records 100, bytes 21000`. */
export function describe({ proof, case: name }: Reading, { measurement }: Call): string {
  const sizes = Object.entries(measurement.sizes).map(([size, value]) => `${size} ${value}`);
  return [`on ${proof.name}${name === undefined ? '' : ` (${name})`}`, ...sizes].join(', ');
}

const shown = 20;

/** The requests of a call, one a line, and how many more there were. */
export function requestLines({ requests }: Call): readonly string[] {
  const more = requests.length - shown;
  return [...requests.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])];
}
