import { readLog, verifyLogAgainstNote, type DialogueStore, type LogEntry, type NoteEvidence } from '@colloquy/core';
import type { DialogueContext } from '../kit/DialogueFixture.ts';
import { nameOf, sure } from './errors.ts';
import { acme, checkpointText, noteOf } from './notes.ts';
import { entryHashOf } from './spec.ts';
import { id } from './story.ts';
import { briefFinding, type Prepared } from './tampering.ts';

export const keys = [acme.verifier];

function headerOf(entry: LogEntry): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(entry.header).toString('utf8')) as Readonly<Record<string, unknown>>;
}

/** The note of an entry, by the text of the specification. */
export function noteAt(log: readonly LogEntry[], n: number): string {
  const logId = String(headerOf(sure(log[0]))['logId']);
  return noteOf(checkpointText(logId, n, entryHashOf(sure(log[n - 1]).header)), acme);
}

/** What a report says about the note alone. */
async function toldBy(store: DialogueStore, against: NoteEvidence): Promise<readonly string[]> {
  const report = await store.verify(id, { against }).catch(nameOf);
  if (typeof report === 'string') return [report];
  const told = report.findings.map(briefFinding);
  return report.ok === (told.length === 0) ? told.filter((finding) => finding.startsWith('note_')) : ['ok is wrong'];
}

/** What is told with and without the keys of the store; both must say the same about the note. */
export async function expectNoteTold(
  t: DialogueContext,
  { fixture }: Pick<Prepared, 'fixture'>,
  note: string,
  expected: readonly string[],
  reason: string,
  message: string,
): Promise<void> {
  const against = { note, keys };
  t.equal(await toldBy(fixture.store(), against), expected, reason, message);
  const { findings, ok } = await verifyLogAgainstNote(readLog(fixture.backend, id), against);
  const told = findings.map(briefFinding);
  t.equal(
    told.filter((finding) => finding.startsWith('note_')),
    expected,
    reason,
    `${message}, without keys`,
  );
  t.equal(ok, told.length === 0, reason, `${message}, without keys`);
}

/** Takes everything of the dialogue away. */
export async function remove({ fixture }: Pick<Prepared, 'fixture'>): Promise<void> {
  const { log, records } = await fixture.probe.rows(id);
  for (const { key } of records) await fixture.probe.removeRecord(id, key);
  for (const { n } of log) await fixture.probe.removeEntry(id, n);
  await fixture.probe.removeHead(id);
}
