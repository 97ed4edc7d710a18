import { ColloquyError, type MigrationBackend, type PartitionStore } from '@colloquy/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dialogueKit } from '../../src/dialogue/kit/dialogueKit.ts';
import { outcomes } from '../../src/dialogue/laws/mgWhole.ts';
import { sure } from '../../src/dialogue/support/errors.ts';
import { intercept } from '../../src/dialogue/support/intercept.ts';
import { elsewhere, there } from '../../src/dialogue/support/crossing.ts';
import { settleAt } from '../../src/dialogue/support/moving.ts';
import { dyingAt, Killed, withPort, type Pair } from '../../src/dialogue/support/moves.ts';
import { perform } from '../../src/dialogue/support/story.ts';
import { activeAt, everything, filled, idAt, storeMover, successors } from '../../src/dialogue/support/wholes.ts';
import { HeldCall } from '../../src/steps/HeldCall.ts';
import { StepGate } from '../../src/steps/StepGate.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { faultsOf } from './support/reportSchema.ts';

async function pairOf(count: number, options: Parameters<typeof memoryKit>[0] = {}): Promise<Pair> {
  const fixture = await dialogueKit(memoryKit(options)).create();
  onTestFinished(() => fixture.close());
  return filled(fixture, count);
}

const away = (): never => {
  throw new ColloquyError('backend_unavailable', 'Nobody answers.');
};

/** A backend that answers nothing while it is away. */
function leaving(backend: PartitionStore & MigrationBackend, isAway: () => boolean): PartitionStore & MigrationBackend {
  const port = withPort(backend, async (_name, call) => (isAway() ? away() : call()));
  const log: PartitionStore['log'] = async (...args) => (isAway() ? away() : backend.log(...args));
  return { ...port, log };
}

async function whereAll(pair: Pair, count: number): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => activeAt(pair, idAt(at))));
}

describe('a store that is away', () => {
  test('the target: nothing new is begun, what is closed is left, and the next run ends it', async () => {
    const pair = await pairOf(8);
    let batches = 0;
    const target = withPort(pair.target.fixture.backend, async (name, call) => {
      if (name === 'writeBatch') batches += 1;
      return call();
    });
    const report = await storeMover(pair, {
      target: leaving(target, () => batches >= 3),
      concurrency: 2,
    }).migrateStore();
    expect(faultsOf(report)).toEqual([]);
    const where = await whereAll(pair, 8);
    const told = outcomes(report);
    for (const [at, place] of where.entries()) {
      const expected = { nowhere: /^in-transit/, target: /^(moved|in-transit)/, source: /^(not-checked|refused)/ }[
        place
      ];
      expect([place, told[idAt(at)]]).toEqual([place, expect.stringMatching(expected ?? /never/)]);
    }
    expect(where.filter((place) => place === 'nowhere').length).toBeGreaterThan(0);
    expect(where.filter((place) => place === 'source').length).toBeGreaterThan(3);
    const again = await storeMover(pair).migrateStore();
    expect(new Set(await whereAll(pair, 8))).toEqual(new Set(['target']));
    const resumed = again.dialogues.filter(({ cutOverBy }) => cutOverBy === 'wall');
    expect(resumed.length).toBe(where.filter((place) => place === 'nowhere').length);
  });

  test('the source, for one dialogue: it is left for the next run, and the others move', async () => {
    const pair = await pairOf(4);
    let isAway = false;
    const source = withPort(pair.source.fixture.backend, async (name, call, [id]) => {
      if (name === 'exportBatch' && id === idAt(2) && isAway) away();
      const answer = await call();
      if (name === 'change' && id === idAt(2)) isAway = true;
      return answer;
    });
    const report = await storeMover(pair, { source }).migrateStore();
    expect(outcomes(report)).toEqual({
      [idAt(0)]: 'moved',
      [idAt(1)]: 'moved',
      [idAt(2)]: 'in-transit backend_unavailable',
      [idAt(3)]: 'moved',
    });
    expect(await activeAt(pair, idAt(2))).toBe('nowhere');
    expect((await storeMover(pair).status()).unsettled).toMatchObject([{ dialogueId: idAt(2), phase: 'in-transit' }]);
    expect(outcomes(await storeMover(pair).migrateStore())[idAt(2)]).toBe('moved');
  });

  test('the source, when it is listed: the run rejects', async () => {
    const pair = await pairOf(2);
    const source = withPort(pair.source.fixture.backend, async (name, call) =>
      name === 'listPartitions' ? away() : call(),
    );
    await expect(storeMover(pair, { source }).migrateStore()).rejects.toMatchObject({ code: 'backend_unavailable' });
    expect(await whereAll(pair, 2)).toEqual(['source', 'source']);
  });
});

test('what nobody can write to comes first, wherever it is listed', async () => {
  const pair = await pairOf(6);
  for (const at of [3, 5]) {
    await expect(pair.mover({ onStep: dyingAt(13).onStep }).start(idAt(at))).rejects.toBeInstanceOf(Killed);
    expect(await activeAt(pair, idAt(at))).toBe('nowhere');
  }
  const { dialogues } = await storeMover(pair, { concurrency: 1 }).migrateStore();
  expect(dialogues.map(({ dialogueId, cutOverBy }) => [dialogueId, cutOverBy])).toEqual([
    [idAt(3), 'wall'],
    [idAt(5), 'wall'],
    ...[0, 1, 2, 4].map((at) => [idAt(at), 'monotonic']),
  ]);
});

