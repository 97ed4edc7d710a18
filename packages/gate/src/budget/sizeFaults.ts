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
  const isOfNone = (reading: Reading): boolean => recordsOf(reading).every((count) => count === 0);
  // What begins a dialogue finds none, whatever its size will be; a read that finds none in one way finds some in another.
  const begins = readings.every(isOfNone) && readings[0]?.entry.access === 'write';
  const faults = readings.flatMap((reading) => {
    const alone = faultsOf(reading);
    if (alone.length > 0 || kind !== 'partition') return alone;
    if (begins || (isOfNone(reading) && readings.some((each) => each.unit === reading.unit && !isOfNone(each))))
      return [];
    return spreadFaults(reading);
  });
  return [...new Set(faults)];
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

function spreadFaults(reading: Reading): readonly string[] {
  const { entry, calls, formula } = reading;
  const where = placeOf(reading);
  const counts = [...new Set(recordsOf(reading))];
  if (counts.length < leastSizes || Math.max(...counts) < spread * Math.max(1, Math.min(...counts))) {
    const needed = `${leastSizes} sizes are needed, the greatest ${spread} times the least`;
    return [`it was measured ${where} with ${counts.join(', ')} records; ${needed}`];
  }
  const growsByPages = entry.access === 'partition' && formula.terms.length > 0;
  if (growsByPages && new Set(calls.map(({ allowed }) => allowed)).size < 2) {
    return [`it was measured ${where} with dialogues of one page only`];
  }
  return [];
}

function recordsOf({ calls }: Reading): readonly number[] {
  return calls.map(({ measurement }) => measurement.sizes.records);
}

function placeOf({ proof, case: name }: Reading): string {
  return `on ${proof.name}${name === undefined ? '' : ` in the case "${name}"`}`;
}
