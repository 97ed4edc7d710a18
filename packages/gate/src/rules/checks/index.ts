import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import { budgetDeclared } from './budgetDeclared.ts';
import { budgetMeasured } from './budgetMeasured.ts';
import { changedMethods } from './changedMethods.ts';
import { clauses } from './clauses.ts';
import { contracts } from './contracts.ts';
import { danglingReferences } from './danglingReferences.ts';
import { decisionNumbers } from './decisionNumbers.ts';
import { incompleteDecisions } from './incompleteDecisions.ts';
import { majorEntries } from './majorEntries.ts';
import { newMethods } from './newMethods.ts';
import { owners } from './owners.ts';
import { recordsInForce } from './recordsInForce.ts';
import { removedMethods } from './removedMethods.ts';
import { results } from './results.ts';
import { rewrittenDecisions } from './rewrittenDecisions.ts';
import { scope } from './scope.ts';
import { traitReport } from './traitReport.ts';
import { unansweredQuestions } from './unansweredQuestions.ts';
import { weakerConfiguration } from './weakerConfiguration.ts';

/** Every rule that judges a change, but for those of exceptions, which judge what these find. */
export const checks: readonly ((change: Change) => readonly Finding[])[] = [
  contracts,
  scope,
  budgetDeclared,
  budgetMeasured,
  clauses,
  results,
  newMethods,
  changedMethods,
  removedMethods,
  decisionNumbers,
  danglingReferences,
  recordsInForce,
  unansweredQuestions,
  rewrittenDecisions,
  incompleteDecisions,
  majorEntries,
  traitReport,
  owners,
  weakerConfiguration,
];
