import { join } from 'node:path';
import { faultsOf, isColloquyError, type DialogueStore } from '@colloquy/core';
import { expect, test } from 'vitest';
import { attempts } from '../src/demo/attempts.ts';
import { forbiddenLines } from '../src/demo/forbidden.ts';
import { openStore } from '../src/store/openStore.ts';
import { id, page, store } from './support/stored.ts';
import { temporaryFolder } from './support/temporary.ts';

const expected = [
  [['invalid_ref_target', 'target', 'P0001']],
  [['invalid_status_transition', 'status', 'open']],
  [
    ['invalid_ref_type', 'perspectives[1].references[0].refType', 'suport'],
    ['expert_not_in_dialogue', 'tensions[0].contributors[0]', 'baguette'],
  ],
];

test('three forbidden things: every fault by code, place and value; nothing is written', async () => {
  const path = join(temporaryFolder(), 'refused.db');
  await store(path);
  await using opened = await openStore({ path });
  const before = await opened.dialogues.load(id);
  const told: unknown[] = [];
  for (const { run } of attempts(4)) {
    const error: unknown = await run(opened.dialogues, id).catch((reason: unknown) => reason);
    expect(isColloquyError(error, 'batch_validation_failed')).toBe(true);
    told.push(faultsOf(error).map(({ code, field, value }) => [code, field, value]));
  }
  expect(told).toEqual(expected);
  const after = await opened.dialogues.load(id);
  expect([after.n, after.logHead, after.state.size]).toEqual([before.n, before.logHead, before.state.size]);
});

test('a person gets code, field, value, message and what would be valid', async () => {
  const path = join(temporaryFolder(), 'refused.db');
  await store(path);
  await using opened = await openStore({ path });
  const text = (await forbiddenLines(page, opened.dialogues, id, 4)).join('\n');
  for (const [code = '', field = '', value = ''] of expected.flat()) {
    expect(text).toMatch(
      new RegExp(
        String.raw`- ${field.replaceAll(/[.[\]]/g, String.raw`\$&`)}\n +code +${code}\n +value +"${value}"\n +message `,
      ),
    );
  }
  expect(text).toMatch(/valid +reopened$/m);
  expect(text).toMatch(/valid +support, oppose, refine, address, resolve, reopen, question, depend$/m);
  expect(text.match(/nothing was written: n is 7, as before/g)).toHaveLength(3);
});

test('the demo fails when something forbidden is let through', async () => {
  const path = join(temporaryFolder(), 'refused.db');
  await store(path);
  await using opened = await openStore({ path });
  const lenient: DialogueStore = {
    ...opened.dialogues,
    transitionItem: (dialogue, input, options) =>
      opened.dialogues.transitionItem(dialogue, { ...input, status: 'reopened' }, options),
  };
  await expect(forbiddenLines(page, lenient, id, 4)).rejects.toThrow(
    'Not refused: a resolved tension set back to open.',
  );
});
