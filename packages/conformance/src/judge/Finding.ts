import type { ClauseId } from '@colloquy/core';
import { render } from '../suite/render.ts';

/** What is wrong with an answer. */
export interface Finding {
  readonly clause: ClauseId;
  /** A stable slug. */
  readonly reason: string;
  readonly message: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

export function finding(
  clause: ClauseId,
  reason: string,
  message: string,
  facts?: Pick<Finding, 'expected' | 'actual'>,
): Finding {
  return { clause, reason, message, ...facts };
}

/** Equal as plain data, the dialogue that an answer names aside. */
export function sameData(a: unknown, b: unknown): boolean {
  return render(withoutDialogue(a)) === render(withoutDialogue(b));
}

/** An answer without the dialogue it names, to compare it with one that names none. */
export function withoutDialogue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('dialogueId' in value)) return value;
  const { dialogueId: _, ...rest } = value;
  return rest;
}
