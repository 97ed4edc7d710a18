import { dialogueId, exportDocument } from '@colloquy/core';
import { expect, test } from 'vitest';
import { onSqlite } from './support.ts';

const source = dialogueId('ten-thousand');
const target = dialogueId('ten-thousand-again');

/** Rounds of 95 items of each type, until there are 10 000 entities, events and refs included. */
test('a dialogue of 10 000 entities: stored by rounds, loaded, verified; exported, imported and equal', async () => {
  await onSqlite(async ({ open, backend }) => {
    const writer = open();
    await writer.create(source, { title: 'Ten thousand' });
    await writer.registerExpert(source, { slug: 'muffin', role: 'Voice', tier: 'Core', source: 'pool' });
    const many = (prefix: string, round: number) =>
      Array.from({ length: 95 }, (_, at) => {
        const number = String(at + 1).padStart(2, '0');
        return {
          localId: `MUFFIN-${prefix}${String(round).padStart(2, '0')}${number}`,
          label: `${prefix} ${at}`,
          content: `What was said in round ${round}, item ${at}.`,
          contributors: ['muffin'],
        };
      });
    for (let round = 0; (await backend.load(source)).records.length < 10_000; round++) {
      await writer.registerRound(source, {
        round,
        panel: [{ slug: 'muffin', source: 'pool' }],
        perspectives: many('P', round),
        recommendations: many('R', round),
        evidence: many('E', round),
        claims: many('C', round),
      });
    }

    const loaded = await open().load(source);
    const entities = [...loaded.state.entries()].length;
    expect(entities).toBeGreaterThanOrEqual(9_990);
    const { ok, findings } = await open().verify(source);
    expect({ ok, findings }).toEqual({ ok: true, findings: [] });

    const document = exportDocument(loaded.state);
    const imported = await open().importDocument(target, document);
    expect(imported.value.entities).toBe(entities);
    expect(imported.value.commits).toBeGreaterThan(1);
    const again = await open().load(target);
    expect(exportDocument(again.state)).toEqual(document);
    expect((await open().verify(target)).ok).toBe(true);
  });
}, 60_000);
