import type { Mutant } from '../mutants/Mutant.ts';
import { tryMutant, type Trial } from '../mutants/tryMutant.ts';
import type { Closable, Kit } from '../suite/Kit.ts';
import type { Law } from '../suite/Law.ts';
import type { SettingsOptions } from '../suite/settings.ts';
import type { KillTable } from './Report.ts';

export interface KillOptions<F extends Closable, C> extends SettingsOptions {
  readonly laws: readonly Law<F, C>[];
  readonly mutants: readonly Mutant<Kit<F, C>>[];
  /** Only mutants whose clause contains it, against the laws whose clause does. */
  readonly filter?: string;
  readonly progress?: (trial: Trial) => void;
}

/** Runs every broken implementation against every law. */
export async function killTable<F extends Closable, C>(options: KillOptions<F, C>): Promise<KillTable> {
  const { filter = '', progress, laws, mutants, ...settings } = options;
  const trials: Trial[] = [];
  for (const mutant of mutants.filter(({ clause }) => clause.includes(filter))) {
    const trial = await tryMutant({
      mutant,
      laws: laws.filter(({ clause }) => clause.includes(filter)),
      all: true,
      ...settings,
    });
    trials.push(trial);
    progress?.(trial);
  }
  return {
    mutants: trials.map(({ id, clause, reason, verdict, failures }) => {
      return { id, clause, reason, verdict, killedBy: [...new Set(failures.map((failure) => failure.clause))] };
    }),
    clauses: Object.fromEntries(
      [...new Set(laws.map(({ clause }) => clause))]
        .filter((clause) => clause.includes(filter))
        .map((clause) => [clause, trials.filter((trial) => killedBy(trial, clause)).map(({ id }) => id)]),
    ),
  };
}

function killedBy(trial: Trial, clause: string): boolean {
  return trial.failures.some((failure) => failure.clause === clause);
}
