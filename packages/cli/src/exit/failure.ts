import { isColloquyError } from '@colloquy/core';
import type { Layout } from '../render/Layout.ts';
import { paragraph } from '../render/blocks.ts';
import { safeJson } from '../render/safeJson.ts';
import { failureLines } from '../report/failure.ts';
import { AbsentError } from '../command/AbsentError.ts';
import { UnwritableError } from '../command/UnwritableError.ts';
import { UsageError } from '../command/UsageError.ts';
import { exitCodes, type ExitName } from './exitCodes.ts';
import { remedies } from './remedies.ts';

/** How a command ends that failed with this error. */
export function exitOf(error: unknown, interrupted: boolean): ExitName {
  if (interrupted) return 'interrupted';
  if (error instanceof UsageError) return 'usage';
  if (error instanceof AbsentError) return 'refused';
  if (error instanceof UnwritableError) return 'storage';
  if (isColloquyError(error)) return remedies[error.code].exit;
  return 'defect';
}

const interruptedText = 'Interrupted. What was committed stands; call again to go on.';

/** An error for a person. */
export function errorLines(layout: Layout, error: unknown, exit: ExitName): readonly string[] {
  if (exit === 'interrupted') return [interruptedText];
  if (error instanceof UsageError) return [...paragraph(layout, error.message), 'Try colloquy --help.'];
  if (error instanceof AbsentError) return paragraph(layout, error.message);
  if (error instanceof UnwritableError) {
    return [...paragraph(layout, error.message), 'Make room or a folder for it, then call again.'];
  }
  if (isColloquyError(error)) return failureLines(layout, error, { advice: remedies[error.code] });
  return failureLines(layout, error);
}

/** An error for a program: one line. The context of an error holds no secret and no sealed text. */
export function errorJson(error: unknown, exit: ExitName): string {
  const exitCode = exitCodes[exit][0];
  const message = error instanceof Error ? error.message : String(error);
  if (exit === 'interrupted') return safeJson({ error: { code: exit, message: interruptedText, exitCode } }, 0);
  if (!isColloquyError(error)) return safeJson({ error: { code: exit, message, exitCode } }, 0);
  const { code, context } = error;
  const { untouched, next } = remedies[code];
  return safeJson({ error: { code, message, exitCode, untouched, next, context } }, 0);
}
