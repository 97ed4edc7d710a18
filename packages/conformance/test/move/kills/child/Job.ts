import type { MoveStep } from '@colloquy/core';
import type { Elsewhere } from '../../../../src/kit/AdapterKit.ts';
import type { BrokenMover } from './brokenMovers.ts';

/** A store by its address, as another process opens it. */
export interface StoreAt {
  readonly elsewhere: Elsewhere;
  readonly name: string;
}

export type Errand = 'start' | 'cancel' | 'back' | 'purge';

/** `die`: SIGKILL from its own hand. `halt`: it stands still until its parent lets it go on, or kills it. */
export interface Fate {
  /** Index of the point, from 0. */
  readonly at: number;
  readonly what: 'die' | 'halt';
}

/** What a mover process is to do. It says where the stores, the mover key and the register are: no key of a store is in it. */
export interface Job {
  readonly id: string;
  readonly errand: Errand;
  readonly source: StoreAt;
  readonly target: StoreAt;
  /** Path of the mover key. */
  readonly key: string;
  /** Directory of the register of moves. */
  readonly register: string;
  readonly fate?: Fate;
  /** True: it tells every point that it passes. */
  readonly traced?: boolean;
  /** A broken mover to run instead of the real one. */
  readonly broken?: BrokenMover;
}

/**
 * A point at which a process can die: before or after a request to a store, before or after a call to a file of the register, or before or
 * after a step, as the mover tells it.
 */
export interface Point {
  readonly at: number;
  readonly phase: 'before' | 'after';
  readonly place: 'source' | 'target' | 'register' | 'step';
  /** The request, shortened, or the name of the step. */
  readonly what: string;
  /** The step within which it lies; undefined between two. */
  readonly step: MoveStep | undefined;
  /** True: the request changes what is stored, and alone makes its change seen. */
  readonly writes: boolean;
  /** True: between the beginning and the end of a transaction that holds locks. */
  readonly locked: boolean;
}

/** What a mover process says, a line of JSON each. */
export type Report =
  | { readonly trace: readonly Point[] }
  | { readonly reached: Point }
  /** `ok`, or a code, with its reason where it has one. */
  | { readonly end: string };
