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
  /** Milliseconds for each law: a broken backend may wait for ever, and that is a death too. Default 10 000. */
  readonly timeout?: number;
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
  /** The tests that failed: of the whole row all of them, otherwise those up to its death. */
  readonly failures: readonly LawResult[];
}

/** Runs a broken implementation against the laws. */
export async function tryMutant<F extends Closable, C>(options: TryOptions<F, C>): Promise<Trial> {
  const { mutant, laws, all = false, timeout = 10_000, seed, runs } = options;
  const { id, clause, reason, orElse = [] } = mutant;
  const kit = mutant.build();
  const reasons = [reason, ...orElse];
  const isDeath = (failure: LawResult): boolean =>
    failure.clause === clause && failure.reason !== undefined && reasons.includes(failure.reason);
  const failures: LawResult[] = [];
  for (const law of all ? laws : laws.filter((each) => each.clause === clause)) {
    const results = await runLaws({
      kit,
      laws: [law],
      timeout,
      asks,
      ...(seed === undefined ? {} : { seed }),
      ...(runs === undefined ? {} : { runs }),
    });
    failures.push(...results.filter((result) => result.status === 'failed'));
    // One death is enough, but for the whole row.
    if (!all && failures.some(isDeath)) break;
  }
  const own = failures.some((failure) => failure.clause === clause);
  const verdict = failures.some(isDeath) ? 'killed' : own ? 'wrong-reason' : 'survived';
  return { id, clause, reason, failures, verdict };
}
