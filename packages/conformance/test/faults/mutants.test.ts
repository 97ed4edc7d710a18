import { dialogueId } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { itemKey } from '../../src/data/names.ts';
import { intercept } from '../../src/dialogue/support/intercept.ts';
import { History } from '../../src/history/History.ts';
import { validateHistory } from '../../src/history/validateHistory.ts';
import { readLog } from '../../src/laws/support/state.ts';
import { ModelDialogue } from '../../src/model/ModelDialogue.ts';
import { settings } from '../settings.ts';
import { notCompared, recordsAfterHead } from './mutants/adapters.ts';
import type { Program } from './mutants/Program.ts';
import { headDecides, lossMeansCommitted, lossMeansNotWritten, newCommitId } from './mutants/senders.ts';
import { createField, openStore } from './support/field.ts';
import { judgeStore } from './support/judgeStore.ts';
import { Line } from './support/Line.ts';
import { sendSameBytes } from './support/resend.ts';
import { runStoreCampaign } from './support/StoreCampaign.ts';

/* What the campaign of ambiguous commits is worth: programs that are wrong about lost connections die by it, each for its reason. */

const commits = 96;

const programs: readonly Program[] = [
  lossMeansNotWritten,
  lossMeansCommitted,
  headDecides,
  newCommitId,
  recordsAfterHead,
  notCompared,
];

/** What a program does with commits that nothing happens to, one after the other. */
async function inARow({ open = openStore, resend = sendSameBytes }: Program): Promise<readonly string[]> {
  await using field = await createField();
  const store = await open(field.url);
  try {
    const history = new History();
    const model = new ModelDialogue(dialogueId('in-a-row'));
    const { id } = model;
    const meanwhile = async (): Promise<void> => undefined;
    const sending = intercept(store, {
      commit: async (_, to, commit) => (await resend({ store, id: to, commit, patience: 1, meanwhile })) as never,
    });
    for (const key of [itemKey(0), itemKey(1), itemKey(0)]) {
      const commit = model.draft({ puts: [key, itemKey(2)] });
      await history.client('writer', sending).commit(id, commit);
      model.commit(commit);
    }
    const { records } = await field.clean.load(id);
    const findings = validateHistory(id, history.operations, { log: await readLog(field.clean, id), records });
    return [...findings.map(({ reason }) => reason), `${records.length} records`];
  } finally {
    await store.close();
  }
}

describe(`programs that are wrong about lost connections, seed ${settings.seed}`, () => {
  test.each(programs)('$id does what it should while nothing is cut', async (program) => {
    expect(await inARow(program)).toEqual(['3 records']);
  });

  test.each(programs)('$id dies: $reason', { timeout: 60_000 }, async ({ reason, open = openStore, ...program }) => {
    await using field = await createField();
    const line = (): Promise<Line> => Line.to(field.url, open);
    const campaign = await runStoreCampaign({ ...program, seed: settings.seed, commits, clean: field.clean, line });
    await using stack = new AsyncDisposableStack();
    for (const each of campaign.lines) stack.use(each);
    const findings = await judgeStore(campaign, field.clean);
    expect(findings.map((found) => `${found.clause} ${found.reason}`)).toContain(reason);
  });
});
