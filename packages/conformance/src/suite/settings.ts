import type { LawSettings } from './LawContext.ts';

/** The seed of a run that names none. */
export const defaultSeed = 20_260_101;

/** Runs of each property, and of each kind of interleaving, when none are named. */
export const defaultRuns = 40;

/** What a caller may set. */
export type SettingsOptions = Partial<LawSettings>;

export function settingsOf({ seed, runs, asks, replay }: SettingsOptions): LawSettings {
  return {
    seed: seed ?? defaultSeed,
    runs: runs ?? defaultRuns,
    ...(asks === undefined ? {} : { asks }),
    ...(replay === undefined ? {} : { replay }),
  };
}
