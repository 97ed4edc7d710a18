import { entriesOf } from '../entries.ts';
import type { Change } from '../../model/Change.ts';
import type { ContractEntry } from '../../model/Contract.ts';
import type { Finding } from '../../model/Finding.ts';

/** CLAUSE-01 to CLAUSE-03: what a method demands is written down, and tested. */
export function clauses(change: Change): readonly Finding[] {
  const entries = entriesOf(change.head);
  const before = change.base?.contracts.flatMap((contract) => contract.entries);
  return entries.flatMap((entry) => {
    // A list that cannot be read is a fault of the entry: CONTRACT-02.
    if (entry.clauses === undefined) return [];
    const unknown = cited(change, entry);
    if (unknown.length > 0) return unknown;
    return [...untested(change, entry), ...borrowed(entries, before, entry)];
  });
}

function cited({ clauses: index }: Change, entry: ContractEntry): readonly Finding[] {
  const { clauses: ids = [] } = entry;
  if (ids.length === 0) return [finding(entry, 'CLAUSE-01', 'cites no clause')];
  return ids.flatMap((id) => {
    if (!index.registered.has(id))
      return [finding(entry, 'CLAUSE-01', `cites ${id}, which the registry does not have`)];
    if (!index.documented.has(id)) return [finding(entry, 'CLAUSE-01', `cites ${id}, which no document has`)];
    return [];
  });
}

function untested({ head, proofs }: Change, entry: ContractEntry): readonly Finding[] {
  const setting = head.configuration.traits[entry.trait];
  const of = proofs.filter(({ name }) => setting?.proofs.includes(name) === true);
  // Without a report there is no saying: READ-07 has it.
  if (of.length === 0) return [];
  return (entry.clauses ?? [])
    .filter((id) => !of.some(({ verdicts }) => verdicts[id] === 'passed' || verdicts[id] === 'failed'))
    .map((id) => finding(entry, 'CLAUSE-02', `cites ${id}, of which no test ran on any backend`));
}

/** Only of a method that is new: the clauses of the older ones were weighed when they came. */
function borrowed(
  entries: readonly ContractEntry[],
  before: readonly ContractEntry[] | undefined,
  entry: ContractEntry,
): readonly Finding[] {
  if (before === undefined || before.some((each) => isSame(each, entry))) return [];
  const others = new Set(
    [...entries, ...before].filter((each) => !isSame(each, entry)).flatMap((each) => each.clauses ?? []),
  );
  if (entry.clauses?.some((id) => !others.has(id)) === true) return [];
  return [finding(entry, 'CLAUSE-03', `is new, and every clause that it cites is one of another method`)];
}

function isSame(one: ContractEntry, other: ContractEntry): boolean {
  return one.trait === other.trait && one.method === other.method;
}

function finding(entry: ContractEntry, rule: Finding['rule'], why: string): Finding {
  const subject = `${entry.trait}.${entry.method}`;
  return { rule, subject, message: `${subject} ${why}.`, place: entry.places['clauses'] ?? entry.place };
}
