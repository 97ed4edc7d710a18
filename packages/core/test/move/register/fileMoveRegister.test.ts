import { chmod, link, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isColloquyError } from '../../../src/errors/index.ts';
import { CallbackMoveRegister } from '../../../src/move/register/CallbackMoveRegister.ts';
import { FileMoveRegister, localRegisterDirectory } from '../../../src/move/register/FileMoveRegister.ts';
import { MemoryMoveRegister } from '../../../src/move/register/MemoryMoveRegister.ts';
import type { MoveRegister, RegisteredMove } from '../../../src/move/register/MoveRegister.ts';
import { encodeMove, moveName, readMove } from '../../../src/move/register/registeredMove.ts';
import type { LogEntry } from '../../../src/traits/PartitionStore.ts';
import { a, b, c, cross, id, realLog, signerOf } from '../support/crossing.ts';

let home: string;
let directory: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'colloquy-moves-'));
  directory = localRegisterDirectory(join(home, 'keys'));
});

afterEach(async () => rm(home, { recursive: true, force: true }));

const log = await realLog();
const gone = await cross(log, { kind: 'migrate.out', move: '1', source: a, target: b });
const back = await cross(gone, { kind: 'migrate.cancel', move: '1', source: a, target: b });
const arrived = await cross(gone, { kind: 'migrate.in', move: '1', source: a, target: b });

function moveOf(entries: readonly LogEntry[]): RegisteredMove {
  const last = entries.at(-1);
  const move = last && readMove(last);
  if (move === undefined) throw new Error('The last entry is no boundary.');
  const { dialogueId, logId, entry } = move;
  return { dialogueId, logId, entry };
}

const [out, cancel, into] = [moveOf(gone), moveOf(back), moveOf(arrived)];
const giveUp = { kind: 'migrate.cancel', move: '1', source: a, target: b, more: { abandoned: true } } as const;
const goneOn = await cross(gone, giveUp);
const abandoning = moveOf(goneOn);
const abandoningToo = moveOf(await cross(gone, giveUp, signerOf('y', 8)));
/** What it follows is another migrate.out of the same move. */
const abandoningOther = moveOf(
  await cross(await cross(log, { kind: 'migrate.out', move: '1', source: c, target: b }), { ...giveUp, source: c }),
);
const onward = moveOf(await cross(goneOn, { kind: 'migrate.out', move: '2', source: a, target: b }));
const nameOf = (move: RegisteredMove): string => moveName({ ...move, n: move.entry.n });
const pathOf = (move: RegisteredMove): string => join(directory, nameOf(move));

async function endOf(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    if (!isColloquyError(error)) throw error;
    const { reason } = error.context;
    return typeof reason === 'string' ? `${error.code}/${reason}` : error.code;
  }
}

const kinds: readonly (readonly [string, () => MoveRegister])[] = [
  ['files', () => new FileMoveRegister({ directory })],
  ['memory', () => new MemoryMoveRegister()],
];

