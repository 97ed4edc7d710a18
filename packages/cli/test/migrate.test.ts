import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isColloquyError, noteSigner } from '@colloquy/core';
import { openColloquy } from '@colloquy/factory';
import { describe, expect, test } from 'vitest';
import { example, run, type Outcome } from './support/run.ts';
import { between, document, moving, statusOf, twoStores, whole } from './support/twoStores.ts';

/** Of somebody else. */
const otherKey = String(noteSigner('example.org/other', generateKeyPairSync('ed25519').privateKey).verifier);

/** Runs a command that must end so. */
async function ends(code: number, cwd: string, ...args: readonly string[]): Promise<Outcome> {
  const outcome = await run(args, { cwd });
  expect([args, outcome.code, code === 0 ? '' : outcome.err]).toEqual([
    args,
    code,
    outcome.code === 0 ? '' : outcome.err,
  ]);
  return outcome;
}

interface Report {
  readonly report: string;
  readonly totals: { readonly moved: number };
  readonly dialogues: readonly { readonly dialogueId: string; readonly outcome: string; readonly moveId: string }[];
}

describe('a move and the way back', () => {
  test('moves without any key, and the environment speaks of the source alone', async () => {
    const cwd = await twoStores();
    renameSync(join(cwd, 'keys'), join(cwd, 'elsewhere'));
    // Heard for the target too, this would make one store of the two.
    const env = { COLLOQUY_SQLITE_PATH: join(cwd, 'd.db') };
    const dry = await run(['migrate', 'start', moving, '--to', 'archive.json', '--dry-run', '--json'], { cwd, env });
    expect([dry.code, dry.err]).toEqual([0, '']);
    expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, dialogues: [{ outcome: 'would-move', n: 1 }] });
    expect(await statusOf(cwd)).toMatchObject({ phase: 'none', target: { state: 'absent' } });
    const report = join(cwd, 'report.json');
    const moved = await run(
      ['migrate', 'start', moving, ...between, '--ndjson', '--journal', 'move.ndjson', '--report', report],
      { cwd, env },
    );
    expect([moved.code, moved.err]).toEqual([0, '']);
    const events = moved.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; step?: string });
    const { event, ...result } = events.at(-1) as unknown as Report & { event: string };
    expect(event).toBe('result');
    expect(result).toMatchObject({ report: 'colloquy/v1/move', totals: { moved: 1, records: 37 } });
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(result);
    const steps = events.flatMap(({ step }) => step ?? []);
    expect(steps.filter((step) => ['claim', 'leave', 'copy', 'verify', 'activate'].includes(step))).toEqual([
      'claim',
      'leave',
      'copy',
      'verify',
      'activate',
    ]);
    const kept = readFileSync(join(cwd, 'move.ndjson'), 'utf8').trimEnd().split('\n');
    expect(kept.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(
      events.map((each) => each.event).filter((each) => each !== 'progress' && each !== 'result'),
    );
    expect(existsSync(join(cwd, 'keys'))).toBe(false);
    renameSync(join(cwd, 'elsewhere'), join(cwd, 'keys'));
    expect(await whole(cwd, 'archive.json')).toEqual(document);
    expect(await whole(cwd, 'colloquy.json')).toEqual(document);
  });

  test('whoever has the old configuration may read, is told where it went, and is refused when he writes', async () => {
    const cwd = await twoStores();
    await ends(0, cwd, 'migrate', 'start', moving, ...between);
    const shown = await ends(0, cwd, 'show', moving, '--json');
    const { moved } = JSON.parse(shown.out) as { moved: { moveId: string; name: string; n: number } };
    expect(moved).toMatchObject({ name: 'archive', n: 2 });
    expect(JSON.parse(shown.err)).toEqual({ notice: { code: 'dialogue_moved', dialogueId: moving, ...moved } });
    expect((await ends(0, cwd, 'scoreboard', moving)).err).toMatch(
      /^where-to-store has moved to the store archive \(place [0-9a-f]{32}\) with entry 2\./,
    );
    const refused = await ends(4, cwd, 'import', example, '--json');
    expect(refused.out).toBe('');
    expect(JSON.parse(refused.err)).toMatchObject({
      error: { code: 'dialogue_moved', context: { name: 'archive', n: 2, moveId: moved.moveId }, exitCode: 4 },
    });
    expect(JSON.parse((await ends(0, cwd, 'list', '--status', 'moved', '--json')).out)).toMatchObject({
      dialogues: [{ id: moving, status: 'moved', title: 'Where do we store this?', movedTo: { name: 'archive' } }],
    });
    const verified = JSON.parse((await ends(0, cwd, 'verify', '--no-keys', '--json')).out) as { dialogues: object[] };
    expect(verified.dialogues).toMatchObject([
      { ok: true, moved: { name: 'archive', n: 2 }, boundaries: [{ kind: 'migrate.out', n: 2 }] },
    ]);
    // Without the key of the mover nobody who has no other key can tell that it was one.
    const unpinned = await run(['verify', '--no-keys', '--json'], { cwd, env: { COLLOQUY_MOVERS: otherKey } });
    expect(unpinned.code).toBe(1);
    expect(JSON.parse(unpinned.out)).toMatchObject({ dialogues: [{ findings: [{ kind: 'entry_mover', n: 2 }] }] });
  });

  test('all of a store, and back: new dialogues are made where the others are', async () => {
    const cwd = await twoStores();
    expect((await ends(2, cwd, 'migrate', 'start', '--all', ...between)).err).toMatch(/give --yes\. Nothing was done/);
    const { out } = await ends(0, cwd, 'migrate', 'start', '--all', ...between, '--yes', '--json');
    expect(JSON.parse(out)).toMatchObject({ totals: { moved: 1 } });
    expect((await ends(4, cwd, 'import', example, '--id', 'another')).err).toMatch(/^store_retired: .*archive/);
    await ends(0, cwd, 'import', example, '--id', 'another', '--config', 'archive.json');
    const back = await ends(0, cwd, 'migrate', 'back', '--all', ...between, '--yes', '--json');
    expect(JSON.parse(back.out)).toMatchObject({ totals: { moved: 2 } });
    await ends(0, cwd, 'import', example, '--id', 'a-third');
    expect(await whole(cwd, 'colloquy.json')).toEqual(document);
  });

  test('what is purged is still told of, and comes back whole', async () => {
    const cwd = await twoStores();
    await ends(0, cwd, 'migrate', 'start', moving, ...between);
    expect((await ends(2, cwd, 'migrate', 'purge', moving, ...between)).err).toMatch(/give --yes\. Nothing was done/);
    const purged = await ends(0, cwd, 'migrate', 'purge', '--all', ...between, '--yes', '--json');
    expect(JSON.parse(purged.out)).toMatchObject({ purged: [{ dialogueId: moving, holder: { name: 'archive' } }] });
    expect((await ends(0, cwd, 'list')).out).toMatch(/^where-to-store {2}moved .*archive$/m);
    expect((await ends(0, cwd, 'verify')).out).toMatch(/its records\s+were purged here, and its log was checked alone/);
    expect((await ends(0, cwd, 'doctor')).out).toMatch(/^where-to-store {2}moved$/m);
    expect((await ends(4, cwd, 'show', moving)).err).toMatch(/^dialogue_moved: /);
    await ends(0, cwd, 'migrate', 'back', moving, ...between);
    expect(await whole(cwd, 'colloquy.json')).toEqual(document);
  });
});

