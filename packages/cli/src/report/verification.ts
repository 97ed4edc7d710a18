import {
  isColloquyError,
  isDialogueId,
  type DialogueId,
  type DialogueStore,
  type BoundaryFact,
  type ErrorCode,
  type LogContinuity,
  type LoggedLocation,
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
  /** Where it went: then this copy does not change any more. */
  readonly moved?: { readonly name: string; readonly place: string; readonly n: number };
  /** Why not all of it could be checked: `purged`, its log alone was; `moving` or `elsewhere`, nothing was. */
  readonly unchecked?: 'purged' | 'moving' | 'elsewhere';
  /** Every entry with which it left a store, came to one, or stayed after all. */
  readonly boundaries?: readonly BoundaryFact[];
  /** Where a row is so damaged that the check could not go past it, the only one, of the kind `integrity_error`. */
  readonly findings: readonly Told[];
}

/** What says that the data is damaged; every other error says that it could not be looked at. */
const damage: readonly ErrorCode[] = ['integrity_error', 'database_corrupt'];

/**
 * Verifies what stands under an id; a row that cannot even be read is a finding.
 *
 * @param evidence a note to hold the log against, if there is one
 * @param logAlone follows the log of a dialogue that has left, and of which nothing else is there any more
 * @throws ColloquyError when it could not be looked at now
 */
export async function verifyOne(
  dialogues: DialogueStore,
  id: string,
  evidence: (id: DialogueId) => Promise<NoteEvidence | undefined>,
  logAlone?: (id: DialogueId) => Promise<LogContinuity>,
): Promise<DialogueVerification> {
  if (!isDialogueId(id)) return malformedId(id);
  try {
    const against = await evidence(id).catch((error: unknown) => {
      // A log that cannot be read has no id; verifying says why.
      if (isColloquyError(error, 'integrity_error')) return undefined;
      throw error;
    });
    const report = await dialogues.verify(id, against === undefined ? {} : { against });
    const { ok, n, logHead, entries, records, findings, boundaries } = report;
    const noted = against !== undefined;
    const putBack = ok ? await whatRegisterSays(dialogues, id) : [];
    return {
      id,
      ok: ok && putBack.length === 0,
      n,
      ...(logHead === undefined ? {} : { logHead }),
      entries,
      records,
      noted,
      ...movedBy(report),
      ...(boundaries.length === 0 ? {} : { boundaries }),
      findings: [...findings, ...putBack],
    };
  } catch (error) {
    const left = await whatLeft(error, id, logAlone);
    if (left !== undefined) return left;
    if (!isColloquyError(error) || !damage.includes(error.code)) throw error;
    return { id, ok: false, findings: [unreadable(error.code, error.message, error.context)] };
  }
}

/** What shows that a store was put back from before a move. */
const beside = ['rollback', 'fork', 'misplaced', 'register'];

/** A copy that is whole in itself is older than a move that the register of moves knows: reading is refused then, and says why. */
async function whatRegisterSays(dialogues: DialogueStore, id: DialogueId): Promise<readonly Told[]> {
  try {
    await dialogues.get(id);
    return [];
  } catch (error) {
    if (isColloquyError(error, 'key_erased')) return [];
    if (!isColloquyError(error, 'integrity_error')) throw error;
    const { reason, n } = error.context;
    if (typeof reason !== 'string' || !beside.includes(reason)) return [];
    return [{ kind: reason, ...(typeof n === 'number' ? { n } : {}), message: error.message }];
  }
}

/** Where the log says that it went. */
function movedBy({
  location,
  n,
}: {
  readonly location: LoggedLocation | undefined;
  readonly n: number;
}): Pick<DialogueVerification, 'moved'> {
  if (location?.at !== 'transit') return {};
  const { name, place } = location.move.target;
  return { moved: { name, place, n } };
}

/** A dialogue that is on its way into this store, or has left it; undefined for every other error. */
export async function whatLeft(
  error: unknown,
  id: DialogueId,
  logAlone?: (id: DialogueId) => Promise<LogContinuity>,
): Promise<DialogueVerification | undefined> {
  if (isColloquyError(error, 'dialogue_moving')) return { id, ok: true, unchecked: 'moving', findings: [] };
  if (!isColloquyError(error, 'dialogue_moved')) return undefined;
  if (error.context['status'] !== 'purged' && error.context['status'] !== 'purging') {
    return { id, ok: true, unchecked: 'elsewhere', findings: [] };
  }
  const log = await logAlone?.(id);
  if (log === undefined) return { id, ok: true, unchecked: 'elsewhere', findings: [] };
  const { n, hash } = log;
  const findings = continuityFindings(log);
  const entries = { n, logHead: hash, entries: n, boundaries: log.boundaries };
  return { id, ok: findings.length === 0, ...entries, ...movedBy(log), unchecked: 'purged', findings };
}

/** What the keyless check of a log finds: a break, or a mover that nobody has pinned. */
export function continuityFindings({ broken, unknown }: LogContinuity): readonly Told[] {
  const broke = broken && { kind: 'chain', n: broken.n, message: `The log does not go on here: ${broken.why}.` };
  return [
    ...(broke === undefined ? [] : [broke]),
    ...unknown.map((n) => ({ kind: 'entry_mover', n, message: 'It is signed by a mover whose key is not pinned.' })),
  ];
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
  const { id, ok, n, entries, records, logHead, noted = false, moved, unchecked, boundaries = [], findings } = dialogue;
  const stored = records === undefined ? [] : [counted(records, 'record')];
  const holds = n === undefined ? [] : [[`n = ${n}`, counted(entries ?? 0, 'commit'), ...stored].join(', ')];
  if (unchecked === 'moving' || unchecked === 'elsewhere') return paragraph(layout, notHere[unchecked], `${id}  `);
  const state = ok ? 'no finding' : counted(findings.length, 'finding');
  return [
    ...paragraph(layout, [...holds, state].join('; '), `${id}  `),
    ...(logHead === undefined ? [] : paragraph(layout, logHead, '  log head  ')),
    ...(moved === undefined ? [] : paragraph(layout, retiredText(moved, unchecked), '  moved  ')),
    ...(moved === undefined && boundaries.length > 0
      ? paragraph(
          layout,
          `${counted(boundaries.length, 'boundary entry').replace('entrys', 'entries')}, signed`,
          '  moves  ',
        )
      : []),
    ...(noted ? paragraph(layout, 'held against the signed note', '  checkpoint  ') : []),
    ...findingLines(layout, findings),
  ];
}

const notHere = {
  moving: 'not checked: it is on its way into this store; `colloquy migrate status` says how far.',
  elsewhere: 'not checked: it is in another store, and what lies here is not whole.',
} as const;

function retiredText(
  { name, place, n }: NonNullable<DialogueVerification['moved']>,
  unchecked: DialogueVerification['unchecked'],
): string {
  const here =
    unchecked === 'purged'
      ? 'its records were purged here, and its log was checked alone'
      : 'this copy does not change any more';
  return `to the store ${name} (place ${place}) with entry ${n}; ${here}`;
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
