import {
  decodeStoreHeader,
  encodeStoreHeader,
  type Keyring,
  type LogEntry,
  type MigrationPort,
  type ResidenceStatus,
  type StoreHeader,
  type StoreHeaderPort,
} from '@colloquy/core';
import { encodeResidenceText } from '@colloquy/core/testing';
import type { DialogueFixture } from '../kit/DialogueFixture.ts';
import { crossingAfter, there, type Crossing, type Place } from './crossing.ts';
import { sure } from './errors.ts';
import { id } from './story.ts';

/*
 * Moves made by hand, entry by entry: what a mover would leave behind, and what a restore makes of it.
 */

export const here: Place = { place: 'a'.repeat(32), name: 'here' };

export async function readStoreHeader(port: StoreHeaderPort): Promise<StoreHeader> {
  return decodeStoreHeader(sure(await port.read()));
}

/** Changes the header of a fixture's store, by a compare and swap that nobody contests. */
export async function putHeader({ keys }: DialogueFixture, change: Partial<StoreHeader>): Promise<void> {
  const bytes = sure(await keys.header.read());
  const next = encodeStoreHeader({ ...decodeStoreHeader(bytes), ...change });
  if (!(await keys.header.replace(bytes, next))) throw new Error('somebody else changed the header');
}

/** Makes the fixture's store this place, and opens its keys there. */
export async function settleAt(fixture: DialogueFixture, { place }: Place): Promise<Keyring> {
  await putHeader(fixture, { place });
  return fixture.openKeyring();
}

export function portOf({ backend }: DialogueFixture): MigrationPort {
  return sure(backend.migration);
}

export interface Move {
  /** One hexadecimal digit: the move id is 32 of them. */
  readonly move: string;
  readonly source: Place;
  readonly target: Place;
}

/** The boundary entry that follows a log, as it stands in one. */
export function crossing(log: readonly LogEntry[], crossed: Crossing): LogEntry {
  const { n, commitId, header, body, auth } = crossingAfter(log, crossed);
  return { n, commitId, header, body, auth };
}

/** The text of a residence of the move, with the other store. */
export function residenceText(move: string, other: Place, n = 0): string {
  return encodeResidenceText({ moveId: move.repeat(32), other, logId: '0'.repeat(32), base: 0, n, whole: true });
}

/** Appends `migrate.out` as a mover does: entry, head and residence at once. */
export async function leave(fixture: DialogueFixture, crossed: Move): Promise<LogEntry> {
  const { head, log } = await fixture.probe.rows(id);
  const entry = crossing(log, { ...crossed, kind: 'migrate.out' });
  const { n, commitId } = sure(head);
  const to = { status: 'moved', move: residenceText(crossed.move, crossed.target, entry.n) } as const;
  const { changed } = await portOf(fixture).change(id, { from: null, to, head: { n, commitId }, entry });
  if (!changed) throw new Error('the dialogue did not leave');
  return entry;
}

/** Appends `migrate.cancel`, and takes the residence away. */
export async function comeBack(fixture: DialogueFixture, crossed: Move): Promise<LogEntry> {
  const { head, log } = await fixture.probe.rows(id);
  const entry = crossing(log, { ...crossed, kind: 'migrate.cancel' });
  const { n, commitId } = sure(head);
  const { residence } = await portOf(fixture).residence(id);
  const { changed } = await portOf(fixture).change(id, { from: residence, to: null, head: { n, commitId }, entry });
  if (!changed) throw new Error('the dialogue did not come back');
  return entry;
}

/** Gives a dialogue that is not there a claim, and then the other residences that follow from it. */
export async function claim(fixture: DialogueFixture, move: string, dialogue = id): Promise<void> {
  const to = { status: 'importing', move: residenceText(move, there) } as const;
  const { changed } = await portOf(fixture).change(dialogue, { from: null, to, head: null });
  if (!changed) throw new Error('the claim did not land');
}

/** Changes the status of the residence that stands there, and nothing else. */
export async function restatus(fixture: DialogueFixture, status: ResidenceStatus, dialogue = id): Promise<void> {
  const { head, residence } = await portOf(fixture).residence(dialogue);
  if (residence === null) throw new Error('there is no residence');
  const standing = head === undefined ? null : { n: head.n, commitId: head.commitId };
  const to = { status, move: residence.move };
  const { changed } = await portOf(fixture).change(dialogue, { from: residence, to, head: standing });
  if (!changed) throw new Error('the residence did not change');
}
