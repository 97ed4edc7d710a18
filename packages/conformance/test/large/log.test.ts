import { dialogueId } from '@colloquy/core';
import { expect, test } from 'vitest';
import { onSqlite } from './support.ts';

const id = dialogueId('long-log');
const commits = 10_000;

test('a log of 10 000 commits: stored, read page by page, loaded, verified', async () => {
  await onSqlite(async ({ open }) => {
    const writer = open();
    await writer.create(id, { title: 'A long log' });
    await writer.registerExpert(id, { slug: 'muffin', role: 'Voice', tier: 'Core', source: 'pool' });
    await writer.createRound(id, { round: 0, panel: [{ slug: 'muffin', source: 'pool' }] });
    const item = {
      type: 'tension',
      round: 0,
      label: 'On and on',
      description: 'Is it over?',
      contributors: ['muffin'],
    } as const;
    await writer.registerItem(id, item);
    await writer.registerItem(id, { ...item, label: 'And on' });
    // An entity has 9 999 events at most, so two share them.
    for (let n = 6; n <= commits; n++) {
      const target = n % 2 === 0 ? 'T0001' : 'T0002';
      const written = await writer.commentTension(id, { target, actors: ['muffin'], reason: `At ${n}.` });
      expect(written.n).toBe(n);
    }

    const reader = open();
    const seen: number[] = [];
    for (let from: number | undefined = 1; from !== undefined;) {
      const page: Awaited<ReturnType<typeof reader.history>> = await reader.history(id, from, 1000);
      seen.push(...page.entries.map(({ n }) => n));
      from = page.next;
    }
    expect(seen).toEqual(Array.from({ length: commits }, (_, at) => at + 1));
    const { n, state } = await reader.load(id);
    expect(n).toBe(commits);
    expect(state.list('event').filter(({ eventType }) => eventType === 'commented')).toHaveLength(commits - 5);
    const { ok, findings } = await reader.verify(id);
    expect({ ok, findings }).toEqual({ ok: true, findings: [] });
  });
}, 60_000);
