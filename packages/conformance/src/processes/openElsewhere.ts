import type { Elsewhere, OpenStore } from '../kit/AdapterKit.ts';

/** What the module of an {@link Elsewhere} exports. */
export interface ElsewhereModule {
  readonly openStore: (config: unknown, reach?: () => void) => Promise<OpenStore>;
}

/** Opens the data as the fixture says. `reach` is given to a module that declares points. */
export async function openElsewhere(elsewhere: Elsewhere, reach: () => void): Promise<OpenStore> {
  const module = (await import(elsewhere.module)) as ElsewhereModule;
  return elsewhere.points === true ? module.openStore(elsewhere.config, reach) : module.openStore(elsewhere.config);
}
