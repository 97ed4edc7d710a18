import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ColloquyError, compareAscii, FileMoveJournal, readMoveJournal, type MoveReport } from '@colloquy/core';
import { afterAll, describe, expect, test } from 'vitest';
import { dialogueKit } from '../../src/dialogue/kit/dialogueKit.ts';
import { outcomes } from '../../src/dialogue/laws/mgWhole.ts';
import { Killed, Pair, withPort } from '../../src/dialogue/support/moves.ts';
import {
  activeAt,
  damage,
  fill,
  idAt,
  storeMover,
  successors,
  type WholeOptions,
} from '../../src/dialogue/support/wholes.ts';
import type { AdapterKit } from '../../src/kit/AdapterKit.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { sqliteKit } from '../kits/sqlite.ts';
import { settings } from '../settings.ts';
import { Mortal } from './support/Mortal.ts';
import { faultsOf } from './support/reportSchema.ts';
import { diceOf, operationsOf, Writers } from './support/Writers.ts';

const folder = mkdtempSync(join(tmpdir(), 'colloquy-whole-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Dialogues at the beginning: 1 is damaged, 2 is torn. */
const count = 40;
const unsound = [1, 2];

interface Stage {
  readonly pair: Pair;
  readonly writers: Writers;
}

/** A pair of stores whose dialogues are written to all the time. */
async function staged(
  kit: AdapterKit,
  under: 'source' | 'target',
  seed: number,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const fixture = await dialogueKit(kit).create();
  try {
    const pair = await Pair.of(fixture, under);
    const store = pair.store(pair.source);
    for (let at = 0; at < count; at++) await fill(store, idAt(at), at % 4);
    const { source } = pair;
    await damage(source.fixture, idAt(1));
    const { records } = await source.fixture.probe.rows(idAt(2));
    const lost = records.find(({ key }) => key.startsWith('round'));
    if (lost !== undefined) await source.fixture.probe.removeRecord(idAt(2), lost.key);
    const writers = new Writers(pair, seed);
    for (let at = 0; at < count; at++) if (!unsound.includes(at)) writers.write(idAt(at), 150);
    await play({ pair, writers });
    await writers.stop();
    await judge(pair, writers);
  } finally {
    await fixture.close();
  }
}

/** Every acknowledged commit is on the active side, exactly once, and what is there verifies with keys. */
async function judge(pair: Pair, { acknowledged }: Writers): Promise<void> {
  const stores = { source: pair.store(pair.source), target: pair.store(pair.target) };
  for (const [id, operations] of acknowledged) {
    const at = await activeAt(pair, id);
    if (at !== 'source' && at !== 'target') throw new Error(`${id} is active ${at}`);
    expect([id, await operationsOf(pair[at], id)]).toEqual([id, operations]);
    expect(operations.length, id).toBeGreaterThan(0);
    const { ok, findings } = await stores[at].verify(id);
    expect([id, ok, findings]).toEqual([id, true, []]);
  }
}

async function whereAll(pair: Pair): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (let at = 0; at < count; at++) found[idAt(at)] = await activeAt(pair, idAt(at));
  return found;
}

const allMoved = Object.fromEntries(
  Array.from({ length: count }, (_, at) => [idAt(at), unsound.includes(at) ? 'source' : 'target']),
);

async function moved(pair: Pair, options: WholeOptions = {}): Promise<MoveReport> {
  const report = await storeMover(pair, options).migrateStore();
  expect(faultsOf(report)).toEqual([]);
  return report;
}

const stages: readonly (readonly [string, () => AdapterKit, 'source' | 'target'])[] = [
  ['from memory to memory', memoryKit, 'source'],
  ['from SQLite to memory', sqliteKit, 'source'],
  ['from memory to SQLite', sqliteKit, 'target'],
];

describe.each(stages)('%s, with forty dialogues that are written to', (_name, kitOf, under) => {
  const limits = { timeout: 180_000 };

  test('each moves whole, and new ones are made at the target', limits, async () => {
    await staged(kitOf(), under, settings.seed, async ({ pair, writers }) => {
      writers.create([60, 61, 62, 63].map(idAt), 30);
      const seen: number[] = [];
      const report = await moved(pair, {
        concurrency: 6,
        onEvent: (event) => void (event.event === 'pass' ? seen.push(event.pass) : undefined),
      });
      expect(await whereAll(pair)).toEqual(allMoved);
      expect(seen.length).toBeGreaterThan(1);
      const { moved: all, refused } = report.totals;
      expect([all >= 38, refused, report.cutOver.count]).toEqual([true, 2, all]);
      expect(outcomes(report)[idAt(1)]).toBe('refused integrity_error');
      expect(outcomes(report)[idAt(2)]).toBe('refused integrity_error');
      await writers.stop();
      expect(writers.told.moved).toBeGreaterThan(0);
      expect(writers.told.retired).toBeGreaterThan(0);
      expect(await successors(pair)).toEqual(['there', undefined]);
    });
  });

  test('killed at any write, and started again, it comes to the same end', limits, async () => {
    const roll = diceOf(settings.seed);
    await staged(kitOf(), under, settings.seed + 1, async ({ pair }) => {
      const path = join(folder, `${under}-${kitOf().name}.ndjson`);
      let [kills, torn] = [0, 0];
      for (let isEnded = false; !isEnded;) {
        const mortal = new Mortal(kills < 10 ? 1 + roll(90) : Infinity, roll(2) === 1);
        const journal = new FileMoveJournal({ path });
        try {
          await moved(pair, { ...mortal.over(pair), journal, concurrency: 1 + roll(6) });
          isEnded = !mortal.isDead;
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
          kills += 1;
          if (roll(2) === 1) {
            torn += 1;
            appendFileSync(path, '{"at":"2026-01-01T00:0');
          }
        }
        await journal.close();
      }
      expect(kills).toBeGreaterThan(3);
      expect(await whereAll(pair)).toEqual(allMoved);
      const read = await readMoveJournal(path);
      expect(read.torn).toBe(torn);
      const told = read.events.flatMap((event) => (event.event === 'dialogue' ? [event.dialogueId] : []));
      expect(new Set(told).size).toBe(count);
      expect(read.events.filter(({ event }) => event === 'begun').length).toBe(kills + 1);
    });
  });

  test(
    'a target that is full in the middle gives back what was in transit, and takes it when there is room',
    limits,
    async () => {
      await staged(kitOf(), under, settings.seed + 2, async ({ pair }) => {
        let [batches, room] = [0, 30];
        const target = withPort(pair.target.fixture.backend, async (name, call) => {
          if (name === 'writeBatch' && (batches += 1) > room) throw new ColloquyError('storage_full', 'Full.');
          return call();
        });
        const report = await moved(pair, { target, concurrency: 5 });
        const where = Object.values(await whereAll(pair));
        expect(where.filter((at) => at === 'nowhere' || at === 'both')).toEqual([]);
        expect(where.filter((at) => at === 'target').length).toBe(report.totals.moved);
        expect(report.totals.moved).toBeGreaterThan(0);
        expect(report.totals.moved).toBeLessThan(38);
        const codes = new Set(report.dialogues.flatMap(({ outcome, code }) => (outcome === 'moved' ? [] : [code])));
        expect([...codes].map(String).toSorted(compareAscii)).toEqual(['integrity_error', 'storage_full']);
        room = Infinity;
        await moved(pair, { target });
        expect(await whereAll(pair)).toEqual(allMoved);
      });
    },
  );

  test('cancelled in the middle, moved again and moved back', limits, async () => {
    await staged(kitOf(), under, settings.seed + 3, async ({ pair }) => {
      const mortal = new Mortal(150, true);
      await expect(moved(pair, { ...mortal.over(pair), concurrency: 6 })).rejects.toBeInstanceOf(Killed);
      const { unsettled, counts, successor } = await storeMover(pair).status();
      expect(successor?.name).toBe('there');
      expect(unsettled.length).toBe(counts.inTransit + counts.unclear);
      expect(counts.inTransit).toBeGreaterThan(0);
      const cancelled = await storeMover(pair).cancel();
      expect(faultsOf(cancelled)).toEqual([]);
      expect(cancelled.totals.cancelled).toBe(counts.inTransit);
      expect((await storeMover(pair).status()).counts.inTransit).toBe(0);
      expect(Object.values(await whereAll(pair)).filter((at) => at === 'nowhere')).toEqual([]);
      await moved(pair);
      expect(await whereAll(pair)).toEqual(allMoved);
      const back = await storeMover(pair).back();
      expect(faultsOf(back)).toEqual([]);
      expect(back.totals.moved).toBe(count - unsound.length);
      expect(new Set(Object.values(await whereAll(pair)))).toEqual(new Set(['source']));
      // Only what was written since is carried back.
      expect(back.dialogues.every(({ base = 0 }) => base > 0)).toBe(true);
    });
  });
});

test('the schema refuses what is no report', () => {
  const store = { backend: 'memory', name: 'here', place: 'a'.repeat(32) };
  const none = { moved: 0, skipped: 0, refused: 0, cancelled: 0, records: 0, entries: 0, bytes: 0 };
  const report = {
    report: 'colloquy/v1/move',
    dryRun: false,
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: '2026-01-01T00:00:01.000Z',
    source: store,
    target: { ...store, place: 'b'.repeat(32) },
    totals: none,
    cutOver: { count: 0, p50Ms: 0, p95Ms: 0, maxMs: 0, waitedMs: 0 },
    dialogues: [{ dialogueId: 'a', outcome: 'moved', cutOverMs: 1.5, cutOverBy: 'wall' }],
  };
  expect(faultsOf(report)).toEqual([]);
  const wrong: readonly object[] = [
    { report: 'colloquy/v2/move' },
    { startedAt: '2026-01-01' },
    { source: { ...store, place: 'here' } },
    { totals: { ...none, moved: -1 } },
    { totals: { ...none, more: 1 } },
    { dialogues: [{ dialogueId: 'a', outcome: 'lost' }] },
    { dialogues: [{ dialogueId: 'a', outcome: 'refused' }] },
    { dialogues: [{ dialogueId: 'a', outcome: 'would-move' }] },
    { dialogues: [{ dialogueId: 'a', outcome: 'skipped', cutOverMs: 1, cutOverBy: 'wall' }] },
    { dialogues: [{ dialogueId: 'a', outcome: 'moved', cutOverMs: 1 }] },
    { more: true },
  ];
  for (const change of wrong) expect(faultsOf({ ...report, ...change }), JSON.stringify(change)).not.toEqual([]);
});
