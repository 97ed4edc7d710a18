import type { Rule } from '../Rule.ts';

/** What a trait may look like. */
export const traitRules = {
  'TRAIT-01': {
    title: 'every trait is listed in the configuration',
    reason: 'A second trait beside the first would take the methods that the first refuses.',
    fix: 'List the interface under "traits", or under "notTraits" with the reason why no backend implements it.',
  },
  'TRAIT-02': {
    title: 'a trait has plain methods only',
    reason:
      'An optional method is one that a backend leaves out; an overload, a property or an index signature hides what is called.',
    fix: 'Give each thing that a backend must do one method with one signature.',
  },
  'SCOPE-01': {
    title: 'the first parameter of a partition method is the dialogue id',
    reason: 'A call that does not name its partition is a scan on a partitioned backend.',
    fix: 'Take the dialogue id first, or move the method to an analytics trait.',
  },
  'SCOPE-02': {
    title: 'the result of a partition method is scoped',
    reason: 'A result that does not name its dialogue can mix several.',
    fix: 'Answer with a Promise of something that extends the marker, made by its one constructor.',
  },
  'SCOPE-03': {
    title: 'a call of a partition trait speaks of one dialogue',
    reason:
      'More ids in the arguments, or a collection of scoped values in the result, are a query across partitions by another name.',
    fix: 'Ask once per dialogue, or move the method to an analytics trait.',
  },
  'SCOPE-04': {
    title: 'no driver and no storage engine in a signature',
    reason: 'A trait that speaks of one engine can be served by that engine only.',
    fix: 'Name what the domain asks for; keep drivers, statements and expressions inside the adapter.',
  },
  'SCOPE-05': {
    title: 'access across dialogues belongs to a trait for it',
    reason: 'The classes "index" and "scan" have budgets that no partition read needs.',
    fix: 'Choose the class of the access that one partition allows, or move the method: "index" to an analytics trait, "scan" to a service trait.',
  },
  'CONTRACT-01': {
    title: 'every method has one entry in its contract, and every entry a method',
    reason: 'What is not promised cannot be held against anybody.',
    fix: 'Write the entry: keys, access, budget, errors, clauses, adr.',
  },
  'CONTRACT-02': {
    title: 'an entry of a contract is complete',
    reason: 'A part that is left out is a promise that is not made.',
    fix: 'Fill in the part that is named, in the form that the documentation of the contract gives.',
  },
  'REPORT-01': {
    title: 'the trait report is up to date',
    reason: 'It is what reviewers read: a line per method, and the owners of the file are asked.',
    fix: 'Run colloquy-gate report and commit what it writes.',
  },
  'OWNERS-01': {
    title: 'what the gate rests on has owners',
    reason: 'A change of these files without their reviewers would pass the gate by moving it.',
    fix: 'Name an owner for the path in CODEOWNERS.',
  },
} as const satisfies Readonly<Record<string, Rule>>;
