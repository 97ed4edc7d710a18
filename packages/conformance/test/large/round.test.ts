import { dialogueId, scoreboard } from '@colloquy/core';
import { expect, test } from 'vitest';
import { experts, largeRound } from './largeRound.ts';
import { onSqlite } from './support.ts';

const id = dialogueId('large-round');
test('a round of 500 records is one commit: stored, loaded, verified', async () => {
  await onSqlite(async ({ open, backend }) => {
    const writer = open();
    await writer.create(id, { title: 'A large round' });
    for (const slug of experts) await writer.registerExpert(id, { slug, role: 'Voice', tier: 'Core', source: 'pool' });
    const before = (await backend.load(id)).records.length;
    const { n, value } = await writer.registerRound(id, largeRound());
    expect(value.ids).toHaveLength(200);
    const { records, head } = await backend.load(id);
    expect(head?.n).toBe(n);
    expect(n).toBe(2 + experts.length);
    expect(records.length - before).toBe(500);

    const reader = open();
    const { state } = await reader.load(id);
    expect(state.list('tension').length + state.list('claim').length).toBe(80);
    expect(scoreboard(state).rows).toHaveLength(1);
    const { ok, findings } = await reader.verify(id);
    expect({ ok, findings }).toEqual({ ok: true, findings: [] });
  });
});
