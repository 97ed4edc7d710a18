import type { EngineAction, EngineItem } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenEngine } from '../support/broken.ts';

function holds(action: EngineAction, item: EngineItem | undefined): boolean {
  if (action.action === 'delete' || action.condition === undefined) return true;
  if (action.condition.kind === 'absent') return item === undefined;
  return item !== undefined && Object.entries(action.condition.fields).every(([name, value]) => item[name] === value);
}

export const commitNotAtomic: StoreMutant = {
  id: 'commit-not-atomic',
  clause: 'PS-COMMIT-10',
  reason: 'two-winners',
  description: 'Conditions are read first and written upon later, in two requests.',
  build: () =>
    brokenEngine((engine) => ({
      transact: async (actions) => {
        const items = await engine.read(actions.map(({ partition, sort }) => ({ partition, sort })));
        if (!actions.every((action, at) => holds(action, items[at]))) return false;
        return engine.transact(
          actions
            .filter((action) => action.action !== 'check')
            .map((action): EngineAction => {
              if (action.action === 'delete') return action;
              const { partition, sort, item } = action;
              return { action: 'put', partition, sort, item };
            }),
        );
      },
    })),
};
