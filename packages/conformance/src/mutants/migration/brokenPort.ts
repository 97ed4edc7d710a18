import type { EngineAction, EngineCondition, MigrationPort } from '@colloquy/core';
import type { AdapterKit } from '../../kit/AdapterKit.ts';
import { headSort } from '../../memory/places.ts';
import type { MemoryClient, MemoryKitOptions } from '../../memory/memoryKit.ts';
import { brokenEngine, brokenStore } from '../support/broken.ts';

/** The in-memory backend, some calls of whose port are replaced. `breaking` is called once per client. */
export function brokenPort(
  breaking: (port: MigrationPort, client: MemoryClient) => Partial<MigrationPort>,
  options?: MemoryKitOptions,
): AdapterKit {
  return brokenStore((store, client) => {
    const port = store.migration;
    if (port === undefined) throw new TypeError('the store has no migration');
    return { migration: { ...port, ...breaking(port, client) } };
  }, options);
}

/** The in-memory backend that says something else in its transactions; undefined leaves an action out. */
export function brokenActions(
  change: (action: EngineAction, all: readonly EngineAction[]) => EngineAction | undefined,
): AdapterKit {
  return brokenEngine((engine) => ({
    transact: (actions, options) => {
      const changed = actions.map((action) => change(action, actions));
      return engine.transact(
        changed.filter((action) => action !== undefined),
        options,
      );
    },
  }));
}

/** Whether an action looks at the row of a head, or writes it. */
export function isOfHead({ sort }: EngineAction): boolean {
  return sort === headSort;
}

/** Whether a transaction is a transition: it writes a residence, or ends one. */
export function isTransition(actions: readonly EngineAction[]): boolean {
  return actions.some((action) => {
    if (action.action !== 'put' || !isOfHead(action)) return false;
    return 'residence' in action.item || hasValue(action.condition, 'residence');
  });
}

/** Whether a transaction is a batch of a move. */
export function isBatch(actions: readonly EngineAction[]): boolean {
  return actions.some((action) => action.action === 'check' && hasValue(action.condition, 'residence'));
}

function hasValue(condition: EngineCondition | undefined, field: string): boolean {
  return condition?.kind === 'fields' && condition.fields[field] !== undefined;
}

/** The action without these fields in its condition. */
export function asksNot(action: EngineAction, ...names: readonly string[]): EngineAction {
  if (action.action === 'delete' || action.condition?.kind !== 'fields') return action;
  const kept = Object.entries(action.condition.fields).filter(([name]) => !names.includes(name));
  return { ...action, condition: { kind: 'fields', fields: Object.fromEntries(kept) } };
}
