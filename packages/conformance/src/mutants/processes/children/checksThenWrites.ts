import type { EngineAction, EngineCondition, EngineItem } from '@colloquy/core';
import type { OpenStore } from '../../../kit/AdapterKit.ts';
import { openRemoteMemory, type RemoteMemoryConfig } from '../../../processes/remoteMemory.ts';
import { replaceIn } from '../../support/broken.ts';
import { unconditioned } from '../../support/pending.ts';

function holds(condition: EngineCondition | undefined, item: EngineItem | undefined): boolean {
  if (condition === undefined) return true;
  if (condition.kind === 'absent') return item === undefined;
  return item !== undefined && Object.entries(condition.fields).every(([name, value]) => item[name] === value);
}

const conditionOf = (action: EngineAction): EngineCondition | undefined =>
  action.action === 'delete' ? undefined : action.condition;

/** Looks whether the conditions hold, and then writes without them. */
export function openStore(config: unknown, reach?: () => void): Promise<OpenStore> {
  return openRemoteMemory(config as RemoteMemoryConfig, reach, {
    engineOf: (engine) =>
      replaceIn(engine, {
        transact: async (actions) => {
          const items = await engine.read(actions);
          if (!actions.every((action, at) => holds(conditionOf(action), items[at]))) return false;
          // The window between look and write; in a real backend it is work of its own.
          for (let i = 0; i < 5; i++) await engine.read(actions);
          return engine.transact(actions.map(unconditioned).filter((action) => action !== undefined));
        },
      }),
  });
}
