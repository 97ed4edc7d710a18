import { existsSync } from 'node:fs';
import {
  ColloquyError,
  FileAnchor,
  isColloquyError,
  isDialogueId,
  originOf,
  verifyAudit,
  type AuditFinding,
  type DialogueId,
  type ErrorCode,
  type NoteEvidence,
} from '@colloquy/core';
import type { Told } from '../report/findings.ts';
import { keysDirectory } from '../store/databasePath.ts';
import { openStore, type OpenStore } from '../store/openStore.ts';
import { pinnedKey } from '../store/pinnedKey.ts';
import { placesOf } from '../store/places.ts';

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

export interface FileVerification {
  readonly file: string;
  readonly ok: boolean;
  readonly dialogues: readonly DialogueVerification[];
  /** Of the record of key uses beside the database; undefined when there is none. */
  readonly audit: { readonly events: number; readonly findings: readonly AuditFinding[] } | undefined;
}

/** What says that the data is damaged; every other error says that it could not be looked at. */
const damage: readonly ErrorCode[] = ['integrity_error', 'database_corrupt'];

/**
 * Verifies every dialogue of a database, which is opened read-only.
 *
 * @param keys folder of the keys, by default the one beside the file
 * @throws ColloquyError when file or keys cannot be opened, or not be read now
 */
export async function verifyFile(path: string, keys?: string): Promise<FileVerification> {
  if (!existsSync(path)) {
    throw new ColloquyError('cannot_open', `There is no file ${path}; check the path.`, { context: { place: path } });
  }
  const directory = keys ?? keysDirectory(path);
  const places = placesOf(path, directory);
  await using store = await openStore({ path, readOnly: true, keys: directory });
  const dialogues: DialogueVerification[] = [];
  for (const id of await store.backend.dialogueIds()) dialogues.push(await verifyOne(store, id, places));
  const audit = await auditAt(places.audit);
  const ok = dialogues.every((dialogue) => dialogue.ok) && (audit?.findings.length ?? 0) === 0;
  return { file: path, ok, dialogues, audit };
}

type Places = ReturnType<typeof placesOf>;

async function auditAt(audit: string): Promise<FileVerification['audit']> {
  if (!existsSync(audit)) return undefined;
  const { events, findings } = await verifyAudit(audit);
  return { events, findings };
}

/** The latest note that is kept of a dialogue's log, and the key that was pinned for it. */
async function evidence(
  { dialogues }: OpenStore,
  id: DialogueId,
  { notes, verifierKey }: Places,
): Promise<NoteEvidence | undefined> {
  const key = await pinnedKey(verifierKey);
  const { logId } = (await dialogues.history(id, 1, 1)).entries[0] ?? {};
  if (key === undefined || logId === undefined) return undefined;
  const note = await new FileAnchor({ directory: notes }).latest(originOf({ logId }));
  return note && { note, keys: [key] };
}

async function verifyOne(store: OpenStore, id: string, places: Places): Promise<DialogueVerification> {
  if (!isDialogueId(id)) {
    const message = 'Rows stand under a name that is no dialogue id.';
    return { id, ok: false, findings: [{ kind: 'invalid_dialogue_id', message }] };
  }
  try {
    const against = await evidence(store, id, places).catch((error: unknown) => {
      // A log that cannot be read has no id; verifying says why.
      if (isColloquyError(error, 'integrity_error')) return undefined;
      throw error;
    });
    const report = await store.dialogues.verify(id, against === undefined ? {} : { against });
    const { ok, n, logHead, entries, records, findings } = report;
    const noted = against !== undefined;
    return { id, ok, n, ...(logHead === undefined ? {} : { logHead }), entries, records, noted, findings };
  } catch (error) {
    if (!isColloquyError(error) || !damage.includes(error.code)) throw error;
    return { id, ok: false, findings: [unreadable(error.code, error.message, error.context)] };
  }
}

function unreadable(kind: ErrorCode, message: string, { key, n }: Readonly<Record<string, unknown>>): Told {
  return { kind, ...(typeof key === 'string' ? { key } : {}), ...(typeof n === 'number' ? { n } : {}), message };
}
