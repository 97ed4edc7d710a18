import { dialogueId } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { itemKey, manyKeys } from '../../../src/data/names.ts';
import { intercept } from '../../../src/dialogue/support/intercept.ts';
import { History } from '../../../src/history/History.ts';
import { validateHistory } from '../../../src/history/validateHistory.ts';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import { readLog } from '../../../src/laws/support/state.ts';
import { ModelDialogue } from '../../../src/model/ModelDialogue.ts';
import { settings } from '../../settings.ts';
import {
  appliedWithoutCheck,
  chunksBeforeMark,
  firstErrorSwallowed,
  wrongly,
  type DynamoProgram,
} from '../mutants/dynamoAdapters.ts';
import {
  absenceMeansNotWritten,
  headDecides,
  lossMeansCommitted,
  lossMeansNotWritten,
  newCommitId,
} from '../mutants/senders.ts';
import { clientOf, createDynamoField, openOver, type DynamoField } from '../support/dynamoField.ts';
import { dynamoWire } from '../support/dynamoWire.ts';
import { judgeStore } from '../support/judgeStore.ts';
import { lastStepButOne, lateApplier, type Story } from '../support/largeStories.ts';
import { lateRequestStory } from '../support/lateRequest.ts';
import { Line } from '../support/Line.ts';
import { sendSameBytes } from '../support/resend.ts';
import { runStoreCampaign } from '../support/StoreCampaign.ts';

/* What the faults around DynamoDB are worth: programs that are wrong about them die, each for its reason. */

const commits = 56;
const large = { every: 3, records: 150 };

const inCampaign: readonly DynamoProgram[] = [
  lossMeansNotWritten,
  lossMeansCommitted,
  headDecides,
  newCommitId,
  firstErrorSwallowed,
];

const inStories: readonly (readonly [DynamoProgram, Story])[] = [
  [appliedWithoutCheck, lateApplier],
  [chunksBeforeMark, lastStepButOne],
];

function opening({ table }: DynamoField, program: DynamoProgram) {
  return async (through: string): Promise<OpenStore> =>
    openOver(wrongly(clientOf(through, { attempts: 1 }), program), table);
}

/** What a program does with commits that nothing happens to, one after the other. */
async function inARow(program: DynamoProgram): Promise<readonly string[]> {
  await using field = await createDynamoField();
  const { resend = sendSameBytes } = program;
  const store = await opening(field, program)(field.endpoint);
  try {
    const history = new History();
    const model = new ModelDialogue(dialogueId('in-a-row'));
    const { id } = model;
    const meanwhile = async (): Promise<void> => undefined;
    const sending = intercept(store, {
      commit: async (_, to, commit) => (await resend({ store, id: to, commit, patience: 1, meanwhile })) as never,
    });
    for (const puts of [[itemKey(0), itemKey(1)], manyKeys(150), [itemKey(0), itemKey(2)]]) {
      const commit = model.draft({ puts });
      await history.client('writer', sending).commit(id, commit);
      model.commit(commit);
    }
    const { records } = await field.clean.load(id);
    const findings = validateHistory(id, history.operations, { log: await readLog(field.clean, id), records });
    const { leftovers } = await field.probe.rows(id);
    return [...findings.map(({ reason }) => reason), `${records.length} records, ${leftovers} left over`];
  } finally {
    await store.close();
  }
}

describe(`programs that are wrong about lost connections, seed ${settings.seed}`, () => {
  test.each([...inCampaign, absenceMeansNotWritten, ...inStories.map(([program]) => program)])(
    '$id does what it should while nothing is cut',
    async (program) => {
      expect(await inARow(program)).toEqual(['150 records, 0 left over']);
    },
  );

  test.each(inCampaign)('$id dies: $reason', { timeout: 60_000 }, async (program) => {
    const { reason, send, resend = sendSameBytes, writesAgain = false } = program;
    await using field = await createDynamoField();
    const line = (): Promise<Line> => Line.to(field.endpoint, opening(field, program), dynamoWire(1));
    const campaign = await runStoreCampaign({
      resend,
      writesAgain,
      seed: settings.seed,
      commits,
      clean: field.clean,
      line,
      // Only what is wrong about large ones needs them.
      ...(send === undefined ? {} : { large }),
    });
    await using stack = new AsyncDisposableStack();
    for (const each of campaign.lines) stack.use(each);
    const findings = await judgeStore(campaign, field.clean);
    expect(findings.map((found) => `${found.clause} ${found.reason}`)).toContain(reason);
  });
});

describe('large commits that somebody is late with, or does not finish', () => {
  test.each(inStories.map(([{ id }, story]) => ({ id, story })))(
    'what $id is wrong about, done right',
    async ({ story }) => {
      await using field = await createDynamoField();
      const open = opening(field, lossMeansNotWritten);
      expect(await story(field, open)).toEqual([]);
    },
  );

  test.each(inStories.map(([program, story]) => ({ ...program, story })))('$id dies: $reason', async (program) => {
    await using field = await createDynamoField();
    expect(await program.story(field, opening(field, program))).toContain(program.reason);
  });
});

describe('a request that arrives after its client has given up', () => {
  test('the same bytes again: it lands once, and the second arrival changes nothing', async () => {
    await using field = await createDynamoField();
    expect(await lateRequestStory(field, sendSameBytes)).toEqual({ findings: [], outcome: 'committed' });
  });

  test(`${absenceMeansNotWritten.id} dies: ${absenceMeansNotWritten.reason}`, async () => {
    await using field = await createDynamoField();
    const { resend = sendSameBytes, reason } = absenceMeansNotWritten;
    const { findings } = await lateRequestStory(field, resend);
    expect(findings.map((found) => `${found.clause} ${found.reason}`)).toContain(reason);
  });
});
