import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { analyticsMethod } from './analyticsMethod.ts';
import { forcedMethod } from './forcedMethod.ts';
import { loopingMethod } from './loopingMethod.ts';
import { Scratch } from './Scratch.ts';
import { Stage } from './Stage.ts';
import { unreadable } from './unreadable.ts';

// Shows on a copy of this repository what the gate does with a change to a trait, and checks each step of it.

const usage = `npm run gate:demonstrate [-- --bounded] [SCENE...]   scenes 1 to 3 upon the committed state; all by default
  1  a question across dialogues: refused on DialogueStore, also with forced types; admitted on AnalyticsStore
  2  a method that asks DynamoDB once per entity: it compiles, the suite is green, and the gate counts
  3  a contract deleted, the decisions gone, a report broken
  --bounded   without the suite on every backend: scene 1 up to the refusal, of scene 2 what DynamoDB is asked`;

const scenes: Readonly<Record<string, (stage: Stage) => void>> = {
  1: (stage) => {
    forcedMethod(stage);
    if (stage.deep) analyticsMethod(stage);
  },
  2: loopingMethod,
  3: unreadable,
};

const proofs = ['memory', 'sqlite', 'postgres', 'dynamo', 'local-keys', 'kms'];

function demonstrate(deep: boolean, names: readonly string[]): number {
  using scratch = new Scratch(resolve(import.meta.dirname, '../..'));
  console.log(`In ${scratch.root}, the committed state.`);
  const stage = new Stage(scratch, deep);
  stage.builds(undefined, 'everything builds');
  for (const name of names) {
    console.log(`\n==== scene ${name}`);
    const started = performance.now();
    scratch.takeReports(proofs);
    scenes[name]?.(stage);
    console.log(`\n==== scene ${name}: ${Math.round((performance.now() - started) / 1000)} s`);
  }
  const { failures } = stage;
  for (const failure of failures) console.error(`not as expected: ${failure}`);
  console.log(failures.length === 0 ? '\nEverything came as expected.' : `\n${failures.length} not as expected.`);
  return failures.length === 0 ? 0 : 1;
}

const { values, positionals } = parseArgs({ options: { bounded: { type: 'boolean' } }, allowPositionals: true });
const names = positionals.length === 0 ? Object.keys(scenes) : positionals;
if (names.some((name) => !Object.hasOwn(scenes, name))) {
  console.error(usage);
  process.exitCode = 2;
} else {
  process.exitCode = demonstrate(values.bounded !== true, names);
}
