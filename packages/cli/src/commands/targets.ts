import { dialogueId, isDialogueId, type DialogueId } from '@colloquy/core';
import type { OpenBackend } from '@colloquy/factory';
import { UsageError } from '../command/UsageError.ts';

/** The dialogues that were named, or with `--all` every one. @throws UsageError without either, and with both */
export async function targets(
  backend: OpenBackend,
  named: readonly string[],
  all: boolean | undefined,
  signal: AbortSignal,
): Promise<readonly DialogueId[]> {
  if ((named.length === 0) === (all !== true)) throw new UsageError('Name dialogues, or give --all.');
  if (named.length > 0) return named.map((name) => dialogueId(name));
  return (await backend.dialogueIds({ signal })).filter(isDialogueId);
}
