import {
  failureLines,
  findingLines,
  type Layout,
  misuseLines,
  paint,
  paragraph,
  processTerminal,
  safeJson,
  verificationLines,
} from '@colloquy/cli';
import { resolve } from 'node:path';
import { startingFolder } from '../store/databasePath.ts';
import { usage, verifyOptions } from './options.ts';
import { verifyFile, type FileVerification } from './verifyFile.ts';

/** The verification as a command. @returns the exit code */
export async function runVerify(args: readonly string[]): Promise<number> {
  let options: ReturnType<typeof verifyOptions>;
  try {
    options = verifyOptions(args);
  } catch (error) {
    const terminal = processTerminal(false);
    terminal.complain(misuseLines(terminal.layout, error, usage));
    return 2;
  }
  const terminal = processTerminal(options.color);
  if (options.help) {
    terminal.print(usage);
    return 0;
  }
  try {
    const folder = startingFolder('verify');
    const keys = options.keys === undefined ? undefined : resolve(folder, options.keys);
    const result = await verifyFile(resolve(folder, options.file), keys);
    terminal.print(options.json ? [safeJson(result, 2)] : fileLines(terminal.layout, result));
    return result.ok ? 0 : 1;
  } catch (error) {
    terminal.complain(failureLines(terminal.layout, error));
    return 2;
  }
}

function fileLines(layout: Layout, { file, ok, dialogues, audit }: FileVerification): readonly string[] {
  const damaged = dialogues.filter((dialogue) => !dialogue.ok).length;
  const findings = dialogues.reduce((sum, each) => sum + each.findings.length, audit?.findings.length ?? 0);
  const summary = ok
    ? `${count(dialogues.length, 'dialogue')} verified: no finding.`
    : `${damaged} of ${count(dialogues.length, 'dialogue')} damaged: ${count(findings, 'finding')}.`;
  return [
    ...paragraph(layout, file),
    ...dialogues.flatMap((dialogue) => ['', ...verificationLines(layout, dialogue)]),
    ...auditLines(layout, audit),
    '',
    paint(layout, ok ? 'good' : 'bad', summary),
  ];
}

function auditLines(layout: Layout, audit: FileVerification['audit']): readonly string[] {
  if (audit === undefined) return [];
  const { events, findings } = audit;
  const state = findings.length === 0 ? 'no finding' : count(findings.length, 'finding');
  return [
    '',
    ...paragraph(layout, `${count(events, 'use')} of keys; ${state}`, 'audit  '),
    ...findingLines(
      layout,
      findings.map(({ kind, line, message }) => ({ kind, key: `line ${line}`, message })),
    ),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
