import { existsSync } from 'node:fs';
import { ColloquyError, isColloquyError, isDialogueId, type ErrorCode } from '@colloquy/core';
import type { Told } from '../report/findings.ts';
import { openStore, type OpenStore } from '../store/openStore.ts';

/** What was found out about one dialogue. */
export interface DialogueVerification {
  /** As it stands in the database: in a damaged one it may be malformed. */
  readonly id: string;
  readonly ok: boolean;
  readonly n?: number;
  readonly logHead?: string;
  readonly entries?: number;
  readonly records?: number;
  /** Where a row is so damaged that the check could not go past it, the only one, of the kind `integrity_error`. */
  readonly findings: readonly Told[];
}

export interface FileVerification {
  readonly file: string;
  readonly ok: boolean;
  readonly dialogues: readonly DialogueVerification[];
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
  await using store = await openStore({ path, readOnly: true, ...(keys === undefined ? {} : { keys }) });
  const dialogues: DialogueVerification[] = [];
  for (const id of await store.backend.dialogueIds()) dialogues.push(await verifyOne(store, id));
  return { file: path, ok: dialogues.every(({ ok }) => ok), dialogues };
}

async function verifyOne({ dialogues }: OpenStore, id: string): Promise<DialogueVerification> {
  if (!isDialogueId(id)) {
    const message = 'Rows stand under a name that is no dialogue id.';
    return { id, ok: false, findings: [{ kind: 'invalid_dialogue_id', message }] };
  }
  try {
    const { ok, n, logHead, entries, records, findings } = await dialogues.verify(id);
    return { id, ok, n, ...(logHead === undefined ? {} : { logHead }), entries, records, findings };
  } catch (error) {
    if (!isColloquyError(error) || !damage.includes(error.code)) throw error;
    return { id, ok: false, findings: [unreadable(error.code, error.message, error.context)] };
  }
}

function unreadable(kind: ErrorCode, message: string, { key, n }: Readonly<Record<string, unknown>>): Told {
  return { kind, ...(typeof key === 'string' ? { key } : {}), ...(typeof n === 'number' ? { n } : {}), message };
}
