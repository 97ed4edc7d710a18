import { isColloquyError, type ErrorCode, type KeyLease } from '@colloquy/core';
import type { ProviderFault } from '../../kit/ProviderFaults.ts';
import type { Settled } from '../../steps/HeldCall.ts';

/**
 * How a call ended, as far as its caller must tell it apart: `right`: with the right key; `another-key`: with any other; `transient`:
 * try later; `refused`: somebody must act first; `wrong`: not the key that the store needs; `undocumented`: with anything else.
 */
export type FaultOutcome = 'right' | 'another-key' | 'transient' | 'refused' | 'wrong' | 'undocumented';

/** Codes that mean that a person must act before the same call can succeed. */
const forPeople: readonly ErrorCode[] = ['key_missing', 'key_file_unsafe', 'key_file_malformed'];

export function outcomeOf(settled: Settled<KeyLease>, right: KeyLease): FaultOutcome {
  if (settled.status === 'answered') {
    const { key, kekId } = settled.answer;
    return key.equals(right.key) && kekId === right.kekId ? 'right' : 'another-key';
  }
  return outcomeOfError(settled.error);
}

export function outcomeOfError(error: unknown): FaultOutcome {
  if (isColloquyError(error, 'wrong_key')) return 'wrong';
  if (isColloquyError(error, 'key_unavailable')) {
    const refused: unknown = error.context['refused'];
    if (refused === undefined || typeof refused === 'boolean') return refused === true ? 'refused' : 'transient';
  }
  return forPeople.some((code) => isColloquyError(error, code)) ? 'refused' : 'undocumented';
}

interface Allowed {
  /** Behind a service. */
  readonly service: readonly FaultOutcome[];
  /** With a master key at hand. */
  readonly local: readonly FaultOutcome[];
}

const same = (...outcomes: readonly FaultOutcome[]): Allowed => ({ service: outcomes, local: outcomes });

/** The table of clause KP-FAULT-04. */
export const allowedOutcomes: Readonly<Record<ProviderFault, Allowed>> = {
  throttling: same('right', 'transient'),
  latency: same('right', 'transient'),
  hang: { service: ['transient'], local: ['refused'] },
  reset: same('right', 'transient'),
  denied: same('refused'),
  disabled: same('refused'),
  'pending-deletion': same('refused'),
  'not-found': same('refused'),
  'grant-not-visible': same('refused'),
  'wrong-key': same('wrong'),
  'another-keys-answer': { service: ['wrong'], local: ['right', 'wrong'] },
  'truncated-answer': { service: ['wrong'], local: ['refused'] },
};

export function allowedFor(fault: ProviderFault, service: boolean): readonly FaultOutcome[] {
  const allowed = allowedOutcomes[fault];
  return service ? allowed.service : allowed.local;
}
