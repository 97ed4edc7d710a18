import { createAnalyticsStore, dialogueId, type AnalyticsStore, type DialogueId } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { recordKey } from '../../src/data/names.ts';
import { dialogueKit } from '../../src/dialogue/kit/dialogueKit.ts';
import { storeLaws } from '../../src/laws/storeLaws.ts';
import { Writer } from '../../src/laws/support/Writer.ts';
import { Dice } from '../../src/processes/Dice.ts';
import { registerLaws } from '../../src/suite/Runner.ts';
import { Verifier } from '../../src/suite/Verifier.ts';
import { laggingDynamoKit, laggingFixture } from '../kits/laggingDynamo.ts';
import { settings } from '../settings.ts';

/*
 * The local engine's indexes are never behind; those of the service are. Here they are, by a seeded number of questions, and what is
 * declared eventual must hold all the same.
 */

registerLaws({
  kit: laggingDynamoKit(settings.seed),
  laws: storeLaws.filter(({ clause }) => ['AN-PAGE-02', 'AN-FRESH-02', 'AN-CLOSE-01'].includes(clause)),
  runner: { describe, test },
  ...settings,
  timeout: 120_000,
});

type Status = 'open' | 'abandoned';

/** Asks again until it is so. Each question brings the indexes nearer. */
async function until(ask: () => Promise<boolean>): Promise<void> {
  for (let asked = 0; asked < 200; asked++) if (await ask()) return;
  throw new Error('the index never caught up');
}

async function listed(analytics: AnalyticsStore, status: Status): Promise<readonly DialogueId[]> {
  return (await analytics.listByStatus(status, { limit: 10 })).rows.map((row) => row.dialogueId);
}

test('rows that are out of date are told, unverified, and the dialogue itself says what is true', async () => {
  const kit = dialogueKit(laggingDynamoKit(settings.seed));
  const fixture = await kit.create();
  try {
    const dialogues = fixture.store();
    const analytics = createAnalyticsStore({ backend: fixture.backend, dialogues });
    const id = dialogueId('late');
    await dialogues.create(id, { title: 'Who is late' });

    expect(await listed(analytics, 'open')).toEqual([]);
    expect((await analytics.similarDialogues('Who is late', { scan: 10, limit: 10 })).compared).toBe(0);
    expect((await dialogues.get(id))?.value.status).toBe('open');
    await until(async () => (await listed(analytics, 'open')).includes(id));

    await dialogues.setDialogueStatus(id, { status: 'abandoned', reason: 'Enough.' });
    expect(await listed(analytics, 'open')).toEqual([id]);
    expect(await listed(analytics, 'abandoned')).toEqual([]);
    expect((await dialogues.get(id))?.value.status).toBe('abandoned');
    // A search opens what the index names, and tells what it has opened.
    expect((await analytics.similarDialogues('Who is late', { scan: 10, limit: 10 })).rows).toMatchObject([
      { dialogueId: id, similarity: 1 },
    ]);
    await until(async () => (await listed(analytics, 'abandoned')).includes(id));
    expect(await listed(analytics, 'open')).toEqual([]);
  } finally {
    await fixture.close();
  }
});

const createdAt = (at: number): string => `2026-02-0${1 + (at % 3)}T12:00:00.000Z`;

/** Dialogues that never change, and others that come, go and come back while pages are read. */
const stays = (at: number): boolean => at % 2 === 0;

for (const seed of [0, 1, 2, 3].map((more) => settings.seed + more)) {
  test(`pages over an index that moves neither fail nor go on for ever (seed ${seed})`, async () => {
    const { fixture, indexes } = await laggingFixture(seed);
    try {
      const dice = new Dice(seed);
      const verifier = new Verifier('AN-PAGE-02');
      const writers = Array.from({ length: 20 }, (_, at) => new Writer(verifier, fixture.store, dialogueId(`d-${at}`)));
      const put = async (at: number, status: string): Promise<void> => {
        const attributes = { status, createdAt: createdAt(at) };
        const tension = { ...attributes, status: status === 'open' ? 'open' : 'resolved' };
        const puts = [
          { key: recordKey('dialogue#meta'), attributes },
          { key: recordKey('tension#00#01'), attributes: tension },
          { key: recordKey('expert#muffin'), attributes: { totalScore: at } },
          { key: recordKey(`expert#e-${at}`), attributes: status === 'open' ? { totalScore: 7 } : {} },
        ];
        await writers[at]?.commit({ puts });
      };
      for (const at of writers.keys()) await put(at, 'open');
      await indexes.catchUp();

      const analytics = createAnalyticsStore({ backend: fixture.store, dialogues: { get: async () => undefined } });
      const lists = [
        (cursor: string | undefined) => analytics.listByStatus('open', { limit: 3, cursor }),
        (cursor: string | undefined) => analytics.openTensions({ limit: 3, cursor }),
        (cursor: string | undefined) => analytics.expertRanking({ limit: 3, cursor }),
      ];
      for (const [list, ask] of lists.entries()) {
        const read: string[] = [];
        let pages = 0;
        for (let cursor: string | undefined; ;) {
          const page = await ask(cursor);
          read.push(...page.rows.map((row) => ('slug' in row ? row.slug : row.dialogueId)));
          expect((pages += 1), 'pages of a list of 21 rows at the most').toBeLessThanOrEqual(20);
          cursor = page.cursor;
          if (cursor === undefined) break;
          for (let change = 0; change < 3; change++) {
            const at = dice.below(writers.length);
            if (!stays(at)) await put(at, dice.below(2) === 0 ? 'abandoned' : 'open');
          }
          // Sometimes everything shows at once, between two pages.
          if (dice.below(4) === 0) await indexes.catchUp();
        }
        for (const at of [...writers.keys()].filter(stays)) {
          const name = list === 2 ? `e-${at}` : `d-${at}`;
          expect(
            read.filter((each) => each === name),
            `${name} in list ${list}`,
          ).toEqual([name]);
        }
      }
    } finally {
      await fixture.close();
    }
  }, 60_000);
}
