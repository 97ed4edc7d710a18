import type { Closable, Kit } from '../suite/Kit.ts';
import type { Law } from '../suite/Law.ts';
import { runLaws, type LawResult } from '../suite/runSuite.ts';
import type { Mutant } from './Mutant.ts';

export interface TryOptions<F extends Closable, C> {
  readonly mutant: Mutant<Kit<F, C>>;
  readonly laws: readonly Law<F, C>[];
  /** True: every law, for the whole row of the kill table. False: those of its clause only. */
  readonly all?: boolean;
  readonly seed?: number;
  readonly runs?: number;
}

/** Asks of indexes that are behind: few, because a broken backend is asked all of them. */
const asks = 5;

/** How a mutant fared. */
export interface Trial {
  readonly id: string;
  readonly clause: string;
  readonly reason: string;
  /**
   * `killed`: a test of its clause failed for its reason, or for one of those that stand beside it. `wrong-reason`: tests of its clause failed, none of them for it.
   * `survived`: no test of its clause failed.
   */
  readonly verdict: 'killed' | 'wrong-reason' | 'survived';
  /** Every test that failed. */
  readonly failures: readonly LawResult[];
}

/** Runs a broken implementation against the laws. */
export async function tryMutant<F extends Closable, C>(options: TryOptions<F, C>): Promise<Trial> {
  const { mutant, laws, all = false, seed, runs } = options;
  const { id, clause, reason, orElse = [] } = mutant;
  const results = await runLaws({
    kit: mutant.build(),
    laws: all ? laws : laws.filter((law) => law.clause === clause),
    // A broken backend may wait for ever; that is a death too.
    timeout: 10_000,
    asks,
    ...(seed === undefined ? {} : { seed }),
    ...(runs === undefined ? {} : { runs }),
  });
  const failures = results.filter((result) => result.status === 'failed');
  const own = failures.filter((failure) => failure.clause === clause);
  const reasons = [reason, ...orElse];
  const killed = own.some((failure) => failure.reason !== undefined && reasons.includes(failure.reason));
  return { id, clause, reason, failures, verdict: killed ? 'killed' : own.length > 0 ? 'wrong-reason' : 'survived' };
}
