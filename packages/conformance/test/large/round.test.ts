import { dialogueId, scoreboard } from '@colloquy/core';
import { expect, test } from 'vitest';
import { onSqlite } from './support.ts';

const id = dialogueId('large-round');
const experts = ['muffin', 'scone', 'bagel', 'brioche', 'croissant'];

function many<T>(count: number, make: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

/** 40 items of each of the five types, 98 moves, and the round itself; items and round each have their first event beside them. */
function round() {
  const author = (at: number): readonly string[] => [experts[at % experts.length] ?? ''];
  const item = (prefix: string) => (at: number) => ({
    localId: `${author(at)[0]?.toUpperCase()}-${prefix}00${String(at + 1).padStart(2, '0')}`,
    label: `${prefix} ${at}`,
    content: `What ${author(at)[0]} says at ${at}.`,
    contributors: author(at),
  });
  return {
    round: 0,
    panel: experts.map((slug) => ({ slug, source: 'pool' as const })),
    perspectives: many(40, item('P')),
    tensions: many(40, (at) => {
      const { content, ...rest } = item('T')(at);
      return { ...rest, description: content };
    }),
    recommendations: many(40, item('R')),
    evidence: many(40, item('E')),
    claims: many(40, item('C')),
    moves: many(98, (at) => ({ expert: author(at)[0] ?? '', moveType: 'defend' as const, targets: [] })),
  };
}

test('a round of 500 records is one commit: stored, loaded, verified', async () => {
  await onSqlite(async ({ open, backend }) => {
    const writer = open();
    await writer.create(id, { title: 'A large round' });
    for (const slug of experts) await writer.registerExpert(id, { slug, role: 'Voice', tier: 'Core', source: 'pool' });
    const before = (await backend.load(id)).records.length;
    const { n, value } = await writer.registerRound(id, round());
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
