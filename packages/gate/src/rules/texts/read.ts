import type { Rule } from '../Rule.ts';

/** The gate cannot judge what it cannot read, and what it cannot read it refuses. No exception lifts these. */
export const readRules = {
  'READ-01': {
    title: 'the configuration is there and valid',
    reason: 'Without it the gate does not know what to look at.',
    fix: 'Restore colloquy-gate.json, or correct the setting that is named.',
  },
  'READ-02': {
    title: 'every file parses',
    reason: 'What the compiler guesses of a broken file is not what will be merged.',
    fix: 'Correct the syntax at the place that is named.',
  },
  'READ-03': {
    title: 'every trait is found',
    reason: 'A trait that is not found would be judged as one without faults.',
    fix: 'Export the interface from the file that the configuration names, or correct the configuration.',
  },
  'READ-04': {
    title: 'a trait has at least as many methods as its floor',
    reason: 'A reader that sees too little would say that all is well.',
    fix: 'Restore the methods; when some were removed on purpose, lower the floor with a decision that relaxes it.',
  },
  'READ-05': {
    title: 'a contract is there, and is plain data',
    reason: 'A contract that must be run to be read can say one thing to the gate and another to its reader.',
    fix: 'Write the contract as literals; spreads and names of const literals in the same file are allowed.',
  },
  'READ-06': {
    title: 'the decisions are there and their front matter is readable',
    reason: 'Without decisions no method is admitted.',
    fix: 'Restore the folder of decisions, or correct the front matter at the place that is named.',
  },
  'READ-07': {
    title: 'every conformance report is there and readable',
    reason: 'A backend without a report is a backend without a proof.',
    fix: 'Run the conformance suite with --report, --measure and --sources, and look at its own messages if it wrote none.',
  },
  'READ-08': {
    title: 'the base can be read',
    reason: 'What has changed cannot be judged against nothing.',
    fix: 'Fetch the base (a shallow clone has none), or name another with --against.',
  },
  'READ-09': {
    title: 'every type in a signature resolves',
    reason: 'A type that does not resolve is any, and any passes for everything.',
    fix: 'Install what is imported, or correct the import at the place that is named.',
  },
  'READ-10': {
    title: 'the clauses are there and readable',
    reason: 'Without them a contract may cite anything.',
    fix: 'Restore the registry of clauses and the documents that the configuration names.',
  },
} as const satisfies Readonly<Record<string, Rule>>;
