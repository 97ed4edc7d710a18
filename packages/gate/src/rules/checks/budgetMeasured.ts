import { casesOf } from '../../budget/casesOf.ts';
import {
  describe,
  measurementsOf,
  readingsOf,
  requestLines,
  unnamedCases,
  type Call,
  type Reading,
} from '../../budget/meter.ts';
import type { Change } from '../../model/Change.ts';
import type { Bound, ContractEntry } from '../../model/Contract.ts';
import type { Finding } from '../../model/Finding.ts';
import type { Proof } from '../../model/Proof.ts';
import type { TraitKind } from '../../model/Trait.ts';
import { entriesOf, isBounded } from '../entries.ts';
import { sizeFaults } from '../../budget/sizeFaults.ts';

/** BUDGET-03, BUDGET-04 and BUDGET-05: what the suite has counted, against what the contracts promise. */
export function budgetMeasured(change: Change): readonly Finding[] {
  const { traits, proofs: settings } = change.head.configuration;
  return entriesOf(change.head).flatMap((entry) => {
    const setting = traits[entry.trait];
    if (setting === undefined || !isBounded(entry)) return [];
    const proofs = change.proofs.filter(({ name }) => setting.proofs.includes(name));
    const owed = (proof: Proof): readonly string[] => settings[proof.name]?.measures ?? [];
    const unmeasured = Object.entries(entry.budget ?? {})
      .filter(([unit, bound]) => !isNothing(bound) && !proofs.some((proof) => owed(proof).includes(unit)))
      .map(([unit]) => unit);
    if (entry.access !== 'none' && proofs.length > 0 && unmeasured.length > 0) {
      const where = proofs.map(({ name }) => name).join(', ');
      return [finding(entry, 'BUDGET-05', `no backend of ${where} is measured in ${unmeasured.join(', ')}`)];
    }
    return proofs.flatMap((proof) => judge(setting.kind, entry, proof, owed(proof)));
  });
}

function judge(kind: TraitKind, entry: ContractEntry, proof: Proof, owed: readonly string[]): readonly Finding[] {
  const units = Object.keys(entry.budget ?? {}).filter((unit) => owed.includes(unit));
  const measured = measurementsOf(entry, proof).length > 0;
  if (!measured) {
    // What touches nothing has nothing to count.
    if (units.length === 0 || entry.access === 'none') return [];
    return [finding(entry, 'BUDGET-05', `the report of ${proof.name} has no measurement of it`)];
  }
  const silent = owed.filter((unit) => units.includes(unit) && !proof.units.includes(unit));
  if (silent.length > 0) {
    return [
      finding(entry, 'BUDGET-05', `the report of ${proof.name} does not say that it counts ${silent.join(', ')}`),
    ];
  }
  const unnamed = unnamedCases(entry, proof);
  if (unnamed.length > 0) {
    const names = unnamed.map((name) => JSON.stringify(name)).join(', ');
    return [
      finding(entry, 'BUDGET-05', `it was measured on ${proof.name} in cases that its budget does not name: ${names}`),
    ];
  }
  const readings = readingsOf(entry, proof, owed);
  const incomplete = sizeFaults(kind, readings);
  if (incomplete.length > 0) return incomplete.map((fault) => finding(entry, 'BUDGET-05', fault));
  return readings.flatMap((reading) => {
    const beyond = overBudget(reading);
    return beyond.length > 0 ? beyond : growing(reading);
  });
}

/** A unit of which no case allows any. */
function isNothing(bound: Bound): boolean {
  return casesOf(bound).every(([, text]) => text.trim() === '0');
}

/** The smallest call that took more than it may; the others are counted. */
function overBudget(reading: Reading): readonly Finding[] {
  const { entry, unit } = reading;
  const over = reading.calls
    .filter(({ requests, allowed }) => typeof allowed === 'number' && requests.length > allowed)
    .toSorted((a, b) => a.requests.length - b.requests.length);
  const [first] = over;
  if (first === undefined) return [];
  const others = over.length === 1 ? '' : `; ${over.length - 1} more calls went beyond it`;
  const count = `${first.requests.length} ${unit}, and ${String(first.allowed)} are allowed${others}`;
  return [finding(entry, 'BUDGET-03', `${describe(reading, first)}: ${count}`, evidence(reading, first))];
}

/** Two calls that may cost the same and do not: then the cost grows with something that the budget does not name. */
function growing(reading: Reading): readonly Finding[] {
  const { entry, unit } = reading;
  const ascending = reading.calls.toSorted((a, b) => a.requests.length - b.requests.length);
  for (const more of ascending) {
    const less = ascending.find((call) => call.allowed === more.allowed && call.requests.length < more.requests.length);
    if (less === undefined) continue;
    const [few, many] = [less, more].map((call) => `${call.requests.length} ${unit} ${describe(reading, call)}`);
    const why = `${few}, but ${many}, although the budget comes to ${String(more.allowed)} for both`;
    return [finding(entry, 'BUDGET-04', why, [...evidence(reading, less), ...evidence(reading, more)])];
  }
  return [];
}

function evidence(reading: Reading, call: Call): readonly string[] {
  return [`${describe(reading, call)}:`, ...requestLines(call).map((line) => `  ${line}`)];
}

function finding(entry: ContractEntry, rule: Finding['rule'], why: string, lines?: readonly string[]): Finding {
  const subject = `${entry.trait}.${entry.method}`;
  return {
    rule,
    subject,
    message: `${subject}: ${why}.`,
    place: entry.places['budget'] ?? entry.place,
    ...(lines === undefined ? {} : { evidence: lines }),
  };
}
