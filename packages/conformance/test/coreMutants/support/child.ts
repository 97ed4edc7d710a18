import type { Mutant } from '../../../src/mutants/Mutant.ts';
import type { Trial } from '../../../src/mutants/tryMutant.ts';
import type { Closable, Kit } from '../../../src/suite/Kit.ts';
import type { Law } from '../../../src/suite/Law.ts';
import type { CoreMutant } from './CoreMutant.ts';
import { mutate } from './mutate.ts';
import { recordModules, serveModules } from './modulePack.ts';

/*
 * Runs the laws of one clause against core with a mutation in it, in a process of its own. Nothing of core may be imported before the
 * hook is there.
 *
 * Arguments: the file of the mutant, `none`, or `modules`; seed; runs; a file of modules, without which each is looked for on the disk.
 * One line of JSON on stdout: the trial; for `none` every law that failed; for `modules` null, when that file has been written.
 */
const [file = '', seed = '', runs = '', modules = ''] = process.argv.slice(2);
const settings = { seed: Number(seed), runs: Number(runs) };
let applied = (): number => 0;

const auditParts = async () => {
  const { auditLaws } = await import('../../audit/laws/index.ts');
  const { auditKit } = await import('../../audit/support/AuditFixture.ts');
  return { auditLaws, auditKit };
};

const dialogueParts = async () => {
  const { dialogueLaws } = await import('../../../src/dialogue/dialogueLaws.ts');
  const { innerLaws } = await import('../inner/innerLaws.ts');
  const { dialogueKit } = await import('../../../src/dialogue/kit/dialogueKit.ts');
  const { memoryKit } = await import('../../../src/memory/memoryKit.ts');
  return { laws: [...dialogueLaws, ...innerLaws], dialogueKit, memoryKit };
};

const runParts = async () => {
  const { runLaws } = await import('../../../src/suite/runSuite.ts');
  const { tryMutant } = await import('../../../src/mutants/tryMutant.ts');
  return { runLaws, tryMutant };
};

async function main(): Promise<unknown> {
  if (file === 'modules') {
    const write = recordModules();
    await Promise.all([auditParts(), dialogueParts(), runParts()]);
    write(modules);
    return null;
  }
  if (modules !== '') serveModules(modules);
  const mutant = file === 'none' ? undefined : ((await import(file)) as { mutant: CoreMutant }).mutant;
  if (mutant !== undefined) applied = mutate(mutant);
  if (mutant?.clause.startsWith('AU-') === true) {
    const { auditLaws, auditKit } = await auditParts();
    return trialOf({ ...mutant, build: () => auditKit }, auditLaws);
  }
  const { laws, dialogueKit, memoryKit } = await dialogueParts();
  const transactionLimit = mutant?.transactionLimit;
  const kit = dialogueKit(memoryKit(transactionLimit === undefined ? {} : { transactionLimit }));
  if (mutant !== undefined) return trialOf({ ...mutant, build: () => kit }, laws);
  const { runLaws } = await runParts();
  const results = await runLaws({ kit, laws, ...settings });
  return { laws: results.length, failed: results.filter(({ status }) => status === 'failed') };
}

async function trialOf<F extends Closable, C>(
  mutant: CoreMutant & Mutant<Kit<F, C>>,
  laws: readonly Law<F, C>[],
): Promise<Trial> {
  const { tryMutant } = await runParts();
  const trial = await tryMutant({ mutant, laws, ...settings });
  if (applied() !== 1) throw new Error(`${mutant.module} was loaded ${applied()} times`);
  return trial;
}

process.stdout.write(`${JSON.stringify(await main())}\n`);
// A mutant may leave something waiting.
process.exit(0);