test('a file that was put back from before the move is named, and where the dialogue is', async () => {
  const cwd = await twoStores();
  cpSync(join(cwd, 'd.db'), join(cwd, 'old.db'));
  await ends(0, cwd, 'migrate', 'start', moving, ...between);
  for (const file of ['d.db', 'd.db-wal', 'd.db-shm']) rmSync(join(cwd, file), { force: true });
  cpSync(join(cwd, 'old.db'), join(cwd, 'd.db'));
  for (const args of [
    ['show', moving],
    ['keys', 'rotate', moving],
  ]) {
    const { err } = await ends(1, cwd, ...args, '--json');
    expect(JSON.parse(err)).toMatchObject({
      error: { code: 'integrity_error', context: { reason: 'rollback', name: 'archive' } },
    });
  }
  expect((await ends(0, cwd, 'list')).out).toMatch(/^where-to-store {2}damaged .*archive$/m);
  expect(JSON.parse((await ends(1, cwd, 'verify', '--json')).out)).toMatchObject({
    dialogues: [{ findings: [{ kind: 'register_rollback', message: expect.stringContaining('archive') as string }] }],
  });
  expect(JSON.parse((await ends(1, cwd, 'doctor', '--beside', 'archive.json', '--json')).out)).toMatchObject({
    dialogues: [
      { verdict: 'rolled_back', beside: { comparison: 'fork', partedAt: 2, other: { name: 'archive', head: 3 } } },
    ],
  });
  const status = await ends(1, cwd, 'migrate', 'status', '--to', 'archive.json', '--json');
  expect(JSON.parse(status.out)).toMatchObject({
    dialogues: [{ phase: 'refused', source: { state: 'active' }, target: { state: 'active' } }],
  });
  await ends(1, cwd, 'migrate', 'start', moving, ...between);
  expect(await whole(cwd, 'archive.json')).toEqual(document);
});

