import type { LawSettings } from './LawContext.ts';

/** The seed of a run that names none. */
export const defaultSeed = 20_260_101;

/** Runs of each property, and of each kind of interleaving, when none are named. */
export const defaultRuns = 40;

export function settingsOf(options: { readonly seed?: number; readonly runs?: number }): LawSettings {
  return { seed: options.seed ?? defaultSeed, runs: options.runs ?? defaultRuns };
}
