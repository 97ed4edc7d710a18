import { describe, expect, test } from 'vitest';
import { utf8Bytes } from '../../src/bytes/index.ts';
import { followAnnouncement } from '../../src/checkpoint/announcement.ts';
import { noteSigner } from '../../src/checkpoint/NoteSigner.ts';
import { NoteVerifier } from '../../src/checkpoint/NoteVerifier.ts';
import { openCheckpoint } from '../../src/checkpoint/openCheckpoint.ts';
import { privateKeyOfSeed } from '../../src/envelope/signingKeyWrap.ts';
import { isColloquyError } from '../../src/errors/index.ts';
import type { LogEntry } from '../../src/traits/PartitionStore.ts';
import { verifyLogAgainstNote } from '../../src/verify/verifyLogAgainstNote.ts';
import type { NegativeNote } from './build/notes.ts';
import { bytesOf, publishedText } from './support/vectorsFolder.ts';

interface Notes {
  readonly keys: readonly {
    readonly seed: string;
    readonly name: string;
    readonly keyId: string;
    readonly verifierKey: string;
  }[];
  readonly notKeys: readonly { readonly name: string; readonly verifierKey: string }[];
  readonly checkpoints: readonly {
    readonly logId: string;
    readonly n: number;
    readonly hash: string;
    readonly keys: readonly string[];
    readonly signers: readonly string[];
    readonly note: string;
  }[];
  readonly announcements: readonly {
    readonly pinned: string;
    readonly version: number;
    readonly verifierKey: string;
    readonly note: string;
  }[];
  readonly refused: readonly NegativeNote[];
  readonly logs: readonly {
    readonly name: string;
    readonly keys: readonly string[];
    readonly note: string;
    readonly take: number;
    readonly time?: number;
    readonly told: readonly string[];
  }[];
}

interface Log {
  readonly entries: readonly { readonly header: string; readonly body: string; readonly auth: string }[];
}

const notes = JSON.parse(publishedText('notes.json')) as Notes;

function pinned(keys: readonly string[]): readonly NoteVerifier[] {
  return keys.map((key) => NoteVerifier.parse(key));
}

/** The code, and the reason when there is one. */
function refusalOf(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (!isColloquyError(error)) throw error;
    const { reason } = error.context;
    return typeof reason === 'string' ? reason : error.code;
  }
}

/** The first entries of the published log, one of them with another time. */
function entriesOf({ take, time }: Notes['logs'][number]): readonly LogEntry[] {
  const { entries } = JSON.parse(publishedText('log.json')) as Log;
  return entries.slice(0, take).map(({ header, body, auth }, at) => {
    const text = at + 1 === time ? header.replace(/"time":\d+/, '"time":7') : header;
    const { commitId } = JSON.parse(text) as { commitId: string };
    return { n: at + 1, commitId, header: utf8Bytes(text), body: utf8Bytes(body), auth: bytesOf(auth) };
  });
}

describe('published notes', () => {
  test('keys have their ids and strings', () => {
    expect(notes.keys).toHaveLength(4);
    for (const { seed, name, keyId, verifierKey } of notes.keys) {
      const { verifier } = noteSigner(name, privateKeyOfSeed(bytesOf(seed)));
      expect([verifier.keyId, String(verifier)]).toEqual([keyId, verifierKey]);
      expect(NoteVerifier.parse(verifierKey).equals(verifier)).toBe(true);
    }
  });

  test('what is no verifier key is refused', () => {
    expect(notes.notKeys.length).toBeGreaterThan(15);
    for (const { name, verifierKey } of notes.notKeys) {
      expect(
        refusalOf(() => NoteVerifier.parse(verifierKey)),
        name,
      ).toBe('invalid_argument');
    }
  });

  test('checkpoints and announcements open', () => {
    expect(notes.checkpoints).toHaveLength(9);
    for (const { note, keys, signers, ...checkpoint } of notes.checkpoints) {
      const { signers: found, ...opened } = openCheckpoint({ note, keys: pinned(keys) });
      expect([opened, found.map(String)]).toEqual([checkpoint, signers]);
    }
    expect(notes.announcements).toHaveLength(2);
    for (const { note, pinned: key, version, verifierKey } of notes.announcements) {
      const followed = followAnnouncement(NoteVerifier.parse(key), note);
      expect([followed.version, String(followed.verifier)]).toEqual([version, verifierKey]);
    }
  });

  test('what must be refused is, for its reason', () => {
    expect(notes.refused.length).toBeGreaterThan(35);
    for (const { name, kind, reason, keys, note = '', noteHex, nameLength = 1 } of notes.refused) {
      const text = note.replace('\u2014 x ', `\u2014 ${'x'.repeat(nameLength)} `);
      const bytes = noteHex === undefined ? utf8Bytes(text) : bytesOf(noteHex);
      const [first] = pinned(keys);
      const act =
        kind === 'announcement' && first !== undefined
          ? () => followAnnouncement(first, bytes)
          : () => openCheckpoint({ note: bytes, keys: pinned(keys) });
      expect(refusalOf(act), name).toBe(reason);
    }
  });

  test('the published log against notes', async () => {
    expect(notes.logs.length).toBeGreaterThan(10);
    for (const one of notes.logs) {
      const report = await verifyLogAgainstNote(entriesOf(one), { note: one.note, keys: pinned(one.keys) });
      const told = report.findings.filter(({ kind }) => kind.startsWith('note_')).map(({ kind, n }) => `${kind} ${n}`);
      expect(told, one.name).toEqual(one.told);
    }
  });
});
