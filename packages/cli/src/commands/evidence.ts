import { readFile } from 'node:fs/promises';
import {
  FileAnchor,
  NoteVerifier,
  originOf,
  type DialogueId,
  type DialogueStore,
  type NoteEvidence,
} from '@colloquy/core';
import type { Command } from 'commander';
import { readText } from '../command/files.ts';
import { UsageError } from '../command/UsageError.ts';

/** What a log is held against, as the command line names it. */
export interface EvidenceOptions {
  readonly note?: string;
  readonly anchor?: string;
  readonly key?: readonly string[];
}

export function withEvidence(command: Command): Command {
  return command
    .option('--note <file>', 'a signed note of this one dialogue')
    .option('--anchor <directory>', 'where `checkpoint --anchor` keeps notes: the latest of each dialogue')
    .option('--key <key>', 'the verifier key that is pinned, or a file that holds it; may be repeated', collect);
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/**
 * @returns what gives the evidence for a dialogue
 * @throws UsageError
 */
export async function evidenceOf(
  { note, anchor, key = [] }: EvidenceOptions,
  single: boolean,
  signal: AbortSignal,
): Promise<(id: DialogueId, dialogues?: DialogueStore) => Promise<NoteEvidence | undefined>> {
  if (note === undefined && anchor === undefined) {
    if (key.length > 0) throw new UsageError('--key is for --note or --anchor.');
    return async () => undefined;
  }
  if (note !== undefined && anchor !== undefined) throw new UsageError('Give either --note or --anchor.');
  if (key.length === 0) throw new UsageError('A note is believed by a key that was pinned before: give it with --key.');
  if (note !== undefined && !single) throw new UsageError('A note is of one dialogue: name that one.');
  const keys = await Promise.all(key.map(pinnedKey));
  if (note !== undefined) {
    const text = await readText(note, signal);
    return async () => ({ note: text, keys });
  }
  const kept = new FileAnchor({ directory: anchor ?? '' });
  return async (id, dialogues) => {
    if (dialogues === undefined)
      throw new UsageError('--anchor finds notes by the id of the log, which needs the keys: give --note.');
    const { logId } = (await dialogues.history(id, 1, 1, { signal })).entries[0] ?? {};
    const latest = logId === undefined ? undefined : await kept.latest(originOf({ logId }), { signal });
    return latest === undefined ? undefined : { note: latest, keys };
  };
}

/** A verifier key, or the file of one. @throws UsageError */
export async function pinnedKey(text: string): Promise<NoteVerifier> {
  const content = text.includes('+') ? text : await readFile(text, 'utf8').catch(() => undefined);
  if (content === undefined) throw new UsageError(`${text} is neither a verifier key nor a file that can be read.`);
  // Whoever has it signs in its name: it is not repeated, and does not go where a public key goes.
  if (content.trimStart().startsWith('PRIVATE+KEY+')) {
    throw new UsageError(
      'This is the private key of a signer. Give the verifier key, which was printed when it was made: `colloquy keys create-mover` with the same file and name prints that of a mover again.',
    );
  }
  return NoteVerifier.parse(content.trim());
}
