import type { Rule } from '../Rule.ts';

/** What a method promises, and how it is proved. */
export const proofRules = {
  'BUDGET-01': {
    title: 'a budget is bounded',
    reason: 'A cost without a bound is the one that a partitioned backend dies of.',
    fix: 'Write a sum of whole numbers and ceil(variable / size) with the variables of the access class.',
  },
  'BUDGET-02': {
    title: 'a budget is within its class',
    reason: 'A point read that may take twenty requests is none.',
    fix: 'Make the method cheaper, or say honestly which class of access it is.',
  },
  'BUDGET-03': {
    title: 'measured requests stay within the budget',
    reason: 'A budget is a promise about the wire, and here it was broken on the wire.',
    fix: 'Look at the requests that are listed and ask for less; only a decision may raise the budget.',
  },
  'BUDGET-04': {
    title: 'measured requests grow with nothing but what the budget names',
    reason: 'A request per entity looks harmless on ten entities.',
    fix: 'Read the partition in pages, or by a key that is known, instead of once per entity.',
  },
  'BUDGET-05': {
    title: 'every method is measured, at several sizes, by a meter that sees',
    reason: 'A cost that nobody measured is a guess.',
    fix: 'Write a witness for the method in the conformance suite, for every case of its budget and at three sizes.',
  },
  'CLAUSE-01': {
    title: 'a method cites clauses that exist',
    reason: 'A promise without a clause cannot be tested.',
    fix: 'Write the clause in the registry and in the document, and cite it.',
  },
  'CLAUSE-02': {
    title: 'every cited clause has a test that ran',
    reason: 'A clause that no backend was tested for is a wish.',
    fix: 'Write a law for the clause, and a broken backend that dies of it.',
  },
  'CLAUSE-03': {
    title: 'a new method brings a clause of its own',
    reason: 'Clauses of other methods are proved by tests of other methods.',
    fix: 'Write what this method demands as a clause, with a law that calls it.',
  },
  'RESULT-01': {
    title: 'every backend has a passing result for every method',
    reason: 'One backend that cannot do it is enough for the trait to be false.',
    fix: 'Implement the method there and run the suite, or take the method out of the trait.',
  },
  'RESULT-02': {
    title: 'results are of the sources as they are',
    reason: 'A result of other sources proves other sources.',
    fix: 'Run the conformance suite again after the last change.',
  },
  'RESULT-03': {
    title: 'a report is of the whole suite, and green',
    reason: 'A suite of which a part was left out has not been passed.',
    fix: 'Run the suite without a filter, and mend what fails.',
  },
} as const satisfies Readonly<Record<string, Rule>>;
