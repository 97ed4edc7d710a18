import { entriesOf } from '../entries.ts';
import type { Change } from '../../model/Change.ts';
import type { ContractEntry } from '../../model/Contract.ts';
import type { Finding } from '../../model/Finding.ts';
import { startOf } from '../../model/Place.ts';
import type { Proof } from '../../model/Proof.ts';

/** RESULT-01 to RESULT-03: every backend, every method, now. */
export function results({ head, proofs, clauses }: Change): readonly Finding[] {
  const { traits, proofs: settings } = head.configuration;
  const sound = new Set<string>();
  const reports = proofs.flatMap((proof) => {
    const faults = [...partial(proof), ...stale(proof, settings[proof.name]?.sources ?? [])];
    if (faults.length === 0) sound.add(proof.name);
    return faults;
  });
  const isKnown = (id: string): boolean => clauses.registered.has(id) && clauses.documented.has(id);
  // A clause that nobody wrote is a fault by itself: CLAUSE-01.
  const entries = entriesOf(head).filter((entry) => entry.clauses?.every(isKnown) === true);
  const cited = Map.groupBy(
    entries.flatMap((entry) => [...new Set(entry.clauses)]),
    (id) => id,
  );
  const isOwn = (id: string): boolean => cited.get(id)?.length === 1;
  const methods = entries.flatMap((entry) => {
    const of = proofs.filter(({ name }) => traits[entry.trait]?.proofs.includes(name) === true);
    const ran = (id: string): boolean =>
      of.some(({ verdicts }) => verdicts[id] === 'passed' || verdicts[id] === 'failed');
    return of.filter(({ name }) => sound.has(name)).flatMap((proof) => unproved(entry, proof, { isOwn, ran }));
  });
  const explained = new Set(methods.map(({ name }) => name));
  return [
    ...reports,
    ...methods.map(({ finding }) => finding),
    // Something failed that no clause of a method accounts for: random commands against the model, or a mutant that survived.
    ...proofs.filter(({ green, name }) => !green && sound.has(name) && !explained.has(name)).map(notGreen),
  ];
}

function partial({ name, file, filter }: Proof): readonly Finding[] {
  if (filter === undefined) return [];
  return [
    {
      rule: 'RESULT-03',
      subject: name,
      message: `The report of ${name} is of the tests that fit ${JSON.stringify(filter)} only.`,
      place: startOf(file),
    },
  ];
}

function notGreen({ name, file }: Proof): Finding {
  const message = `The report of ${name} is not green.`;
  return { rule: 'RESULT-03', subject: name, message, place: startOf(file) };
}

function stale({ name, file, sources, now }: Proof, required: readonly string[]): readonly Finding[] {
  return required.flatMap((path): readonly Finding[] => {
    const [judged, present] = [sources[path], now[path]];
    if (judged !== undefined && judged === present) return [];
    const why =
      judged === undefined ? `does not say which ${path} it judged` : `is of another ${path} than the one that is here`;
    return [{ rule: 'RESULT-02', subject: name, message: `The report of ${name} ${why}.`, place: startOf(file) }];
  });
}

/**
 * A method is proved on a backend when each of its clauses was put to it, none failed, and one passed: of the clauses that are the method's own, where it has any, since
 * those of other methods are proved by what other methods do. What was not run on any backend is a matter of the clause (CLAUSE-02).
 */
function unproved(
  entry: ContractEntry,
  proof: Proof,
  { isOwn, ran }: { readonly isOwn: (id: string) => boolean; readonly ran: (id: string) => boolean },
): readonly { readonly name: string; readonly finding: Finding }[] {
  const clauses = entry.clauses ?? [];
  const verdictOf = (id: string): string => proof.verdicts[id] ?? 'absent';
  const failed = clauses.filter((id) => verdictOf(id) === 'failed');
  const skipped = clauses.filter((id) => ['absent', 'not-run'].includes(verdictOf(id)) && ran(id));
  const own = clauses.filter(isOwn);
  const deciding = own.length > 0 ? own : clauses;
  const why =
    failed.length > 0
      ? `${failed.join(', ')} failed there`
      : skipped.length > 0
        ? `${skipped.join(', ')} was not run there`
        : deciding.some((id) => verdictOf(id) === 'passed') || !deciding.some(ran)
          ? undefined
          : `none of its clauses passed there (${deciding.map((id) => `${id}: ${verdictOf(id)}`).join(', ')})`;
  if (why === undefined) return [];
  const subject = `${entry.trait}.${entry.method}`;
  const message = `${subject} has no passing result on ${proof.name}: ${why}.`;
  const finding: Finding = { rule: 'RESULT-01', subject, message, place: entry.places['clauses'] ?? entry.place };
  return [{ name: proof.name, finding }];
}
