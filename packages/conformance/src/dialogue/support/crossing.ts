import { sign } from 'node:crypto';
import type { Commit, DialogueId, LogEntry } from '@colloquy/core';
import type { DialogueFixture, OpenOptions } from '../kit/DialogueFixture.ts';
import { sure } from './errors.ts';
import { base64, testKey, type TestKey } from './notes.ts';
import { bytesOf, canonical, entryHashOf, hash, hexOf } from './spec.ts';
import { id } from './story.ts';

/*
 * Boundary entries by the text of docs/spec/migration.md, section 3, and `node:crypto` alone. To a backend they are entries like any
 * other: a commit that changes nothing.
 */

export const mover = testKey('movers.example/1');
export const stranger = testKey('movers.example/2');

/** The store that the dialogues of the laws move to, and others. */
export const there = { place: 'b'.repeat(32), name: 'there' };
export const elsewhere = { place: 'c'.repeat(32), name: 'elsewhere' };

export interface Place {
  readonly place: string;
  readonly name: string;
}

/** The fixture's own store. */
export function hereOf({ keyring }: DialogueFixture): Place {
  return { place: keyring.place, name: 'here' };
}

export type Json = Readonly<Record<string, unknown>>;

export interface Crossing {
  readonly kind: 'migrate.out' | 'migrate.in' | 'migrate.cancel';
  /** One hexadecimal digit: the move id is 32 of them. */
  readonly move: string;
  readonly source: Place;
  readonly target: Place;
  /** Instead of what belongs in the body; undefined leaves a field out. */
  readonly body?: Json;
  /** Instead of what belongs in the header; the signature is made over the outcome. */
  readonly header?: Json;
  /** Instead of the bytes of the body: an array, for example. */
  readonly bytes?: Uint8Array;
  readonly key?: TestKey;
}

export function headerOf({ header }: Pick<LogEntry, 'header'>): Json {
  return JSON.parse(Buffer.from(header).toString('utf8')) as Json;
}

export const copied = { bytes: 1000, digest: 'd'.repeat(64), records: 3 };

/** The move id, or other id, that is 32 times one hexadecimal digit. */
export function hexText(digit: string): string {
  return digit.repeat(32);
}

/** The entry that follows a log. */
export function crossingAfter(log: readonly LogEntry[], crossing: Crossing, dialogue: DialogueId = id): Commit {
  const { kind, move, source, target, key = mover } = crossing;
  const before = headerOf(sure(log.at(-1)));
  const first = headerOf(sure(log[0]));
  const fields = {
    dialogueId: dialogue,
    logId: first['logId'],
    moveId: move.repeat(32),
    source: [source.place, source.name],
    target: [target.place, target.name],
    tenant: 'tests',
    v: 1,
    ...(kind === 'migrate.in' ? { copied } : {}),
  };
  const body = crossing.bytes ?? bytesOf(canonical(defined({ ...fields, ...crossing.body })));
  const { stateTag, tagOf, rootVersion, dek, dekMin, epoch, erased } = before;
  const n = Number(before['n']) + 1;
  const own = { commitId: before['commitId'], prevHash: before['prevHash'] };
  const header = bytesOf(
    canonical(
      defined({
        actor: 'mover',
        changes: hexOf(hash(body)),
        commitId: hexOf(hash(bytesOf(`${kind} ${move} ${n}`)).subarray(0, 16)),
        kind,
        n,
        prevHash: hexOf(entryHashOf(sure(log.at(-1)).header)),
        time: 1_700_000_000_000,
        v: 1,
        stateTag,
        tagOf,
        tag: before['tag'] ?? own,
        rootVersion,
        dek,
        dekMin,
        epoch,
        erased,
        ...crossing.header,
      }),
    ),
  );
  const auth = signed(header, key);
  return { n, commitId: String(headerOf({ header })['commitId']), header, body, auth, changes: [], checks: [] };
}

/** MG-ENTRY: key id, and a signature over the text of two lines. */
export function signed(header: Uint8Array, key: TestKey): Uint8Array {
  const text = bytesOf(`colloquy/v1/boundary\n${base64(entryHashOf(header))}\n`);
  return new Uint8Array(Buffer.concat([key.keyId, sign(null, text, key.privateKey)]));
}

function defined(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

/** Appends entries one after the other. @returns the last one */
export async function cross(
  fixture: DialogueFixture,
  crossings: readonly Crossing[],
  dialogue: DialogueId = id,
): Promise<Commit> {
  let last: Commit | undefined;
  for (const crossing of crossings) {
    const { log } = await fixture.probe.rows(dialogue);
    last = crossingAfter(log, crossing, dialogue);
    const { outcome } = await fixture.backend.commit(dialogue, last);
    if (outcome !== 'committed') throw new Error(`the backend did not take a boundary entry: ${outcome}`);
  }
  return sure(last);
}

export const out = (move: string, source: Place, target: Place = there): Crossing => ({
  kind: 'migrate.out',
  move,
  source,
  target,
});
export const arrive = (move: string, source: Place, target: Place): Crossing => ({
  kind: 'migrate.in',
  move,
  source,
  target,
});
export const cancel = (move: string, source: Place, target: Place = there): Crossing => ({
  kind: 'migrate.cancel',
  move,
  source,
  target,
});

/** Away from here and back again. */
export function roundTrip(fixture: DialogueFixture, moves: readonly [string, string] = ['1', '2']): Crossing[] {
  const here = hereOf(fixture);
  const [away, back] = moves;
  return [out(away, here), arrive(away, here, there), out(back, there, here), arrive(back, there, here)];
}

/** Options of a store that believes the mover of the laws. */
export const pinned: Pick<OpenOptions, 'trusted'> = { trusted: { movers: [mover.verifier] } };
