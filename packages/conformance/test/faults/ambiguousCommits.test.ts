import { describe, expect, test } from 'vitest';
import { judgeDialogue } from '../../src/processes/judgeDialogue.ts';
import { dialogueEnd } from '../../src/processes/dialoguePlay.ts';
import { runs, settings } from '../settings.ts';
import { runDialogueCampaign } from './support/DialogueCampaign.ts';
import { createField, openStore } from './support/field.ts';
import { judgeStore, tally } from './support/judgeStore.ts';
import { Line, total } from './support/Line.ts';
import { runStoreCampaign } from './support/StoreCampaign.ts';

/*
 * The ambiguous commit: a connection that is cut while a commit is on its way, at a random point. Each of them must be in the log
 * exactly once, or have been reported as not landed and not be there.
 */

const commits = runs(1000);
const steps = runs(36);
const { seed } = settings;

/** Every cut that was laid struck, and each kind often: faults that never fire prove nothing. */
function expectStrokes(lines: readonly Line[], least: number): void {
  const { none: _, looking = 0, ...laid } = total(lines.map((line) => line.laid));
  const { looking: looked = 0, ...struck } = total(lines.map((line) => line.struck));
  expect(struck).toEqual(laid);
  for (const phase of ['before', 'within', 'sent', 'unanswered', 'answering'] as const) {
    expect(struck[phase], phase).toBeGreaterThanOrEqual(least);
  }
  // Only a commit that did not move the head asks a second time.
  expect(looked).toBeGreaterThan(0);
  expect(looked).toBeLessThanOrEqual(looking);
}

describe(`connections that are cut while a commit is on its way, seed ${seed}`, () => {
  test(`${commits} commits on a backend`, { timeout: 180_000 * runs(1) }, async () => {
    await using field = await createField();
    const line = (): Promise<Line> => Line.to(field.url, openStore);
    const campaign = await runStoreCampaign({ seed, commits, clean: field.clean, line });
    await using stack = new AsyncDisposableStack();
    for (const each of campaign.lines) stack.use(each);

    const [found] = await judgeStore(campaign, field.clean);
    expect(found, `seed ${seed}: ${found?.message}`).toBeUndefined();

    expectStrokes(campaign.lines, commits / 8);
    const { refused, ...counts } = await tally(campaign, field.clean);
    // A cut commit is never told to have been refused: whoever is told that may write it again.
    expect(refused).toBe(0);
    for (const [end, count] of Object.entries(counts)) expect(count, end).toBeGreaterThan(commits / 50);
  });

  test(`writes of ${steps} steps each on a dialogue store`, { timeout: 180_000 * runs(1) }, async () => {
    await using field = await createField();
    const line = (): Promise<Line> => Line.to(field.url, openStore);
    const campaign = await runDialogueCampaign({ seed, steps, clean: field.clean, line });
    await using stack = new AsyncDisposableStack();
    for (const each of campaign.lines) stack.use(each);

    for (const id of campaign.ids) {
      const end = await dialogueEnd(campaign.clean, id);
      const [found] = judgeDialogue(campaign.calls.get(id) ?? [], end);
      const scripts = campaign.scripts.filter((script) => script.startsWith(id)).join('\n');
      expect(found, `seed ${seed}: ${found?.message}\n${scripts}`).toBeUndefined();
      expect(await campaign.clean.verify(id)).toMatchObject({ ok: true, findings: [] });
    }
    // What was told of a commit once stays so; what was undecided may have been decided since.
    for (const { id, n, commitId, outcome } of campaign.asked) {
      if (outcome === 'undecided') continue;
      expect(await campaign.clean.outcome(id, { n, commitId }), `${id} ${n} ${commitId}`).toMatchObject({ outcome });
    }
    expect(campaign.asked.length).toBeGreaterThan(0);
    expectStrokes(campaign.lines, campaign.commits / 12);
  });
});
