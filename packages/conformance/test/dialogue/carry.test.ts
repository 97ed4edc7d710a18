import type { DialogueId } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { dialogueKit } from '../../src/dialogue/kit/dialogueKit.ts';
import type { DialogueFixture } from '../../src/dialogue/kit/DialogueFixture.ts';
import { dumpOf } from '../../src/differential/dump.ts';
import { id, perform, performAll, tension, wholeStory } from '../../src/dialogue/support/story.ts';
import { textOf } from '../../src/dialogue/support/state.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { dynamoKit } from '../kits/dynamo.ts';
import { postgresKit } from '../kits/postgres.ts';
import { sqliteKit } from '../kits/sqlite.ts';

/*
 * A partition is portable: its rows, byte for byte, are the same dialogue on every other backend, under the same keys.
 */

const kits = [
  memoryKit(),
  memoryKit({ transactionLimit: 7, pageSize: 3 }),
  sqliteKit(),
  postgresKit(),
  dynamoKit(),
].map((kit) => ({
  name: kit.name,
  kit: dialogueKit(kit),
}));

const pairs = kits.flatMap((from) => kits.filter((to) => to !== from).map((to) => ({ from, to })));

/** Through the probes, past both stores: as a restore from somewhere else would. Rows that are there already are overwritten. */
async function carry(from: DialogueFixture, to: DialogueFixture, dialogue: DialogueId): Promise<void> {
  const { head, log, records } = await from.probe.rows(dialogue);
  for (const record of records) await to.probe.putRecord(dialogue, record);
  for (const entry of log) await to.probe.putEntry(dialogue, entry);
  if (head !== undefined) await to.probe.putHead(dialogue, head);
}

describe('a partition that is carried raw opens, verifies, goes on and comes back', () => {
  test.each(pairs)('$from.name to $to.name', async ({ from, to }) => {
    const [source, target] = [await from.kit.create(), await to.kit.create()];
    try {
      const writer = source.store();
      await performAll(writer, id, wholeStory);
      await source.operations().rotateDataKey(id);
      await perform(writer, id, tension);
      const before = await writer.load(id);

      await carry(source, target, id);
      expect(await dumpOf(target.probe, id)).toBe(await dumpOf(source.probe, id));
      const there = target.store();
      const after = await there.load(id);
      expect(after.logHead).toEqual(before.logHead);
      expect(textOf(after.state)).toBe(textOf(before.state));
      expect((await there.verify(id)).findings).toEqual([]);

      await perform(there, id, tension);
      await carry(target, source, id);
      expect(await dumpOf(source.probe, id)).toBe(await dumpOf(target.probe, id));
      // The writer has seen what was before, and recognises what came back as its continuation.
      expect((await writer.load(id)).n).toBe(before.n + 1);
      expect((await writer.verify(id)).findings).toEqual([]);
    } finally {
      await source.close();
      await target.close();
    }
  });
});
