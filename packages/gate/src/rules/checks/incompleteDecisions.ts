import { isPlaceholder } from '../../decisions/answers.ts';
import type { Change } from '../../model/Change.ts';
import type { AdmittedMethod } from '../../model/Decision.ts';
import type { Finding } from '../../model/Finding.ts';
import type { Side } from '../../model/Side.ts';
import { nameOf } from '../methods.ts';

/** `required`, or the name of a capability such as `analytics`. */
const capabilityName = /^[a-z][a-z0-9-]*$/;

/**
 * A question across dialogues, or about keys, may honestly have no partition key; a method of a partition trait has one. One that does not take the dialogue id is
 * honest too, and found by SCOPE-01.
 */
function mayHaveNoKey({ traits }: Side, name: string): boolean {
  const trait = traits.find((each) => name.startsWith(`${each.name}.`));
  if (trait === undefined) return false;
  const method = trait.methods.find((each) => nameOf(each) === name);
  return trait.kind !== 'partition' || method?.notTheDialogue !== undefined;
}

/** What is wrong with the parts of an entry, as ends of a sentence. */
function faults(head: Side, { name, partitionKey, bound, capability }: AdmittedMethod): readonly string[] {
  return Object.entries({ 'partition-key': partitionKey, bound, capability }).flatMap(([part, text]) => {
    if (text === undefined) return [`says no ${part} of ${name}`];
    const isHonest = part === 'partition-key' && text === 'none' && mayHaveNoKey(head, name);
    if (isPlaceholder(text) && !isHonest) return [`says "${text}" where the ${part} of ${name} belongs`];
    if (part !== 'capability' || capabilityName.test(text)) return [];
    return [`says "${text}" where "required" or the name of a capability belongs for ${name}`];
  });
}

/** ADR-09: a record says partition key, bound and capability of each method it lists, while it is proposed too. */
export function incompleteDecisions({ head }: Change): readonly Finding[] {
  return head.decisions
    .filter(({ status }) => status !== 'rejected')
    .flatMap(({ number: subject, methods }) =>
      methods.flatMap((method) =>
        faults(head, method).map((fault): Finding => ({
          rule: 'ADR-09',
          subject,
          message: `${subject} ${fault}.`,
          place: method.place,
        })),
      ),
    );
}
