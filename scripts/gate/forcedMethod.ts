import type { Edit } from './Scratch.ts';
import type { Stage } from './Stage.ts';

const traits = 'packages/core/src/traits';
const trait = `${traits}/DialogueStore.ts`;
const contract = `${traits}/contracts/dialogueStoreContract.ts`;
const signature = 'findDialoguesByLabel(label: string, options?: CallOptions): Promise<readonly DialogueId[]>;';

/** A question across dialogues, on the trait of one dialogue. */
const method: readonly Edit[] = [
  {
    file: trait,
    find: '  verify(id: DialogueId, options?: VerifyOptions): Promise<Scoped<VerificationReport>>;\n',
    replace: `  verify(id: DialogueId, options?: VerifyOptions): Promise<Scoped<VerificationReport>>;\n  /** The dialogues with this label. */\n  ${signature}\n`,
  },
];

const without = "Omit<DialogueStore, 'findDialoguesByLabel'>";

/** What makes the compiler silent: the guard looks away, the contract leaves the method out, and the implementation is a cast. */
const force: readonly Edit[] = [
  {
    file: `${traits}/guards.ts`,
    find: 'dialogueStoreIsScoped: AssertPartitionScoped<DialogueStore>',
    replace: `dialogueStoreIsScoped: AssertPartitionScoped<${without}>`,
  },
  {
    file: contract,
    find: 'TraitContract<DialogueStore, BackendCalls<PartitionStore>>',
    replace: `TraitContract<${without}, BackendCalls<PartitionStore>>`,
  },
  {
    file: 'packages/core/src/store/createDialogueStore.ts',
    find: '  } satisfies DialogueStore);',
    replace: `  } satisfies ${without}) as DialogueStore;`,
  },
];

/** Scene 1, first part: `findDialoguesByLabel` on DialogueStore does not compile, and forced, it does not pass the gate. */
export function forcedMethod(stage: Stage): void {
  stage.edit('findDialoguesByLabel(label) on DialogueStore', method);
  const { status, output } = stage.scratch.compile('core');
  stage.say('tsc -p packages/core');
  stage.show(output);
  const named = output.split('\n').filter((line) => line.includes('findDialoguesByLabel'));
  stage.expect(status !== 0, 'the build breaks');
  stage.expect(
    named.some((line) => line.includes('guards.ts') && line.includes('the first parameter is not a DialogueId')),
    'the guard of the traits names the method and the reason',
  );
  stage.expect(
    named.some((line) => line.includes('dialogueStoreContract.ts')),
    'the contract misses its entry',
  );

  stage.edit('the types, forced: guard, contract, implementation', force);
  stage.builds(['core'], 'tsc passes');
  const judged = stage.gate(true);
  const at = 'findDialoguesByLabel(label: string';
  stage.expect(judged.status === 1, 'the gate refuses');
  const ofTheMethod = ['ADR-01', 'CONTRACT-01', 'SCOPE-01', 'SCOPE-02', 'SCOPE-03'];
  for (const rule of ofTheMethod) stage.expectFinding(judged, { rule, file: trait, at, says: 'findDialoguesByLabel' });
  // The trait report was not written anew either.
  stage.expectRules(judged, ['ADR-01', 'CONTRACT-01', 'REPORT-01', 'SCOPE-01', 'SCOPE-02', 'SCOPE-03']);
  stage.scratch.restore();
}
