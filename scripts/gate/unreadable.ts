import type { Stage } from './Stage.ts';

const contract = 'packages/core/src/traits/contracts/repairPortContract.ts';
const report = 'reports/conformance/dynamo.json';

/** Scene 3: what cannot be read is an error with exit code 3, and never a pass. */
export function unreadable(stage: Stage): void {
  const { scratch } = stage;
  const judge = (rule: string, file: string): void => {
    const judged = stage.gate(false);
    stage.expect(judged.status === 3, 'exit code 3');
    stage.expectFinding(judged, { rule, file });
    stage.expectRules(judged, [rule]);
    scratch.restore();
  };

  stage.say(`delete ${contract}`);
  scratch.remove(contract);
  judge('READ-05', contract);

  stage.say('empty docs/adr');
  scratch.remove('docs/adr');
  scratch.write('docs/adr/.keep', '');
  judge('READ-06', 'docs/adr');

  stage.say(`break ${report}: its second half is lost`);
  const whole = scratch.read(report);
  scratch.write(report, whole.slice(0, whole.length / 2));
  judge('READ-07', report);
  scratch.write(report, whole);
}
