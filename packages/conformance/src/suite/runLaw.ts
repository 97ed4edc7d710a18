import type { Closable, Kit } from './Kit.ts';
import type { Law } from './Law.ts';
import { LawContext, type LawSettings } from './LawContext.ts';
import { releasing } from './releasing.ts';

/** Runs one law to its end and releases what it opened, also when it fails. */
export async function runLaw<F extends Closable, C>(
  law: Law<F, C>,
  kit: Kit<F, C>,
  settings: LawSettings,
): Promise<void> {
  const context = new LawContext<F, C>(law.clause, kit, settings);
  await releasing(
    () => law.run(context),
    () => context.release(),
  );
}
