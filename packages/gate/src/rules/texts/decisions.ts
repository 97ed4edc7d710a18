import type { Rule } from '../Rule.ts';

/** What was decided, by whom it was reviewed, and what may be excepted. */
export const decisionRules = {
  'ADR-01': {
    title: 'a new method is admitted by an accepted decision',
    reason: 'A trait decays one convenient method at a time.',
    fix: 'Run colloquy-gate new-adr --method Trait.method, answer its questions, and have the record accepted.',
  },
  'ADR-02': {
    title: 'a changed method has a new accepted decision',
    reason: 'A parameter more can be a query more.',
    fix: 'Write a new record that lists the method and says what changed; the contract names it.',
  },
  'ADR-03': {
    title: 'a removed method has an accepted decision that removes it',
    reason: 'Adapters and applications rest on it.',
    fix: 'Write a record with the method under "removes" that supersedes the one that admitted it, or keep the method.',
  },
  'ADR-04': {
    title: 'a number of a decision is used once',
    reason: 'Two records under one number make every reference to it ambiguous.',
    fix: 'Give the newer record the next free number.',
  },
  'ADR-05': {
    title: 'every reference to a decision or from it leads somewhere',
    reason: 'A method that rests on a record that does not exist rests on nothing.',
    fix: 'Name a record that is there, or a method that is there.',
  },
  'ADR-06': {
    title: 'a contract rests on a decision that is in force',
    reason: 'A proposal is a question, and a superseded record an old answer.',
    fix: 'Have the record accepted before the method is merged, or name the one in force.',
  },
  'ADR-07': {
    title: 'the questions of the gate are answered',
    reason: 'They are what a reviewer would have to ask.',
    fix: 'Answer the question that is named, in the record.',
  },
  'ADR-08': {
    title: 'an accepted decision is not rewritten',
    reason: 'A method that is added to an old record was never decided.',
    fix: 'Restore the record, and write a new one that supersedes it or goes beyond it.',
  },
  'ADR-09': {
    title: 'a record says partition key, bound and capability of each method',
    reason: 'Without them there is nothing that a reviewer could disagree with.',
    fix: 'Fill in the entry under "methods" in the front matter.',
  },
  'CHANGE-01': {
    title: 'a removed or changed method is a major change',
    reason: 'Whoever implements or calls it must hear of it.',
    fix: 'Name the method in an entry under "### Major" of the unreleased part of the changelog.',
  },
  'EXCEPTION-01': {
    title: 'no exception has expired',
    reason: 'An exception that lasts is a rule.',
    fix: 'Mend what was excepted and take the exception out.',
  },
  'EXCEPTION-02': {
    title: 'no exception is stale',
    reason: 'An exception that excepts nothing waits for something to let through.',
    fix: 'Take it out of the file.',
  },
  'EXCEPTION-03': {
    title: 'an exception has a rule, a subject, a reason, an owner and an end',
    reason: 'Somebody must answer for it, and not for ever.',
    fix: 'Fill in the part that is named; the end is at most 180 days ahead.',
  },
  'CONFIG-01': {
    title: 'the configuration is not made weaker without a decision',
    reason: 'The easiest way past a gate is beside it.',
    fix: 'Restore the setting, or name it under "relaxes" of a new accepted record.',
  },
} as const satisfies Readonly<Record<string, Rule>>;
