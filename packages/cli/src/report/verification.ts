import {
  isColloquyError,
  isDialogueId,
  type DialogueId,
  type DialogueStore,
  type ErrorCode,
  type NoteEvidence,
} from '@colloquy/core';
import { paragraph } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';
import { findingLines, type Told } from './findings.ts';

/** What was found out about one dialogue. */
export interface DialogueVerification {
  /** As it stands in the database: in a damaged one it may be malformed. */
  readonly id: string;
  readonly ok: boolean;
  readonly n?: number;
  readonly logHead?: string;
  readonly entries?: number;
  readonly records?: number;
  /** True when a signed note was there to hold the log against. */
  readonly noted?: boolean;
  /** Where a row is so damaged that the check could not go past it, the only one, of the kind `integrity_error`. */
  readonly findings: readonly Told[];
}

/** What says that the data is damaged; every other error says that it could not be looked at. */
const damage: readonly ErrorCode[] = ['integrity_error', 'database_corrupt'];

/**
 * Verifies what stands under an id; a row that cannot even be read is a finding.
 *
 * @param evidence a note to hold the log against, if there is one
 * @throws ColloquyError when it could not be looked at now
 */
export async function verifyOne(
  dialogues: DialogueStore,
  id: string,
  evidence: (id: DialogueId) => Promise<NoteEvidence | undefined>,
): Promise<DialogueVerification> {
  if (!isDialogueId(id)) return malformedId(id);
  try {
    const against = await evidence(id).catch((error: unknown) => {
      // A log that cannot be read has no id; verifying says why.
      if (isColloquyError(error, 'integrity_error')) return undefined;
      throw error;
    });
    const report = await dialogues.verify(id, against === undefined ? {} : { against });
    const { ok, n, logHead, entries, records, findings } = report;
    const noted = against !== undefined;
    return { id, ok, n, ...(logHead === undefined ? {} : { logHead }), entries, records, noted, findings };
  } catch (error) {
    if (!isColloquyError(error) || !damage.includes(error.code)) throw error;
    return { id, ok: false, findings: [unreadable(error.code, error.message, error.context)] };
  }
}

/** Rows under a name that is none. */
export function malformedId(id: string): DialogueVerification {
  const message = 'Rows stand under a name that is no dialogue id.';
  return { id, ok: false, findings: [{ kind: 'invalid_dialogue_id', message }] };
}

function unreadable(kind: ErrorCode, message: string, { key, n }: Readonly<Record<string, unknown>>): Told {
  return { kind, ...(typeof key === 'string' ? { key } : {}), ...(typeof n === 'number' ? { n } : {}), message };
}

/** One dialogue: where it stands, and every finding. */
export function verificationLines(layout: Layout, dialogue: DialogueVerification): readonly string[] {
  const { id, ok, n, entries, records, logHead, noted = false, findings } = dialogue;
  const stored = records === undefined ? [] : [counted(records, 'record')];
  const holds = n === undefined ? [] : [[`n = ${n}`, counted(entries ?? 0, 'commit'), ...stored].join(', ')];
  const state = ok ? 'no finding' : counted(findings.length, 'finding');
  return [
    ...paragraph(layout, [...holds, state].join('; '), `${id}  `),
    ...(logHead === undefined ? [] : paragraph(layout, logHead, '  log head  ')),
    ...(noted ? paragraph(layout, 'held against the signed note', '  checkpoint  ') : []),
    ...findingLines(layout, findings),
  ];
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
