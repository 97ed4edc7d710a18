import { describe, expect, test } from 'vitest';
import { dialogueEnd } from '../../../src/processes/dialoguePlay.ts';
import { judgeDialogue } from '../../../src/processes/judgeDialogue.ts';
import { runs, settings } from '../../settings.ts';
import { runDialogueCampaign } from '../support/DialogueCampaign.ts';
import { createDynamoField, type DynamoField } from '../support/dynamoField.ts';
import { dynamoWire, isLarge, largeName } from '../support/dynamoWire.ts';
import { judgeStore, tally } from '../support/judgeStore.ts';
import { Line, total } from '../support/Line.ts';
import { runStoreCampaign } from '../support/StoreCampaign.ts';

/*
 * The ambiguous commit on DynamoDB: a connection that is cut while a commit is on its way, at a random point. Each must be in the log
 * exactly once, or have been reported as not landed and not be there. Of every two clients one sends each request once, and the other
 * sends it again by itself, with the token that DynamoDB knows it by.
 */

const commits = runs(600);
const large = { every: 20, records: 150, alone: commits / 50 };
const steps = runs(20);
const { seed } = settings;
const phases = ['before', 'within', 'sent', 'unanswered', 'answering'] as const;

/** Lines of both kinds of clients, one after the other. */
function linesOver({ endpoint, open }: DynamoField): () => Promise<Line> {
  let made = 0;
  return async () => {
    const attempts = (made += 1) % 2 === 0 ? 3 : 1;
    return Line.to(endpoint, (through) => open(through, { attempts }), dynamoWire(attempts));
  };
}

/** Every cut that was laid struck, and each kind often: faults that never fire prove nothing. */
function expectStrokes(lines: readonly Line[], least: number): void {
  const laid = total(lines.map((line) => line.laid));
  const struck = total(lines.map((line) => line.struck));
  for (const phase of phases) {
    expect(struck[phase], phase).toBe(laid[phase]);
    expect(struck[phase], phase).toBeGreaterThanOrEqual(least);
  }
  // Only a commit that did not move the head asks a second time.
  expect(struck['looking']).toBeGreaterThan(0);
}

describe(`connections that are cut while a commit is on its way, seed ${seed}`, () => {
  test(`${commits} commits on a backend`, { timeout: 180_000 * runs(1) }, async () => {
    await using field = await createDynamoField();
    const line = linesOver(field);
    const campaign = await runStoreCampaign({ seed, commits, clean: field.clean, line, large });
    await using stack = new AsyncDisposableStack();
    for (const each of campaign.lines) stack.use(each);

    const [found] = await judgeStore(campaign, field.clean);
    expect(found, `seed ${seed}: ${found?.message}`).toBeUndefined();

    expectStrokes(campaign.lines, commits / 12);
    const struck = total(campaign.lines.map((each) => each.struck));
    // Of those whom others race few come as far as any one cut; of the lone writers each does, twice.
    for (const phase of [...phases, 'finishing'] as const) {
      expect(struck[largeName(phase)], largeName(phase)).toBeGreaterThan(0);
    }
    expect(campaign.fates.filter(({ commit }) => isLarge(commit)).length).toBeGreaterThanOrEqual(commits / 30);
    const { refused, ...counts } = await tally(campaign, field.clean);
    // Whose conditions were judged, and who then could not ask what stands there: nothing was written, and it is said so.
    expect(refused).toBeLessThanOrEqual((struck['looking'] ?? 0) + (struck[largeName('looking')] ?? 0));
    for (const [end, count] of Object.entries(counts)) expect(count, end).toBeGreaterThan(commits / 50);

    // Whatever was cut, one more visit leaves everything in its place.
    for (const id of campaign.ids) {
      await field.clean.settle(id);
      const { records, leftovers } = await field.probe.rows(id);
      expect({ leftovers, records }).toEqual({ leftovers: 0, records: (await field.clean.load(id)).records });
    }
  });

  test(`writes of ${steps} steps each on a dialogue store`, { timeout: 180_000 * runs(1) }, async () => {
    await using field = await createDynamoField();
    const campaign = await runDialogueCampaign({ seed, steps, clean: field.clean, line: linesOver(field) });
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
