import { createSecretKey } from 'node:crypto';
import { ColloquyError, isColloquyError, kekIdOf, type KeyLease, type KeyProvider } from '@colloquy/core';
import { systemSources } from '@colloquy/core/testing';
import type { ProviderFault } from '../kit/ProviderFaults.ts';

/** Requests of one call. */
export const remoteAttempts = 3;
/** Milliseconds for one request. */
export const remoteTimeout = 40;

/** A line to a service, which can be cut and have faults. */
export class Line {
  cut = false;
  requests = 0;
  hits = 0;
  #fault: ProviderFault | undefined;

  place(fault: ProviderFault | undefined): void {
    this.#fault = fault;
    this.hits = 0;
  }

  /** The fault that befalls the next request. What passes by itself befalls every other one. */
  next(): ProviderFault | undefined {
    this.requests += 1;
    if (this.cut) return 'reset';
    if (this.#fault === undefined) return undefined;
    this.hits += 1;
    const passes = this.#fault === 'throttling' || this.#fault === 'reset';
    return passes && this.hits % 2 === 0 ? undefined : this.#fault;
  }
}

/** What a client of the service does rightly; a broken one leaves something out. */
export interface RemoteHabits {
  readonly attempts: number;
  /** Gives up after {@link remoteTimeout}. */
  readonly timesOut: boolean;
  /** Looks at which key an answer is from, and at its length. */
  readonly checksAnswer: boolean;
  /** Stops waiting when the caller does. */
  readonly heedsSignal: boolean;
  /** The error that a failure becomes. */
  readonly errorOf: (fault: ProviderFault) => Error;
  /** Asks again after a failure. */
  readonly forgetsFailures: boolean;
}

const refusals: readonly ProviderFault[] = ['denied', 'disabled', 'pending-deletion', 'not-found', 'grant-not-visible'];

function errorOf(fault: ProviderFault): ColloquyError {
  if (fault === 'wrong-key') return new ColloquyError('wrong_key', 'The service says that this is another key.');
  const refused = refusals.includes(fault);
  return new ColloquyError('key_unavailable', `The key service: ${fault}.`, { context: { refused } });
}

const habits: RemoteHabits = {
  attempts: remoteAttempts,
  timesOut: true,
  checksAnswer: true,
  heedsSignal: true,
  errorOf,
  forgetsFailures: true,
};

interface Answer {
  readonly fault: ProviderFault | undefined;
}

function isTransient(error: unknown): boolean {
  return isColloquyError(error, 'key_unavailable') && error.context['refused'] !== true;
}

/** A client of the service at the other end of a line, with the habits of a good one but for those that are given. */
export function remoteClient(broken: Partial<RemoteHabits> = {}): (provider: KeyProvider, line: Line) => KeyProvider {
  const client = { ...habits, ...broken };

  const request = async (line: Line, signal: AbortSignal | undefined): Promise<Answer> => {
    const fault = line.next();
    switch (fault) {
      case undefined:
      case 'another-keys-answer':
      case 'truncated-answer':
        return { fault };
      case 'latency':
        await systemSources.delay(1, signal);
        return { fault };
      case 'hang':
        if (!client.timesOut) await new Promise(() => undefined);
        await systemSources.delay(remoteTimeout, client.heedsSignal ? signal : undefined);
        throw client.errorOf(fault);
      default:
        throw client.errorOf(fault);
    }
  };

  const reach = async (line: Line, signal: AbortSignal | undefined): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await request(line, signal);
      } catch (error) {
        if (client.heedsSignal) signal?.throwIfAborted();
        if (attempt >= client.attempts || !isTransient(error)) throw error;
      }
    }
  };

  return (provider, line) => {
    let failed: Error | undefined;
    const call = async (signal: AbortSignal | undefined): Promise<Answer> => {
      signal?.throwIfAborted();
      if (failed !== undefined) throw failed;
      try {
        return await reach(line, signal);
      } catch (error) {
        if (!client.forgetsFailures && error instanceof Error) failed = error;
        throw error;
      }
    };
    return {
      name: provider.name,
      createEpoch: async (scope, options) => {
        await call(options?.signal);
        return provider.createEpoch(scope, options);
      },
      openEpoch: async (scope, material, options) => {
        const copy = material.slice();
        const { fault } = await call(options?.signal);
        const lease = await provider.openEpoch(scope, copy, options);
        if (fault !== 'another-keys-answer' && fault !== 'truncated-answer') return lease;
        if (client.checksAnswer) throw new ColloquyError('wrong_key', 'The answer is not from the right key.');
        return corrupted(lease, fault, (key) => kekIdOf(key, scope));
      },
      close: () => provider.close(),
    };
  };
}

/** What is made of an answer at which nobody looks. */
function corrupted(lease: KeyLease, fault: ProviderFault, idOf: (key: Uint8Array) => string): KeyLease {
  const bytes = new Uint8Array(lease.key.export());
  if (fault === 'truncated-answer') bytes.fill(0, 31);
  else bytes.fill(1);
  return { ...lease, key: createSecretKey(bytes), kekId: idOf(bytes) };
}
