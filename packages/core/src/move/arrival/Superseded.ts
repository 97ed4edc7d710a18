import type { DialogueId } from '../../address/DialogueId.ts';
import { isColloquyError } from '../../errors/index.ts';
import type { MigrationPort, Residence } from '../../traits/MigrationPort.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';

/** A store is not what it was for this move any more: another process went on or took it back. Nothing was written that it forbids. */
export interface Superseded {
  readonly outcome: 'superseded';
  /** Where it was noticed. What stands there now says more. */
  readonly at: 'source' | 'target';
}

/** Ends the work from within a batch that the residence refused. Never leaves this folder. */
export class ResidenceLost extends Error {
  override readonly name = 'ResidenceLost';
}

export function isSameResidence(a: Residence | null, b: Residence): boolean {
  return a !== null && a.status === b.status && a.move === b.move;
}

/** A store and how to tell that it still is what the work rests upon. */
interface Ground {
  readonly at: Superseded['at'];
  readonly port: MigrationPort;
  readonly reasons: readonly string[];
  readonly holds: (standing: Awaited<ReturnType<MigrationPort['residence']>>) => boolean;
}

/** The source while `migrate.out`, entry n, is its head. */
export function closedSource(port: MigrationPort, n: number): Ground {
  const reasons = ['source_log', 'source_record', 'boundary'];
  return { at: 'source', port, reasons, holds: ({ head }) => head?.n === n };
}

/** The target while this residence stands there. */
export function heldTarget(port: MigrationPort, under: Residence): Ground {
  return {
    at: 'target',
    port,
    reasons: ['target_record'],
    holds: ({ residence }) => isSameResidence(residence, under),
  };
}

/**
 * Does the work; where it fails upon a store that has changed hands meanwhile, says so instead: what it found there is no damage.
 */
export async function whileItHolds<T>(
  id: DialogueId,
  grounds: readonly Ground[],
  options: CallOptions,
  work: () => Promise<T>,
): Promise<T | Superseded> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ResidenceLost) return { outcome: 'superseded', at: 'target' };
    for (const { at, port, reasons, holds } of grounds) {
      if (!isColloquyError(error, 'integrity_error') || !reasons.includes(String(error.context['reason']))) continue;
      if (!holds(await port.residence(id, options))) return { outcome: 'superseded', at };
    }
    throw error;
  }
}
