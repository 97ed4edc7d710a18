import { acceptDecision, beginDecision, writeTraitReport, type Answers } from './acceptDecision.ts';
import { methodEdits, proofEdits, proofFiles } from './analyticsMethodParts.ts';
import type { Stage } from './Stage.ts';

const answers: Answers = {
  method: 'AnalyticsStore.findDialoguesByLabel',
  title: 'Dialogues are found by their label',
  partitionKey: 'none, since it spans dialogues',
  bound: 'four lists of at most 1 000 rows and at most 1 000 roots',
  capability: 'analytics',
  context: 'Whoever remembers what a dialogue is called, and not its id, has to look through a list today.',
  options: '1. This method.\n2. A function over the rows of similarDialogues.\n3. A method of DialogueStore.',
  outcome: 'Option 1. The measure of likeness is that of similarDialogues, so that there is one definition of it.',
  consequences: 'Good: found in one call. Bad: titles are sealed, so it opens as many roots as it is allowed to.',
  confirmation: 'AS-LABEL-01 on every backend, and the mutant label-takes-similar, which dies of it.',
  questions: [
    'No partition key: the index of dialogues by status, which every backend with analytics has.',
    'The scan that the caller sets, at most 1 000 roots, and four lists of as many rows.',
    'As similarDialogues: SQLite and PostgreSQL by four index scans and point reads, DynamoDB by four queries of eight shards and GetItem requests, memory by its rows.',
    'It asks which dialogues there are, and a loaded dialogue knows of no other.',
    'It belongs there: it spans dialogues, and what it answers with is unverified.',
    'A method of DialogueStore would span partitions; a stored index of labels would show titles in the clear.',
    'It reads ids, statuses and times of creation in the clear; titles are opened on the client. Nothing is written.',
    'AS-LABEL-01 with its law, and a program that takes everything similar, which fails it.',
  ],
};

const contracts = 'packages/core/src/traits/contracts/analyticsContracts.ts';

/** Scene 1, second part: the same question on AnalyticsStore, with all that it owes, passes. */
export function analyticsMethod(stage: Stage): void {
  const begun = beginDecision(stage, answers);
  stage.edit('findDialoguesByLabel(label, bound) on AnalyticsStore, its contract and implementation', [
    ...methodEdits(begun.number),
  ]);
  stage.edit('its clause, law, witness and mutant', proofEdits);
  for (const { file, text } of proofFiles) stage.scratch.write(file, text);
  stage.builds(['core', 'store-sqlite', 'store-postgres', 'store-dynamo', 'keys-kms', 'conformance'], 'tsc passes');
  stage.mutantDies('labelTakesSimilar');
  writeTraitReport(stage);

  const proposed = stage.gate(true);
  stage.expect(proposed.status === 1, 'the gate refuses while the record is proposed');
  stage.expectFinding(proposed, { rule: 'ADR-06', file: contracts, at: `adr: '${begun.number}'` });

  acceptDecision(stage, begun, answers);
  writeTraitReport(stage);
  stage.conformance([], 'the suite is green on every backend');
  const { status, findings } = stage.gate(false);
  stage.expect(status === 0 && findings.length === 0, 'the gate passes, with exit code 0');
  stage.scratch.restore();
}
