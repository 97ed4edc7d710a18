import { existsSync } from 'node:fs';
import {
  ColloquyError,
  FileAnchor,
  originOf,
  verifyAudit,
  type AuditFinding,
  type DialogueId,
  type NoteEvidence,
} from '@colloquy/core';
import { verifyOne, type DialogueVerification } from '@colloquy/cli';
import { keysDirectory } from '../store/databasePath.ts';
import { openStore, type OpenStore } from '../store/openStore.ts';
import { pinnedKey } from '../store/pinnedKey.ts';
import { placesOf } from '../store/places.ts';

export interface FileVerification {
  readonly file: string;
  readonly ok: boolean;
  readonly dialogues: readonly DialogueVerification[];
  /** Of the record of key uses beside the database; undefined when there is none. */
  readonly audit: { readonly events: number; readonly findings: readonly AuditFinding[] } | undefined;
}

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
  for (const id of await store.backend.dialogueIds()) {
    dialogues.push(await verifyOne(store.dialogues, id, async (each) => evidence(store, each, places)));
  }
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
