import { isColloquyError, type ScopedResidence } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenEngine, brokenStore } from '../support/broken.ts';
import { asksNot, brokenActions, brokenPort, isOfHead, isTransition } from './brokenPort.ts';

export const residenceMutants: readonly StoreMutant[] = [
  {
    id: 'migration-residence-remembered',
    clause: 'MG-PORT-01',
    reason: 'stale',
    description: 'A client remembers the residence that it has seen.',
    build: () =>
      brokenPort((port) => {
        const seen = new Map<string, ScopedResidence>();
        return {
          residence: async (id, options) => {
            const answer = seen.get(id) ?? (await port.residence(id, options));
            seen.set(id, answer);
            return answer;
          },
        };
      }),
  },
  {
    id: 'migration-residence-in-two-reads',
    clause: 'MG-PORT-01',
    reason: 'not-one-state',
    description: 'Head and residence are read one after the other.',
    build: () =>
      brokenPort((port) => ({
        residence: async (id, options) => {
          const { head } = await port.residence(id, options);
          return { ...(await port.residence(id, options)), head };
        },
      })),
  },
  {
    id: 'migration-pending-not-told',
    clause: 'MG-PORT-01',
    reason: 'pending-not-told',
    description: 'A large commit that is unfinished is not told.',
    build: () =>
      brokenPort((port) => ({
        residence: async (id, options) => ({ ...(await port.residence(id, options)), pending: false }),
      })),
  },
  {
    id: 'migration-head-not-moved',
    clause: 'MG-PORT-02',
    reason: 'wrong-rows',
    description: 'An activation puts its entry and ends the residence, and the head is that of the base.',
    build: () =>
      brokenEngine((engine) => ({
        transact: async (actions, options) => {
          const [head] = actions;
          if (!isTransition(actions) || head?.action !== 'put' || 'residence' in head.item) {
            return engine.transact(actions, options);
          }
          const [standing] = await engine.read([head]);
          const { residence: _status, move: _move, ...item } = standing ?? {};
          return engine.transact([{ ...head, item }, ...actions.slice(1)], options);
        },
      })),
  },
  {
    id: 'migration-head-made-up',
    clause: 'MG-PORT-02',
    reason: 'head-touched',
    description: 'A head that stays is written anew of its number and commit.',
    build: () =>
      brokenActions((action, all) => {
        if (!isTransition(all) || all.length > 1 || action.action !== 'put' || !isOfHead(action)) return action;
        return { ...action, item: { ...action.item, auth: new Uint8Array(0) } };
      }),
  },
  {
    id: 'migration-any-entry',
    clause: 'MG-PORT-02',
    reason: 'accepted',
    description: 'An entry below the head is told as a transition that does not hold.',
    build: () =>
      brokenPort((port) => ({
        change: async (id, change, options) => {
          try {
            return await port.change(id, change, options);
          } catch (error) {
            if (!isColloquyError(error, 'invalid_argument')) throw error;
            const { head, residence, dialogueId, ...rest } = await port.residence(id, options);
            return { ...rest, changed: false, head, residence, dialogueId };
          }
        },
      })),
  },
  {
    id: 'migration-head-of-zero',
    clause: 'MG-PORT-02',
    reason: 'head-from-nowhere',
    orElse: ['wrong-head', 'wrong-rows', 'wrong-state'],
    description: 'A claim over nothing is written with a head of n = 0.',
    build: () =>
      brokenActions((action, all) => {
        if (!isTransition(all) || action.action !== 'put' || !isOfHead(action) || 'n' in action.item) return action;
        const none = new Uint8Array(0);
        return asksNot(
          { ...action, item: { ...action.item, n: 0, commitId: '', header: none, auth: none } },
          'n',
          'commitId',
        );
      }),
  },
  {
    id: 'migration-asks-first',
    clause: 'MG-PORT-09',
    reason: 'costs-more',
    description: 'A commit asks for the residence before it writes.',
    build: () =>
      brokenStore(
        (store) => ({
          commit: async (id, commit, options) => {
            await store.migration?.residence(id, options);
            return store.commit(id, commit, options);
          },
        }),
        { transactionLimit: 100, measures: true },
      ),
  },
];
