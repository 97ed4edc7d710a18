import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAudit } from '@colloquy/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { keysDirectory } from '../src/store/databasePath.ts';
import { openStore } from '../src/store/openStore.ts';
import { placesOf } from '../src/store/places.ts';
import { backUp } from './support/backUp.ts';
import { run } from './support/run.ts';
import { id } from './support/stored.ts';
import { copied, intrude } from './support/tamper.ts';
import { sharedFolder, temporaryFolder } from './support/temporary.ts';

const original = join(sharedFolder(), 'original.db');

let told = '';

beforeAll(async () => {
  told = (await run('main', ['--file', original])).out;
});

test('the demo says what lies beside the database', () => {
  expect(told).toMatch(/^ {2}audit +\d+ uses of keys recorded, .*; verified: no finding$/m);
  expect(told).toMatch(/^ {2}checkpoint +a signed note that the log stands at n = 7/m);
});

function copy(): string {
  return copied(original, join(temporaryFolder(), 'copy.db'));
}

/** Works on the lines of the audit of a copy, and lets the verification tell what it finds. */
async function afterTampering(change: (lines: string[]) => readonly string[]): Promise<string> {
  const path = copy();
  const { audit } = placesOf(path, keysDirectory(path));
  writeFileSync(audit, `${change(readFileSync(audit, 'utf8').trimEnd().split('\n')).join('\n')}\n`);
  const { code, out } = await run('verify', [path]);
  expect(code).toBe(1);
  return out;
}

describe('the audit of the demo', () => {
  test('verifies, and names every kind of use', async () => {
    const { findings, events, head } = await verifyAudit(placesOf(original, keysDirectory(original)).audit);
    expect([findings, head?.n]).toEqual([[], events]);
    const operations = readFileSync(placesOf(original, keysDirectory(original)).audit, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { operation: string }).operation);
    for (const operation of [
      'master-key.create',
      'kek.create',
      'vault.put',
      'dek.wrap',
      'record.seal',
      'record.open',
    ]) {
      expect(operations).toContain(operation);
    }
  });

  test('a changed event is found', async () => {
    const out = await afterTampering((lines) =>
      lines.with(4, (lines[4] ?? '').replace('"principal":"example"', '"principal":"exampla"')),
    );
    expect(out).toMatch(/^ {2}changed +line 5 /m);
  });

  test('a removed event is found', async () => {
    const out = await afterTampering((lines) => lines.toSpliced(4, 1));
    expect(out).toMatch(/^ {2}missing +line 5 /m);
  });

  test('two events in the wrong order are found', async () => {
    const out = await afterTampering((lines) => lines.with(4, lines[5] ?? '').with(5, lines[4] ?? ''));
    expect(out).toMatch(/^ {2}reordered +line 6 /m);
  });
});

describe('the note beside the keys', () => {
  /** Head, log and records as they were before the last commit: consistent in themselves. */
  test('finds a log that was put back to an earlier state as a whole', async () => {
    const path = join(temporaryFolder(), 'earlier.db');
    const later = join(temporaryFolder(), 'later.db');
    const first = await run('main', ['--file', path]);
    expect(first.code).toBe(0);
    {
      await using store = await openStore({ path });
      await backUp(store, later);
      await store.dialogues
        .setDialogueStatus(id, { status: 'abandoned', reason: 'To have an entry more' })
        .catch(() => undefined);
      await store.dialogues.registerMove(id, { round: 3, expert: 'muffin', moveType: 'defend', targets: ['P0001'] });
      await store.checkpoint(id);
    }
    expect((await run('verify', [path])).code).toBe(0);
    copyFileSync(later, path);
    for (const end of ['-wal', '-shm']) writeFileSync(`${path}${end}`, '');
    const { code, out } = await run('verify', [path]);
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}note_truncated /m);
  });

  test('finds a log whose end was cut off together with its head', async () => {
    const path = copy();
    intrude(path, (file) => {
      file.change('DELETE FROM log WHERE dialogue_id = ? AND n = 7', id);
      file.change(
        'UPDATE heads SET (n, commit_id, header, auth) = (SELECT n, commit_id, header, auth FROM log WHERE dialogue_id = heads.dialogue_id AND n = 6) WHERE dialogue_id = ?',
        id,
      );
    });
    const { code, out } = await run('verify', [path]);
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}note_truncated /m);
  });
});
