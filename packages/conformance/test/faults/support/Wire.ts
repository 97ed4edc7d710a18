import type { Commit } from '@colloquy/core';
import type { Fault, Proxy } from '@colloquy/engines';
import type { Cut } from './cuts.ts';

/** A fault, and how often it strikes. */
export interface Stroke {
  readonly fault: Fault;
  readonly times: number;
}

/** How faults are put in the way of one backend's commits. */
export interface Wire {
  /** A proxy to a server, and what names that server through it. */
  readonly start: (server: string) => Promise<{ readonly proxy: Proxy; readonly through: string }>;
  /** What stands for a cut while this commit is sent, and nothing else. */
  readonly strokeOf: (cut: Cut, commit: Commit) => Stroke | undefined;
  /** Under which name the cut is counted. Default: its phase. */
  readonly nameOf?: (cut: Cut, commit: Commit) => string;
}
