import type { DialogueId } from '@colloquy/core';
import type { Elsewhere } from '../kit/AdapterKit.ts';
import type { Death } from './Death.ts';

/** What a worker process is told on its standard input, in one line. */
export interface Job {
  readonly client: string;
  /** Where times begin. */
  readonly origin: string;
  readonly elsewhere: Elsewhere;
  readonly id: DialogueId;
  /** Which program reads the steps. */
  readonly program: 'store' | 'dialogue' | 'header';
  readonly steps: readonly unknown[];
  /** What else the program needs. */
  readonly setting?: unknown;
  readonly death?: Death;
}

/**
 * What a worker says, one line each, before it goes on. `begin` and `end` are the two sides of one call; `step` says that a step of the
 * script is done.
 */
export type Report =
  | { readonly type: 'ready' }
  | {
      readonly type: 'begin';
      readonly call: number;
      readonly at: number;
      readonly step: number;
      readonly what: unknown;
    }
  | { readonly type: 'end'; readonly call: number; readonly at: number; readonly answer: unknown }
  | { readonly type: 'failed'; readonly call: number; readonly at: number; readonly error: unknown }
  | { readonly type: 'step'; readonly step: number }
  /** The end of the script. */
  | { readonly type: 'done' };

/** The file descriptor of the reports: standard output stays free for whatever a backend prints. */
export const reportDescriptor = 3;

/** The line that lets a worker that is ready begin. */
export const startSignal = 'go';
