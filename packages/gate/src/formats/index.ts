import type { Outcome } from '../model/Outcome.ts';
import { formatGithub } from './github.ts';
import { formatJson } from './json.ts';
import { formatJunit } from './junit.ts';
import { formatSarif } from './sarif.ts';
import { formatSummary } from './summary.ts';
import { formatText } from './text.ts';

/**
 * Every format, by the name that `--format` takes. Each renders an outcome as a text that ends with a line feed, and is hostile to nobody: names and messages of the
 * change steer neither a terminal nor a log nor a reader of the format.
 *
 * @example
 * formats.text(assess({ root: '.', today: '2026-03-01' }));
 */
export const formats = {
  text: formatText,
  json: formatJson,
  sarif: formatSarif,
  junit: formatJunit,
  github: formatGithub,
  summary: formatSummary,
} as const satisfies Readonly<Record<string, (outcome: Outcome) => string>>;

/** Name of a format. */
export type FormatName = keyof typeof formats;

/** Every name. */
export const formatNames: readonly FormatName[] = Object.keys(formats) as FormatName[];

/** True for the name of a format. */
export function isFormatName(text: string): text is FormatName {
  return Object.hasOwn(formats, text);
}
