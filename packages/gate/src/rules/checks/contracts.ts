import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';

/** TRAIT-01, CONTRACT-01 and CONTRACT-02: every trait is listed, every method has its entry, every entry is whole. */
export function contracts({ head }: Change): readonly Finding[] {
  return [
    ...head.unlisted.map(({ name, place }): Finding => ({
      rule: 'TRAIT-01',
      subject: name,
      message: `${name} has methods, and the configuration lists it neither as a trait nor as none.`,
      place,
    })),
    ...head.traits.flatMap((trait) => entriesOf(head, trait)),
    ...head.contracts.flatMap(({ entries }) =>
      entries.flatMap(({ trait, method, faults }) =>
        faults.map(({ message, place }): Finding => ({
          rule: 'CONTRACT-02',
          subject: `${trait}.${method}`,
          message: `The contract of ${trait}.${method}: ${message}.`,
          place,
        })),
      ),
    ),
  ];
}

function entriesOf({ contracts: all }: Change['head'], trait: Change['head']['traits'][number]): readonly Finding[] {
  const contract = all.find((each) => each.trait === trait.name);
  const entries = contract?.entries ?? [];
  const named = new Set(entries.map(({ method }) => method));
  // A member that is no plain method is a fault already: TRAIT-02.
  const present = new Set([...trait.methods, ...trait.oddMembers].map(({ name }) => name));
  return [
    ...trait.methods
      .filter(({ name }) => !named.has(name))
      .map(({ name, place }): Finding => ({
        rule: 'CONTRACT-01',
        subject: `${trait.name}.${name}`,
        message: `${trait.name}.${name} has no entry in the contract of ${trait.name}.`,
        place,
      })),
    ...entries
      .filter(({ method }) => !present.has(method))
      .map(({ method, place }): Finding => ({
        rule: 'CONTRACT-01',
        subject: `${trait.name}.${method}`,
        message: `The contract of ${trait.name} has an entry for ${method}, which the trait does not have.`,
        place,
      })),
  ];
}
