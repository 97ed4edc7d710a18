import type { DynamoPlan } from '../dynamo/dynamoEngine.ts';
import type { PostgresPlan } from '../postgres/postgresEngine.ts';

/** What is sent to the guardian process of a server, and what it answers. */

/** How a server is set up. */
export type Plan = PostgresPlan | DynamoPlan;

export type OrderKind = 'launch' | 'start' | 'stop' | 'kill' | 'pause' | 'resume' | 'close';

/** `launch` comes first and once; `close` is the last. */
export interface Order {
  readonly id: number;
  readonly kind: OrderKind;
  readonly plan?: Plan;
}

/** A server that accepts connections. */
export interface Running {
  readonly port: number;
  /** All that belongs to the server. */
  readonly folder: string;
  /** Of the server's first process. */
  readonly pid: number;
}

export interface Answer {
  readonly id: number;
  readonly running?: Running;
  /** Present when the order failed. */
  readonly error?: string;
}