describe('several at once', () => {
  test('two runs are one move of each dialogue', async () => {
    const pair = await pairOf(9);
    const runs = await Promise.all([storeMover(pair).migrateStore(), storeMover(pair).migrateStore()]);
    for (const report of runs) expect(faultsOf(report)).toEqual([]);
    expect(new Set(await whereAll(pair, 9))).toEqual(new Set(['target']));
    const kinds = async (id: ReturnType<typeof idAt>): Promise<number> => {
      const { log } = await pair.target.fixture.probe.rows(id);
      return log.filter(({ header }) => Buffer.from(header).includes('"migrate.in"')).length;
    };
    for (let at = 0; at < 9; at++) expect(await kinds(idAt(at))).toBe(1);
  });

  test('a run ends with the signal of its caller, and the next one goes on', async () => {
    const pair = await pairOf(8);
    const ended = new AbortController();
    let batches = 0;
    const target = withPort(pair.target.fixture.backend, async (name, call) => {
      if (name === 'writeBatch' && (batches += 1) === 3) ended.abort(new Error('enough'));
      return call();
    });
    await expect(storeMover(pair, { target }).migrateStore({ signal: ended.signal })).rejects.toThrow('enough');
    const where = await whereAll(pair, 8);
    expect(where.filter((place) => place === 'source').length).toBeGreaterThan(0);
    expect(where).not.toContain('both');
    await storeMover(pair).migrateStore();
    expect(new Set(await whereAll(pair, 8))).toEqual(new Set(['target']));
  });
});

describe('refused as a whole, before anything is written', () => {
  test('one store by two names, and a backend that dialogues cannot move from', async () => {
    const pair = await pairOf(2);
    const ids = [idAt(0), idAt(1)];
    await settleAt(pair.target.fixture, { ...there, place: pair.source.at.place });
    const before = await everything(pair, ids);
    await expect(storeMover(pair).migrateStore()).rejects.toMatchObject({
      code: 'move_refused',
      context: { reason: 'same_place' },
    });
    expect(await everything(pair, ids)).toEqual(before);
    const other = await pairOf(1);
    const source = intercept(other.source.fixture.backend, {});
    await expect(storeMover(other, { source }).migrateStore({ dryRun: true })).rejects.toMatchObject({
      code: 'move_refused',
      context: { reason: 'no_capability' },
    });
  });
});

test('what went to a third store is skipped, and what is on its way there too', async () => {
  const pair = await pairOf(3);
  const third = await pair.source.fixture.reference();
  const keyring = await settleAt(third, elsewhere);
  const aside = pair.beside({ fixture: third, at: elsewhere, keyring });
  await aside.mover().start(idAt(1));
  const report = await storeMover(pair).migrateStore();
  expect(outcomes(report)).toEqual({ [idAt(0)]: 'moved', [idAt(1)]: 'skipped', [idAt(2)]: 'moved' });
  const { message = '' } = sure(report.dialogues.find(({ dialogueId }) => dialogueId === idAt(1)));
  expect(message).toContain(elsewhere.name);
  expect(await successors(pair)).toEqual(['there', undefined]);
});

test('a dry run leaves a large commit as its dead writer left it; a move ends it first', async () => {
  const large = {
    method: 'registerRound',
    input: {
      round: 1,
      panel: [{ slug: 'muffin', source: 'retained' }],
      perspectives: Array.from({ length: 20 }, (_, at) => ({
        label: `Of many ${at}`,
        content: 'One of a batch that takes several transactions.',
        contributors: ['muffin'],
      })),
    },
  } as const;
  let found = 0;
  for (let step = 1, isRunning = true; isRunning && found < 2; step++) {
    const pair = await pairOf(1, { transactionLimit: 7 });
    const { fixture } = pair.source;
    const gate = new StepGate();
    const backend = await sure(fixture.adapter.stepped)(gate);
    const call = new HeldCall(gate, () => perform(pair.store(pair.source, backend), idAt(0), large));
    isRunning = await call.advance(step);
    gate.kill();
    const { pending } = await sure(fixture.backend.migration).residence(idAt(0));
    if (!pending) continue;
    found += 1;
    const before = [await everything(pair, [idAt(0)]), (await fixture.probe.rows(idAt(0))).leftovers];
    const dry = await storeMover(pair).migrateStore({ dryRun: true });
    expect(dry.dialogues).toMatchObject([{ outcome: 'not-checked', reason: 'unfinished' }]);
    expect(faultsOf(dry)).toEqual([]);
    expect([await everything(pair, [idAt(0)]), (await fixture.probe.rows(idAt(0))).leftovers]).toEqual(before);
    expect(outcomes(await storeMover(pair).migrateStore())).toEqual({ [idAt(0)]: 'moved' });
    const { ok, findings } = await pair.store(pair.target).verify(idAt(0));
    expect([ok, findings]).toEqual([true, []]);
  }
  expect(found).toBe(2);
});
