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
  const methods = proofs
    .filter(({ name }) => sound.has(name))
    .flatMap((proof) =>
      entries
        .filter(({ trait }) => traits[trait]?.proofs.includes(proof.name) === true)
        .flatMap((entry) => unproved(entry, proof)),
    );
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

/** A clause that failed, or no clause that passed. What was not run on any backend is a matter of the clause. */
function unproved(entry: ContractEntry, proof: Proof): readonly { readonly name: string; readonly finding: Finding }[] {
  const clauses = entry.clauses ?? [];
  if (clauses.length === 0) return [];
  const verdicts = clauses.map((clause) => [clause, proof.verdicts[clause] ?? 'absent'] as const);
  const failed = verdicts.filter(([, verdict]) => verdict === 'failed').map(([clause]) => clause);
  const hasPassed = verdicts.some(([, verdict]) => verdict === 'passed');
  if (failed.length === 0 && hasPassed) return [];
  const subject = `${entry.trait}.${entry.method}`;
  const why =
    failed.length > 0
      ? `${failed.join(', ')} failed there`
      : `none of its clauses passed there (${verdicts.map(([clause, verdict]) => `${clause}: ${verdict}`).join(', ')})`;
  const message = `${subject} has no passing result on ${proof.name}: ${why}.`;
  const finding: Finding = { rule: 'RESULT-01', subject, message, place: entry.places['clauses'] ?? entry.place };
  return [{ name: proof.name, finding }];
}
