import { dialogueId, type DialogueId } from '@colloquy/core';
import type { Command } from './commands.ts';
import { Oracle } from './Oracle.ts';

const ids = ['model', 'model-2'].map(dialogueId);

/** A dialogue of a run, and what it must be. */
export interface Place {
  readonly id: DialogueId;
  readonly oracle: Oracle;
}

/** The dialogues of a fresh run. */
export function places(): readonly Place[] {
  return ids.map((id) => ({ id, oracle: new Oracle() }));
}

export function operationIdOf({ operation }: Command): string | undefined {
  return operation === undefined ? undefined : `op-${operation}`;
}
