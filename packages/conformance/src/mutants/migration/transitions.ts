import type { Residence } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenEngine } from '../support/broken.ts';
import { asksNot, brokenActions, brokenPort, isOfHead, isTransition } from './brokenPort.ts';

function isSame(a: Residence | null, b: Residence | null): boolean {
  return a?.status === b?.status && a?.move === b?.move;
}

export const transitionMutants: readonly StoreMutant[] = [
  {
    id: 'migration-text-not-compared',
    clause: 'MG-STATE-01',
    reason: 'residence-not-compared',
    description: 'A transition demands the status, and not the move.',
    build: () =>
      brokenActions((action, all) => (isTransition(all) && isOfHead(action) ? asksNot(action, 'move') : action)),
  },
  {
    id: 'migration-claims-over-anything',
    clause: 'MG-STATE-01',
    reason: 'residence-not-compared',
    description: 'A transition writes whatever stands there.',
    build: () =>
      brokenActions((action, all) => {
        if (!isTransition(all) || !isOfHead(action) || action.action !== 'put') return action;
        const { partition, sort, item } = action;
        return { action: 'put', partition, sort, item };
      }),
  },
  {
    id: 'migration-head-by-number',
    clause: 'MG-STATE-01',
    reason: 'head-not-compared',
    description: 'A transition demands n of the head, and not its commit.',
    build: () =>
      brokenActions((action, all) => (isTransition(all) && isOfHead(action) ? asksNot(action, 'commitId') : action)),
  },
  {
    id: 'migration-pending-not-demanded',
    clause: 'MG-STATE-01',
    reason: 'pending-ignored',
    description: 'A dialogue leaves while a large commit is unfinished.',
    build: () =>
      brokenActions((action, all) =>
        isTransition(all) && isOfHead(action) ? asksNot(action, 'pendingCommitId') : action,
      ),
  },
  {
    id: 'migration-entry-overwritten',
    clause: 'MG-STATE-01',
    reason: 'entry-replaced',
    description: 'The entry of a transition is put over one that stands there.',
    build: () =>
      brokenActions((action, all) => {
        if (!isTransition(all) || action.action !== 'put' || isOfHead(action)) return action;
        const { partition, sort, item } = action;
        return { action: 'put', partition, sort, item };
      }),
  },
  {
    id: 'migration-claims-over-a-log',
    clause: 'MG-STATE-01',
    reason: 'log-overlooked',
    description: 'A claim looks at the row of the head and not at entry 1.',
    build: () => brokenActions((action, all) => (isTransition(all) && action.action === 'check' ? undefined : action)),
  },
  {
    id: 'migration-looks-then-writes',
    clause: 'MG-STATE-01',
    reason: 'not-one-winner',
    description: 'A transition compares first and writes later.',
    build: () =>
      brokenEngine((engine) => ({
        transact: async (actions, options) => {
          if (!isTransition(actions)) return engine.transact(actions, options);
          const puts = actions.filter((action) => action.action === 'put');
          const checks = puts.map(({ partition, sort, condition }) => {
            return { action: 'check', partition, sort, condition: condition ?? { kind: 'absent' } } as const;
          });
          if (!(await engine.transact([...checks, ...actions.filter(({ action }) => action === 'check')])))
            return false;
          return engine.transact(puts.map(({ partition, sort, item }) => ({ action: 'put', partition, sort, item })));
        },
      })),
  },
  {
    id: 'migration-not-again',
    clause: 'MG-STATE-02',
    reason: 'not-again',
    description: 'A transition that took place is refused the second time.',
    build: () =>
      brokenPort((port) => ({
        change: async (id, change, options) => {
          const { residence } = await port.residence(id, options);
          const answer = await port.change(id, change, options);
          return isSame(residence, change.to) && !isSame(residence, change.from)
            ? { ...answer, changed: false }
            : answer;
        },
      })),
  },
  {
    id: 'migration-claim-returns',
    clause: 'MG-STATE-02',
    reason: 'returned',
    description: 'A claim takes an aborted row of its own move for its own.',
    build: () =>
      brokenPort((port) => ({
        change: async (id, change, options) => {
          const answer = await port.change(id, change, options);
          const { head, residence } = answer;
          if (answer.changed || residence?.status !== 'aborted' || change.to?.status !== 'importing') return answer;
          if (residence.move !== change.to.move) return answer;
          return port.change(id, { from: residence, to: change.to, head: head ?? null }, options);
        },
      })),
  },
  {
    id: 'migration-again-by-residence',
    clause: 'MG-STATE-02',
    reason: 'untrue-answer',
    description: 'Whether a transition took place is told by the residence alone, and not by its entry.',
    build: () =>
      brokenPort((port) => ({
        change: async (id, change, options) => {
          const answer = await port.change(id, change, options);
          return { ...answer, changed: answer.changed || isSame(answer.residence, change.to) };
        },
      })),
  },
  {
    id: 'migration-commit-one-over-a-claim',
    clause: 'MG-STATE-03',
    reason: 'commit-landed',
    description: 'Commit 1 demands that there be no head, and takes the row of a claim for none.',
    build: () =>
      brokenEngine((engine) => ({
        transact: async (actions, options) => {
          if (await engine.transact(actions, options)) return true;
          if (isTransition(actions)) return false;
          const over = actions.map((action) => {
            if (action.action !== 'put' || !isOfHead(action) || action.condition?.kind !== 'absent') return action;
            return { ...action, condition: { kind: 'fields', fields: { n: undefined } } } as const;
          });
          return over.every((action, at) => action === actions[at]) ? false : engine.transact(over, options);
        },
      })),
  },
  {
    id: 'migration-commit-over-residence',
    clause: 'MG-STATE-03',
    reason: 'commit-landed',
    description: 'A commit demands its head, and not that there be no residence.',
    build: () =>
      brokenActions((action, all) =>
        !isTransition(all) && action.action === 'put' && isOfHead(action)
          ? asksNot(action, 'residence', 'move')
          : action,
      ),
  },
];
