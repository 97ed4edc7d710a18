import { inspect } from 'node:util';
import { errorCodes, faultsOf, isColloquyError, type ErrorCode, type Fault } from '@colloquy/core';
import { facts, paragraph } from '../render/blocks.ts';
import { paint, type Layout } from '../render/Layout.ts';
import { printable } from '../render/printable.ts';

/** One fault of a batch: where, what stood there, what is wrong, what would be right. */
function faultLines(layout: Layout, fault: Fault): readonly string[] {
  const { code, field, value, message, validOptions, suggestion } = fault;
  return [
    ...paragraph(layout, field, '  - ').map((line) => paint(layout, 'bad', line)),
    ...facts({ ...layout, width: layout.width - 2 }, [
      ['code', code],
      ...(value === undefined ? [] : [['value', JSON.stringify(value) ?? 'undefined'] as const]),
      ['message', message],
      ...(validOptions === undefined || validOptions.length === 0 ? [] : [['valid', validOptions.join(', ')] as const]),
      ...(suggestion === undefined ? [] : [['try', suggestion] as const]),
    ]).map((line) => `  ${line}`),
  ];
}

/** What is told beside the message: what was left alone, and what to do. */
export interface Advice {
  readonly untouched: string;
  readonly next: string;
}

/** What the code says in general, unless the message ends with the same advice; or what the caller knows better. */
function adviceLines(layout: Layout, code: ErrorCode, message: string, known?: Advice): readonly string[] {
  if (known !== undefined) {
    return [...paragraph(layout, known.untouched, '  '), ...paragraph(layout, known.next, '  ')];
  }
  const advice: string = errorCodes[code];
  const last = advice.slice(advice.lastIndexOf('. ') + 1).trim();
  return message.endsWith(last) ? [] : paragraph(layout, advice, '  ');
}

/** A message of several lines stays one of several lines. */
function messageLines(layout: Layout, code: ErrorCode, message: string): readonly string[] {
  const [first = '', ...more] = message.split('\n');
  return [...paragraph(layout, first, `${code}: `), ...more.flatMap((line) => paragraph(layout, line, '  - '))];
}

function counted(faults: number): string {
  return faults === 1 ? '1 fault' : `${faults} faults`;
}

export interface FailureOptions {
  readonly debug?: string | undefined;
  /** What to say instead of what the code says in general. */
  readonly advice?: Advice;
}

/** An error as a person should meet it: its code, what happened, what to do, and every fault. A stack only when DEBUG is set. */
export function failureLines(layout: Layout, error: unknown, options: FailureOptions = {}): readonly string[] {
  const { debug = process.env['DEBUG'], advice } = options;
  const trace = debug === undefined || debug === '' ? [] : inspect(error).split('\n').map(printable);
  if (!isColloquyError(error)) {
    const text = error instanceof Error ? error.message : String(error);
    return [...paragraph(layout, text, 'failed: '), ...(trace.length > 0 ? trace : ['Set DEBUG=1 to see where.'])];
  }
  const { code, message } = error;
  const faults = faultsOf(error);
  return [
    ...(faults.length === 0
      ? [...messageLines(layout, code, message), ...adviceLines(layout, code, message, advice)]
      : [
          `${code}: ${counted(faults.length)}. Nothing was written.`,
          ...faults.flatMap((fault) => faultLines(layout, fault)),
        ]),
    ...trace,
  ];
}

/** What a person gets who called a command in a way that it does not know. */
export function misuseLines(layout: Layout, error: unknown, usage: readonly string[]): readonly string[] {
  const text = error instanceof Error ? error.message : String(error);
  return [...paragraph(layout, text), '', ...usage];
}
