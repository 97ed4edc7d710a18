import type { Change } from '../../model/Change.ts';
import type { AccessClass } from '../../model/Contract.ts';
import type { Finding } from '../../model/Finding.ts';
import type { Method, Remark, Trait, TraitKind } from '../../model/Trait.ts';

/** SCOPE-01 to SCOPE-05 and TRAIT-02: what a signature may say. */
export function scope({ head }: Change): readonly Finding[] {
  return [
    ...head.traits.flatMap((trait) => [
      ...oddMembers(trait),
      ...trait.methods.flatMap((method) => [
        ...(trait.kind === 'partition' ? partition(method) : []),
        ...remarks('SCOPE-04', method, method.foreign),
      ]),
    ]),
    ...acrossOutside(head),
  ];
}

function oddMembers({ name, oddMembers: odd }: Trait): readonly Finding[] {
  return odd.map((member) => ({
    rule: 'TRAIT-02',
    subject: `${name}.${member.name}`,
    message: `${name}.${member.name} is ${member.what}, not a plain method.`,
    place: member.place,
  }));
}

function partition(method: Method): readonly Finding[] {
  return [
    ...remarks('SCOPE-01', method, method.notTheDialogue === undefined ? [] : [method.notTheDialogue]),
    ...remarks('SCOPE-02', method, method.notScoped === undefined ? [] : [method.notScoped]),
    ...remarks('SCOPE-03', method, method.moreDialogues),
  ];
}

function remarks(rule: Finding['rule'], { trait, name }: Method, found: readonly Remark[]): readonly Finding[] {
  const subject = `${trait}.${name}`;
  return found.map(({ message, place }) => ({ rule, subject, message: `${subject}: ${message}.`, place }));
}

/** The classes of access that span dialogues, and the kind of trait that each belongs to. */
const across: Partial<Record<AccessClass, TraitKind>> = { index: 'analytics', scan: 'service' };

function acrossOutside({ traits, contracts }: Change['head']): readonly Finding[] {
  const kinds = new Map(traits.map(({ name, kind }) => [name, kind]));
  return contracts
    .flatMap(({ entries }) => entries)
    .flatMap(({ trait, method, access, place, places }) => {
      const kind = access && across[access];
      if (kind === undefined || kinds.get(trait) === kind) return [];
      const subject = `${trait}.${method}`;
      const message = `${subject} is of class ${access}, and the kind of ${trait} is ${kinds.get(trait) ?? 'unknown'}, not ${kind}.`;
      return [{ rule: 'SCOPE-05' as const, subject, message, place: places['access'] ?? place }];
    });
}