describe.each(kinds)('a register in %s', (_kind, open) => {
  test('keeps an entry, byte for byte, and answers with what stands there', async () => {
    const register = open();
    expect(await register.latest(id)).toEqual([]);
    expect(await register.entryAt(id, out.logId, out.entry.n)).toBeUndefined();
    expect(await register.put(out)).toEqual(out);
    expect(await register.put(cancel)).toEqual(cancel);
    // Another entry for the same n: the first one stays.
    expect(into.entry.n).toBe(cancel.entry.n);
    expect(await register.put(into)).toEqual(cancel);
    expect(await register.entryAt(id, out.logId, out.entry.n)).toEqual(out);
    expect(await register.latest(id)).toEqual([cancel]);
  });

  test('an arrival that is given up is outranked by what gave it up, for every call and for good', async () => {
    const register = open();
    await register.put(out);
    await register.put(into);
    // Not without being told to, and only by what says so of this arrival.
    expect(await register.put(abandoning)).toEqual(into);
    for (const move of [out, into, cancel]) {
      expect(await endOf(async () => register.abandon(move))).toBe('invalid_argument');
    }
    expect(await register.abandon(abandoningOther)).toEqual(into);
    expect(await register.latest(id)).toEqual([into]);
    const [first, second] = await Promise.all([register.abandon(abandoning), register.abandon(abandoningToo)]);
    expect([abandoning, abandoningToo]).toContainEqual(first);
    expect(second).toEqual(first);
    for (const answer of [
      await register.put(into),
      await register.put(abandoningToo),
      await register.abandon(abandoning),
      await register.entryAt(id, out.logId, into.entry.n),
      (await register.latest(id))[0],
    ]) {
      expect(answer).toEqual(first);
    }
    expect(await register.entryAt(id, out.logId, out.entry.n)).toEqual(out);
    // What the source goes on with counts on.
    await register.put(onward);
    expect(await register.latest(id)).toEqual([onward]);
  });

  test('what there is nothing to outrank for lies where every entry does', async () => {
    const register = open();
    expect(await register.abandon(abandoning)).toEqual(abandoning);
    expect(await register.put(into)).toEqual(abandoning);
    expect(await register.abandon(abandoningToo)).toEqual(abandoning);
  });

  test('a cancellation that somebody else made stands, also before what would give up', async () => {
    const register = open();
    await register.put(cancel);
    expect(await register.abandon(abandoning)).toEqual(cancel);
    expect(await register.latest(id)).toEqual([cancel]);
  });

  test('of several at once all get the winner', async () => {
    const register = open();
    await register.put(out);
    const moves = [cancel, into, cancel, into];
    const answers = await Promise.all(moves.map(async (move) => register.put(move)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await register.latest(id)).toEqual([answers[0]]);
  });

  test('is not changed through what it has answered or was given', async () => {
    const register = open();
    const entry = { ...out.entry, auth: out.entry.auth.slice() };
    const answer = await register.put({ ...out, entry });
    entry.auth.fill(0);
    answer.entry.auth.fill(0);
    expect(await register.latest(id)).toEqual([out]);
  });

  test('takes nothing but boundary entries, each under its dialogue and log', async () => {
    const register = open();
    const ordinary = log.at(-1);
    if (ordinary === undefined) throw new Error('There is no log.');
    for (const move of [
      { ...out, entry: ordinary },
      { ...out, entry: { ...out.entry, n: out.entry.n + 1 } },
      { ...out, entry: { ...out.entry, body: into.entry.body } },
      { ...out, entry: { ...out.entry, auth: out.entry.auth.slice(1) } },
      { ...out, logId: '0'.repeat(32) },
      { ...out, dialogueId: 'another' as typeof id },
    ]) {
      expect(await endOf(async () => register.put(move))).toBe('invalid_argument');
    }
    for (const [logId, n] of [
      ['../..', 1],
      [out.logId, 0],
      [out.logId, 1.5],
      [out.logId.toUpperCase(), 2],
    ] as const) {
      expect(await endOf(async () => register.entryAt(id, logId, n))).toBe('invalid_argument');
    }
    expect(await register.latest(id)).toEqual([]);
  });

  test('obeys an aborted signal', async () => {
    const register = open();
    const options = { signal: AbortSignal.abort(new Error('stop')) };
    for (const call of [
      async () => register.put(out, options),
      async () => register.abandon(abandoning, options),
      async () => register.latest(id, options),
      async () => register.entryAt(id, out.logId, out.entry.n, options),
    ]) {
      await expect(call()).rejects.toThrow('stop');
    }
    expect(await register.latest(id)).toEqual([]);
  });
});

describe('files', () => {
  const open = (): FileMoveRegister => new FileMoveRegister({ directory });

  test('have the documented names and modes, and outlive the process', async () => {
    await open().put(out);
    expect(nameOf(out)).toBe(`${id}/${out.logId}-0000000000000004.move`);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, id))).mode & 0o777).toBe(0o700);
    expect((await stat(pathOf(out))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(directory, id))).toEqual([`${out.logId}-0000000000000004.move`]);
    expect(await open().latest(id)).toEqual([out]);
    expect(JSON.parse(await readFile(pathOf(out), 'utf8'))).toMatchObject({ v: 1 });
  });

  test('what is not exactly the entry of its place is integrity_error, reason register, from every call', async () => {
    const whole = Buffer.from(encodeMove(out));
    const text = whole.toString('utf8');
    const damaged: readonly (readonly [string, Uint8Array | string])[] = [
      ['empty', ''],
      ['truncated', whole.subarray(0, -1)],
      ['one byte more', `${text}\n`],
      ['oversize', Buffer.alloc(1_000_000, 0x20)],
      ['no JSON', Buffer.alloc(100, 0xff)],
      ['an array', '[]'],
      ['null', 'null'],
      ['another version', text.replace('"v":1', '"v":2')],
      ['a field more', text.replace('"v":1', '"v":1,"w":1')],
      ['numbers for bytes', '{"auth":1,"body":2,"header":3,"v":1}'],
      ['another n', encodeMove(cancel)],
      ['another body', encodeMove({ ...out, entry: { ...out.entry, body: into.entry.body } })],
      ['an ordinary entry', encodeMove({ ...out, entry: log.at(-1) ?? out.entry })],
    ];
    const register = open();
    for (const [name, bytes] of damaged) {
      await rm(directory, { recursive: true, force: true });
      await register.put(out);
      await rm(pathOf(out));
      await writeFile(pathOf(out), bytes, { mode: 0o600 });
      for (const call of [
        async () => register.latest(id),
        async () => register.entryAt(id, out.logId, out.entry.n),
        async () => register.put(out),
      ]) {
        expect(await endOf(call), name).toBe('integrity_error/register');
      }
      // Never replaced, never removed: a person has to look.
      expect(await readFile(pathOf(out)), name).toEqual(Buffer.from(bytes));
    }
  });

  test('an entry under the name of another dialogue or log is not believed there', async () => {
    const register = open();
    await register.put(out);
    const other = { ...out, logId: '0'.repeat(32) };
    await rename(pathOf(out), pathOf(other));
    expect(await endOf(async () => register.latest(id))).toBe('integrity_error/register');
    await mkdir(join(directory, 'another'), { mode: 0o700 });
    await rename(pathOf(other), join(directory, 'another', nameOf(out).slice(id.length + 1)));
    expect(await endOf(async () => register.latest('another' as typeof id))).toBe('integrity_error/register');
    expect(await register.latest(id)).toEqual([]);
  });

  test('what outranks lies beside the arrival, is never replaced, and is believed of that arrival alone', async () => {
    const register = open();
    await register.put(into);
    await register.abandon(abandoning);
    const beside = pathOf(abandoning).replace(/\.move$/, '.abandoned.move');
    const names = await readdir(join(directory, id));
    expect(new Set(names)).toEqual(
      new Set([`${out.logId}-0000000000000005.move`, `${out.logId}-0000000000000005.abandoned.move`]),
    );
    // The arrival alone is lost: what gave it up still counts.
    await rm(pathOf(into));
    expect(await register.latest(id)).toEqual([abandoning]);
    expect(await register.entryAt(id, out.logId, into.entry.n)).toEqual(abandoning);
    expect(await register.put(into)).toEqual(abandoning);
    for (const [name, move] of [
      ['a cancellation that gives nothing up', cancel],
      ['the arrival itself', into],
      ['what gives up another arrival', abandoningOther],
      ['another n', onward],
    ] as const) {
      await writeFile(beside, encodeMove(move), { mode: 0o600 });
      for (const call of [
        async () => register.latest(id),
        async () => register.entryAt(id, out.logId, into.entry.n),
        async () => register.put(into),
        async () => register.abandon(abandoning),
      ]) {
        expect(await endOf(call), name).toBe('integrity_error/register');
      }
    }
    await rm(beside);
    expect(await register.latest(id)).toEqual([into]);
  });

  test('a forged signature is answered as it stands: whoever reads it judges', async () => {
    const forged = moveOf(await cross(log, { kind: 'migrate.out', move: '2', source: a, target: b }, signerOf('x', 9)));
    expect(await open().put(forged)).toEqual(forged);
    expect(await open().latest(id)).toEqual([forged]);
  });

  test('other files are left alone, and what an interrupted put has left is cleared away when its name is taken', async () => {
    const register = open();
    await register.put(out);
    const others = ['README', '.hidden', `${out.logId}-4.move`, `${out.logId.toUpperCase()}-0000000000000009.move`];
    const temporary = `.${nameOf(out).slice(id.length + 1)}.0123456789abcdef.tmp`;
    for (const name of [...others, temporary]) await writeFile(join(directory, id, name), 'x', { mode: 0o600 });
    await mkdir(join(directory, 'Not an id'), { mode: 0o755 });
    expect(await register.latest(id)).toEqual([out]);
    const left = await readdir(join(directory, id));
    expect(left).toEqual(expect.arrayContaining(others));
    expect(left).not.toContain(temporary);
  });

  test('links, foreign modes and what is no file or directory are key_file_unsafe, at every level', async () => {
    const register = open();
    const unsafe = async (): Promise<void> => {
      for (const call of [async () => register.latest(id), async () => register.put(out)]) {
        expect(await endOf(call)).toBe('key_file_unsafe');
      }
    };
    await register.put(out);
    await chmod(pathOf(out), 0o644);
    await unsafe();
    await chmod(pathOf(out), 0o600);
    const aside = join(home, 'aside');
    await rename(pathOf(out), aside);
    await symlink(aside, pathOf(out));
    await unsafe();
    await rm(pathOf(out));
    await mkdir(pathOf(out), { mode: 0o700 });
    await unsafe();
    await rm(pathOf(out), { recursive: true });
    await link(aside, pathOf(out));
    expect(await register.latest(id)).toEqual([out]);
    for (const path of [join(directory, id), directory]) {
      await chmod(path, 0o755);
      await unsafe();
      await chmod(path, 0o700);
      await rename(path, `${path}.aside`);
      await symlink(`${path}.aside`, path);
      await unsafe();
      await rm(path);
      await writeFile(path, 'x', { mode: 0o600 });
      await unsafe();
      await rm(path);
      await rename(`${path}.aside`, path);
    }
    expect(await register.latest(id)).toEqual([out]);
  });

  test('more logs of one id than can be are no reason to read for ever', async () => {
    const register = open();
    await register.put(out);
    for (let at = 0; at < 64; at++) {
      const name = moveName({ ...out, logId: String(at).padStart(32, '0'), n: 2 });
      await writeFile(join(directory, name), 'x', { mode: 0o600 });
    }
    expect(await endOf(async () => register.latest(id))).toBe('integrity_error/register');
  });
});

test('callbacks are given names and bytes of bounded length, and names that they add are left alone', async () => {
  const kept = new Map<string, Uint8Array>();
  const register = new CallbackMoveRegister({
    putIfAbsent: async (name, bytes) => kept.get(name) ?? (kept.set(name, bytes), bytes),
    get: async (name) => kept.get(name),
    list: async () => [...kept.keys(), 'another/x', `${id}/`, '', `another/${nameOf(out).slice(id.length + 1)}`],
  });
  await register.put(out);
  await register.put(cancel);
  expect(await register.latest(id)).toEqual([cancel]);
  for (const [name, bytes] of kept) {
    expect(name.length).toBeLessThanOrEqual(184);
    expect(bytes.byteLength).toBeLessThan(8192);
  }
});
