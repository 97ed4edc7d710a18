import { acceptDecision, beginDecision, writeTraitReport, type Answers } from './acceptDecision.ts';
import { backendEdits, budgetEdit, methodEdits, mutant, proofEdits } from './loopingMethodParts.ts';
import type { Judged, Stage } from './Stage.ts';

const answers: Answers = {
  method: 'RepairPort.countRecords',
  title: 'Records of a dialogue are counted before a repair',
  partitionKey: 'dialogue id',
  bound: 'one number',
  capability: 'required',
  context: 'Whoever repairs a dialogue would like to know how large it is, before all of it is loaded.',
  options: '1. This method.\n2. The length of a load.\n3. A number in the head.',
  outcome: 'Option 1. A number in the head would be a second truth, and a load brings every byte.',
  consequences: 'Good: a repair says how much there is. Bad: one method more on every backend.',
  confirmation: 'RA-COUNT-01 on every backend, and the mutant count-counts-head, which dies of it.',
  questions: [
    'The dialogue id, which whoever repairs a dialogue has from its caller.',
    'One number comes back, whatever the dialogue holds.',
    'SQLite and PostgreSQL by one count over the primary key; DynamoDB and memory by looking at each record.',
    'A load would bring every envelope of the dialogue, only to count them.',
    'It sees a single dialogue, by its key, and nothing of any other.',
    'The length of a load costs all of its bytes; a number in the head can differ from what lies there.',
    'It reads keys of records, and shows how many there are; nothing is written.',
    'RA-COUNT-01 with its law, and a program that counts the head too, which fails it.',
  ],
};

const contract = 'packages/core/src/traits/contracts/repairPortContract.ts';
const stores = ['core', 'store-sqlite', 'store-postgres', 'store-dynamo', 'keys-kms', 'conformance'];

/** Scene 2: a method of one dialogue that asks DynamoDB once per entity. */
export function loopingMethod(stage: Stage): void {
  const begun = beginDecision(stage, answers);
  stage.edit('countRecords(id) on RepairPort: one statement in SQL, one GetItem per entity on DynamoDB', [
    ...methodEdits(begun.number),
    ...backendEdits,
  ]);
  stage.edit('its clause, law, witness and mutant', proofEdits);
  stage.scratch.write(mutant.file, mutant.text);
  stage.builds(stores, 'tsc passes');
  stage.mutantDies('countCountsHead');
  acceptDecision(stage, begun, answers);
  writeTraitReport(stage);
  if (stage.deep) stage.conformance([], 'the suite is green on every backend');
  else measureOnDynamo(stage);
  refused(stage, stage.gate(!stage.deep), '1');
  if (stage.deep) {
    stage.edit('as much as its class allows', [budgetEdit('1', '4')]);
    stage.builds(stores, 'tsc passes');
    writeTraitReport(stage);
    // The others have seen the same code with another number in its contract, and are not run again.
    stage.conformance(['dynamo'], 'the suite is green on DynamoDB');
    refused(stage, stage.gate(true), '4');
  }
  stage.scratch.restore();
}

/** The method alone, on dialogues of three sizes. */
function measureOnDynamo(stage: Stage): void {
  stage.say('what it asks DynamoDB');
  const kit = 'packages/conformance/test/kits/gate/dynamo.ts';
  const report = 'reports/conformance/dynamo.json';
  const { status, output } = stage.scratch.node('scripts/gate/measureMethod.ts', kit, 'countRecords', report);
  stage.show(output);
  stage.expect(status === 0, 'it is measured on DynamoDB');
}

function refused(stage: Stage, judged: Judged, budget: string): void {
  stage.expect(judged.status === 1, 'the gate refuses');
  stage.expectRules(judged, ['BUDGET-03']);
  stage.expectFinding(judged, {
    rule: 'BUDGET-03',
    file: contract,
    at: `dynamoRequests: '${budget}'`,
    says: 'RepairPort.countRecords',
  });
  const [finding] = judged.findings;
  const gets = (finding?.evidence ?? []).filter((line) => line.trim().startsWith('GetItem dialogue#')).length;
  const records = Number(/records (\d+)/.exec(finding?.message ?? '')?.[1] ?? '0');
  stage.expect(gets > 0 && gets === records, `it lists the requests: one GetItem for each of ${records} records`);
}