describe('what cannot begin says why, and writes nothing', () => {
  test('wrong calls, keys that are not pinned, not there or not safe, and a register that would be made anew', async () => {
    const cwd = await twoStores({});
    const start = ['migrate', 'start', moving];
    expect((await ends(2, cwd, ...start, '--mover', 'mover/mover.key')).err).toMatch(/--to/);
    expect((await ends(2, cwd, ...start, '--to', 'archive.json')).err).toMatch(/--mover/);
    expect((await ends(2, cwd, 'migrate', 'start', ...between)).err).toMatch(/--all/);
    expect((await ends(2, cwd, ...start, '--to', 'archive.json', '--mover', 'nowhere.key')).err).toMatch(
      /keys create-mover/,
    );
    await ends(0, cwd, 'keys', 'create-mover', 'other/mover.key', '--name', 'example.org/other');
    const unpinned = await ends(3, cwd, ...start, '--to', 'archive.json', '--mover', 'other/mover.key', '--json');
    const { error } = JSON.parse(unpinned.err) as { error: { context: { faults: { path: string }[] } } };
    expect(error.context.faults.map(({ path }) => path)).toEqual(['movers', 'movers']);
    renameSync(join(cwd, 'keys'), join(cwd, 'elsewhere'));
    const without = await ends(3, cwd, ...start, ...between);
    expect(without.err).toMatch(/moves is missing: by default it lies beside the keys,\s+which are not there/);
    expect(existsSync(join(cwd, 'keys'))).toBe(false);
    renameSync(join(cwd, 'elsewhere'), join(cwd, 'keys'));
    expect((await ends(4, cwd, 'migrate', 'resume', moving, ...between)).err).toMatch(
      /^move_refused: No move of where-to-store is under way/,
    );
    expect((await ends(4, cwd, 'migrate', 'start', 'nobody', ...between)).out).toMatch(/dialogue_not_found/);
    expect(await statusOf(cwd)).toMatchObject({ phase: 'none', target: { state: 'absent' } });
  });

  test('names are made harmless for a terminal', async () => {
    const cwd = await twoStores();
    const hostile = '\u001b[2J\u202egnp';
    for (const args of [
      ['migrate', 'start', hostile, ...between],
      ['migrate', 'start', moving, '--to', `${hostile}.json`, '--mover', 'mover/mover.key'],
      ['migrate', 'start', moving, '--to', 'archive.json', '--mover', hostile],
      ['migrate', 'cancel', moving, '--move', hostile, ...between],
      ['keys', 'pin-mover', hostile],
      ['keys', 'create-mover', 'another/mover.key', '--name', hostile],
    ]) {
      const { code, out, err } = await run(args, { cwd });
      expect([args, code === 0]).toEqual([args, false]);
      for (const hidden of ['\u001b', '\u202e']) expect(out + err).not.toContain(hidden);
    }
    // A store with such a name is none.
    writeFileSync(
      join(cwd, 'hostile.json'),
      readFileSync(join(cwd, 'archive.json'), 'utf8').replace('"archive"', String.raw`"\u001b[2J"`),
    );
    expect((await ends(3, cwd, 'list', '--config', 'hostile.json')).err).not.toContain('\u001b');
  });
});

