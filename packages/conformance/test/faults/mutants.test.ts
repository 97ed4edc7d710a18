import { describe, expect, test } from 'vitest';
import { settings } from '../settings.ts';
import { notCompared, recordsAfterHead } from './mutants/adapters.ts';
import type { Program } from './mutants/Program.ts';
import { headDecides, lossMeansCommitted, lossMeansNotWritten, newCommitId } from './mutants/senders.ts';
import { createField, openStore } from './support/field.ts';
import { judgeStore } from './support/judgeStore.ts';
import { Line } from './support/Line.ts';
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

describe(`programs that are wrong about lost connections, seed ${settings.seed}`, () => {
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
