import type { Reading } from './meter.ts';
import type { TraitKind } from '../model/Trait.ts';

/** Between the smallest and the greatest dialogue that a method is measured on. */
const spread = 10;
const leastSizes = 3;

/**
 * Why the measurements of a method on a backend do not suffice to judge it, as sentences: a case without one, a variable that is not given, a meter that saw
 * nothing, and, on a partition trait, dialogues of too few sizes to see what grows.
 */
export function sizeFaults(kind: TraitKind, readings: readonly Reading[]): readonly string[] {
  const faults = readings.flatMap((reading) => faultsOf(reading));
  if (faults.length === 0 && kind === 'partition') {
    for (const ofUnit of Map.groupBy(readings, ({ unit }) => unit).values()) faults.push(...growthFaults(ofUnit));
  }
  return [...new Set(faults)];
}

/**
 * Whether growth would show in one unit. Some case must be measured over a wide range of dialogues, and every one on several: one that is met in large
 * dialogues alone has its constant part for a bound.
 */
function growthFaults(readings: readonly Reading[]): readonly string[] {
  const isOfNone = (reading: Reading): boolean => recordsOf(reading).every((count) => count === 0);
  const some = readings.filter((reading) => !isOfNone(reading));
  const [first] = readings;
  if (some.length === 0)
    return first === undefined ? [] : [`it was measured ${placeOf(first)} where there was no record`];
  const faults = some.flatMap((reading) => sizesOf(reading));
  if (faults.length > 0 || some.some((reading) => isWide(recordsOf(reading)))) return faults;
  return some.slice(0, 1).map((reading) => {
    const counts = [...new Set(recordsOf(reading))].join(', ');
    return `it was measured ${placeOf(reading)} with ${counts} records; the greatest must be ${spread} times the least`;
  });
}

function isWide(records: readonly number[]): boolean {
  return Math.max(...records) >= spread * Math.max(1, Math.min(...records));
}

function sizesOf(reading: Reading): readonly string[] {
  const { entry, calls, formula } = reading;
  const counts = [...new Set(recordsOf(reading))];
  if (counts.length < leastSizes) {
    return [`it was measured ${placeOf(reading)} with ${counts.join(', ')} records; ${leastSizes} sizes are needed`];
  }
  const growsByPages = entry.access === 'partition' && formula.terms.length > 0;
  if (growsByPages && new Set(calls.map(({ allowed }) => allowed)).size < 2) {
    return [`it was measured ${placeOf(reading)} with dialogues of one page only`];
  }
  return [];
}

function faultsOf(reading: Reading): readonly string[] {
  const { unit, calls, formula } = reading;
  const where = placeOf(reading);
  if (calls.length === 0) return [`it was not measured ${where}`];
  const missing = new Set(calls.flatMap(({ allowed }) => (typeof allowed === 'string' ? [allowed] : [])));
  if (missing.size > 0) return [`its measurements ${where} do not give ${[...missing].join(', ')}`];
  const promised = formula.constant > 0 || formula.terms.length > 0;
  if (promised && calls.every(({ measurement }) => measurement.requests.length === 0)) {
    return [`the meter ${where} saw no ${unit} at all`];
  }
  return [];
}

function recordsOf({ calls }: Reading): readonly number[] {
  return calls.map(({ measurement }) => measurement.sizes.records);
}

function placeOf({ proof, case: name }: Reading): string {
  return `on ${proof.name}${name === undefined ? '' : ` in the case "${name}"`}`;
}
