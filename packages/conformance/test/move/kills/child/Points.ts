import { readSync, writeSync } from 'node:fs';
import type { MoveStep, MoveStepEvent } from '@colloquy/core';
import type { Reach } from '../../../kits/Reach.ts';
import type { Fate, Point, Report } from './Job.ts';

const longest = 60;
const standardInput = 0;
const standardOutput = 1;

/** A line that its reader has for certain, also where this process dies at once. */
export function tell(report: Report): void {
  writeSync(standardOutput, `${JSON.stringify(report)}\n`);
}

/** Requests that change what is stored, of the backends that have no transactions of several requests. */
const writing =
  /^(?:TransactWriteItems|PutItem|UpdateItem|DeleteItem|BatchWriteItem)Command$|\b(?:INSERT|UPDATE|DELETE) /;

/** What one store of the process is at. */
interface Transaction {
  open: 'none' | 'reading' | 'writing';
}

/** Counts what this process does to stores and register, and ends it where it shall end. */
export class Points {
  readonly trace: Point[] = [];
  readonly #fate: Fate | undefined;
  #count = 0;
  #isCounting = false;
  #step: MoveStep | undefined;

  constructor(fate: Fate | undefined) {
    this.#fate = fate;
  }

  /** From now on: what opens the stores is no part of a move. */
  begin(): void {
    this.#isCounting = true;
  }

  ofStore(place: 'source' | 'target'): Reach {
    const transaction: Transaction = { open: 'none' };
    return (request, phase) => {
      if (phase === 'before' && request.startsWith('BEGIN')) {
        transaction.open = request.includes('IMMEDIATE') ? 'writing' : 'reading';
      }
      const isEnd = /^(?:COMMIT|ROLLBACK)/.test(request);
      const isWriting = transaction.open === 'writing';
      // In a transaction of several statements it is the end of it that makes them all seen.
      const writes = transaction.open === 'none' ? writing.test(request) : isWriting && request === 'COMMIT';
      const isHeld = !(request.startsWith('BEGIN') && phase === 'before') && !(isEnd && phase === 'after');
      const locked = isWriting && isHeld;
      if (isEnd && phase === 'after') transaction.open = 'none';
      this.#reach({ phase, place, what: shortened(request), writes, locked });
    };
  }

  readonly ofFiles: Reach = (call, phase) => {
    this.#reach({ phase, place: 'register', what: call, writes: call === 'link', locked: false });
  };

  readonly onStep = ({ step, phase }: MoveStepEvent): void => {
    if (phase === 'before') this.#step = step;
    this.#reach({ phase, place: 'step', what: step, writes: false, locked: false });
    if (phase === 'after') this.#step = undefined;
  };

  #reach(what: Omit<Point, 'at' | 'step'>): void {
    if (!this.#isCounting) return;
    const point: Point = { at: this.#count, step: this.#step, ...what };
    this.#count += 1;
    this.trace.push(point);
    if (this.#fate?.at !== point.at) return;
    tell({ reached: point });
    if (this.#fate.what === 'die') die();
    else halt();
  }
}

function shortened(request: string): string {
  return request.replaceAll(/\s+/g, ' ').trim().slice(0, longest);
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
  // Where the signal takes its time, nothing more is done.
  halt();
}

/** Nothing of this process goes on until its parent writes to it. */
function halt(): void {
  const byte = new Uint8Array(1);
  readSync(standardInput, byte);
}
