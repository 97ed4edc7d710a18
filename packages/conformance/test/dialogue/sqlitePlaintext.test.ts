import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDialogueStore, createTestKeyring, seededSources } from '@colloquy/core/testing';
import { openSqliteStore, setupSql, type SqliteStore } from '@colloquy/store-sqlite';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodecSpy } from '../../src/dialogue/support/CodecSpy.ts';
import { foundIn, type Secret } from '../../src/dialogue/support/secrets.ts';
import { secretText } from '../../src/dialogue/support/secretTexts.ts';
import { bytesOf } from '../../src/dialogue/support/spec.ts';
import { id, performAll, wholeStory, type Step } from '../../src/dialogue/support/story.ts';
import { announce } from '../kits/announce.ts';
import { runs, settings } from '../settings.ts';

/** The whole story, with these texts in it. */
function storyWith([title, label, content]: readonly [string, string, string]): readonly Step[] {
  return wholeStory.map((step): Step => {
    const input = step.input as Readonly<Record<string, unknown>>;
    if (step.method === 'create') return { ...step, input: { ...input, title, question: content } };
    if (step.method === 'recordContent') return { ...step, input: { ...input, content } };
    if (step.method === 'commentTension') return { ...step, input: { ...input, reason: content } };
    if (step.method !== 'registerItem') return step;
    const body = 'description' in input ? { description: content } : { content };
    return { ...step, input: { ...input, label, ...body } };
  });
}

const storyTexts = [
  'Architect',
  'Economist',
  'Build the suite.',
  'Every clause has a mutant.',
  'Raw words of round 0.',
  'Why two?',
];

/** Every file of a folder, as it lies there now. */
function filesIn(folder: string): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  return readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

/** Looks at every file of a folder, and remembers which there were and what was found in them. */
class Watch {
  readonly names = new Set<string>();
  readonly found = new Set<string>();
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  look(secrets: readonly Secret[]): void {
    for (const { name, bytes } of filesIn(this.#folder)) {
      this.names.add(name);
      for (const secret of foundIn(bytes, secrets)) this.found.add(`${secret} in ${name}`);
    }
  }
}

interface Play {
  readonly folder: string;
  readonly path: string;
  readonly watch: Watch;
  readonly secrets: readonly Secret[];
  readonly write: (backend: SqliteStore) => Promise<void>;
}

/** Gives a folder, something secret to write, and keys that are looked for too. */
async function play(texts: readonly [string, string, string], use: (play: Play) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-plaintext-'));
  try {
    const sources = seededSources({ seed: settings.seed });
    const keyring = await createTestKeyring({ randomBytes: sources.randomBytes });
    const kek = (await keyring.kek(1)).key.export();
    const secrets: Secret[] = [...texts, ...storyTexts].map((text) => ({ name: text, bytes: bytesOf(text) }));
    secrets.push({ name: 'KEK', bytes: kek });
    const write = async (backend: SqliteStore): Promise<void> => {
      const spy = new CodecSpy();
      const store = createTestDialogueStore({ backend, keyring, sources, codecOf: spy.over });
      await performAll(store, id, storyWith(texts));
      for (const { purpose, key } of spy.wrapped) secrets.push({ name: purpose, bytes: key });
    };
    await use({ folder, path: join(folder, 'dialogues.db'), watch: new Watch(folder), secrets, write });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function forTexts(use: (play: Play) => Promise<void>): Promise<void> {
  const property = fc.asyncProperty(fc.tuple(secretText, secretText, secretText), (texts) => play(texts, use));
  return fc.assert(property, { seed: settings.seed, numRuns: runs(4), endOnFailure: true });
}

/** What is in the clear by declaration must be found, or the search would find nothing at all. */
const control: readonly Secret[] = [{ name: 'key', bytes: bytesOf('tension#00#01') }];

describe('no text of a dialogue and no key', { timeout: 60_000 }, () => {
  test('in file, -wal and -shm while the store is open, and in the file after it was closed', () =>
    forTexts(async ({ path, watch, secrets, write }) => {
      const store = await openSqliteStore({ path });
      await write(store);
      watch.look(secrets);
      expect(watch.names).toEqual(new Set(['dialogues.db', 'dialogues.db-shm', 'dialogues.db-wal']));
      expect(foundIn(readFileSync(`${path}-wal`), control)).toEqual(['key']);
      await store.close();
      watch.look(secrets);
      expect(foundIn(readFileSync(path), control)).toEqual(['key']);
      expect([...watch.found]).toEqual([]);
    }));

  test('in a backup', () =>
    forTexts(async ({ folder, path, watch, secrets, write }) => {
      const store = await openSqliteStore({ path });
      await write(store);
      await store.backup(join(folder, 'copy.db'));
      await store.close();
      expect(foundIn(readFileSync(join(folder, 'copy.db')), control)).toEqual(['key']);
      watch.look(secrets);
      expect([...watch.found]).toEqual([]);
    }));

  test('in file and rollback journal, in the middle of transactions', () =>
    forTexts(async ({ path, watch, secrets, write }) => {
      const database = new Database(path);
      database.exec(setupSql());
      database.pragma('journal_mode = DELETE');
      let points = 0;
      announce(database, () => {
        // Within a transaction that writes; every fifth point of it, to keep the time short.
        if (existsSync(`${path}-journal`) && (points += 1) % 5 === 1) watch.look(secrets);
      });
      const store = await openSqliteStore({ database, setup: false });
      await write(store);
      expect(database.pragma('journal_mode', { simple: true })).toBe('delete');
      await store.close();
      database.close();
      watch.look(secrets);
      expect(points).toBeGreaterThan(50);
      expect(watch.names).toEqual(new Set(['dialogues.db', 'dialogues.db-journal']));
      expect([...watch.found]).toEqual([]);
    }));

  test('the search itself finds a text that was written', () =>
    forTexts(async ({ path, watch, secrets }) => {
      const database = new Database(path);
      database.exec(setupSql());
      const [first] = secrets;
      for (const form of ['plain', 'base64', 'hex'] as const) {
        const text = Buffer.from(first?.bytes ?? []);
        const value = form === 'plain' ? text.toString() : text.toString(form);
        database
          .prepare('INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?)')
          .run(id, 'tension#00#01', '', '{}', Buffer.from(`before ${value} after`));
        watch.found.clear();
        watch.look(secrets);
        expect([...watch.found].some((found) => found.startsWith(first?.name ?? '-'))).toBe(true);
      }
      database.close();
    }));
});