test('pinning keeps the rest of the file, does nothing twice, and refuses what the environment goes over', async () => {
  const cwd = await twoStores();
  const file = join(cwd, 'colloquy.json');
  const before = JSON.parse(readFileSync(file, 'utf8')) as { movers: string[] };
  const made = await ends(0, cwd, 'keys', 'create-mover', 'second/mover.key', '--name', 'example.org/second', '--json');
  const { verifier } = JSON.parse(made.out) as { verifier: string };
  await ends(0, cwd, 'keys', 'pin-mover', verifier);
  const pinned = readFileSync(file, 'utf8');
  expect(JSON.parse(pinned)).toEqual({ ...before, movers: [...before.movers, verifier] });
  await ends(0, cwd, 'keys', 'pin-mover', verifier);
  expect(readFileSync(file, 'utf8')).toBe(pinned);
  const over = await run(['keys', 'pin-mover', otherKey], { cwd, env: { COLLOQUY_MOVERS: verifier } });
  expect([over.code, over.err]).toEqual([2, expect.stringContaining('COLLOQUY_MOVERS')]);
  // The private key has no place in a configuration, by its file or by its text, and is not repeated.
  const secret = readFileSync(join(cwd, 'second/mover.key'), 'utf8').trim();
  for (const given of ['second/mover.key', secret]) {
    const { code, out, err } = await run(['keys', 'pin-mover', given], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('private key')]);
    expect(out + err).not.toContain(secret.slice(-44));
  }
  expect(readFileSync(file, 'utf8')).toBe(pinned);
  // Made again it is the same key, and another name is refused.
  expect(
    (await ends(0, cwd, 'keys', 'create-mover', 'second/mover.key', '--name', 'example.org/second', '--json')).out,
  ).toBe(made.out);
  await ends(2, cwd, 'keys', 'create-mover', 'second/mover.key', '--name', 'example.org/third');
});

test('a program that opens the retired store may refuse its reads', async () => {
  const cwd = await twoStores();
  await ends(0, cwd, 'migrate', 'start', moving, ...between);
  await using opened = await openColloquy({ folder: cwd, environment: {}, retired: 'refuse' });
  const refusal: unknown = await opened.dialogues.load(moving).catch((error: unknown) => error);
  expect(isColloquyError(refusal, 'dialogue_moved')).toBe(true);
});

test('an epoch is destroyed only with the stores that dialogues moved to, or when they are gone', async () => {
  const cwd = await twoStores();
  await ends(0, cwd, 'migrate', 'start', moving, ...between);
  await ends(0, cwd, 'migrate', 'back', moving, ...between);
  await ends(0, cwd, 'keys', 'add-epoch');
  await ends(0, cwd, 'keys', 'rewrap', moving);
  const destroy = ['keys', 'destroy-epoch', '1', '--yes', '--json'];
  const refused = JSON.parse((await ends(4, cwd, ...destroy)).err) as {
    error: { code: string; context: { peers: string[] } };
  };
  expect(refused.error.code).toBe('epoch_in_use');
  const [place = ''] = refused.error.context.peers;
  expect(place).toMatch(/^[0-9a-f]{32}$/);
  // The copy that stayed there is under the epoch.
  expect(JSON.parse((await ends(4, cwd, ...destroy, '--peer', 'archive.json')).err)).toMatchObject({
    error: { code: 'epoch_in_use' },
  });
  await ends(0, cwd, ...destroy, '--gone', place);
  expect(await whole(cwd, 'colloquy.json')).toEqual(document);
});
