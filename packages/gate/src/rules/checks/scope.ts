import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import type { Method, Remark, Trait } from '../../model/Trait.ts';

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
    ...indexOutside(head),
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

function indexOutside({ traits, contracts }: Change['head']): readonly Finding[] {
  const analytics = new Set(traits.filter(({ kind }) => kind === 'analytics').map(({ name }) => name));
  return contracts
    .filter(({ trait }) => !analytics.has(trait))
    .flatMap(({ entries }) => entries)
    .filter(({ access }) => access === 'index')
    .map(({ trait, method, place, places }) => ({
      rule: 'SCOPE-05',
      subject: `${trait}.${method}`,
      message: `${trait}.${method} is of class index, and ${trait} is no analytics trait.`,
      place: places['access'] ?? place,
    }));
}
