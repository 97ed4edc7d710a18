import { memoryProcessKit } from '../../processes/memoryProcessKit.ts';
import { siblingUrl } from '../../processes/siblingUrl.ts';
import type { StoreMutant } from '../Mutant.ts';

/** A mutant whose fault is in what other processes open; in the process of the suite nothing is wrong. */
function elsewhere(module: string, mutant: Omit<StoreMutant, 'build'>, points = true): StoreMutant {
  const url = siblingUrl(`./children/${module}`, import.meta.url);
  return { ...mutant, build: () => memoryProcessKit({ transactionLimit: 7, module: url, points }) };
}

/** Broken backends that only several processes, or the death of one, can tell from right ones. */
export const processMutants: readonly StoreMutant[] = [
  elsewhere('acknowledgesFirst', {
    id: 'process-acknowledges-first',
    clause: 'PS-DURABLE-01',
    reason: 'acknowledged-and-lost',
    description:
      'A commit is acknowledged at once and written with the next call, or at close: who is killed never writes it.',
  }),
  elsewhere('writesInTwo', {
    id: 'process-writes-in-two',
    clause: 'PS-DURABLE-02',
    reason: 'wrong-end-state',
    description:
      'Records in one transaction, entry and head in the next: who is killed between leaves records of no commit.',
  }),
  elsewhere('checksThenWrites', {
    id: 'process-checks-then-writes',
    clause: 'PS-COMMIT-10',
    reason: 'two-winners',
    description: 'The conditions are looked at and then written upon, as if nobody else were there.',
  }),
  elsewhere('checksThenWrites', {
    id: 'process-header-checks-then-writes',
    clause: 'SH-REPLACE-02',
    reason: 'not-one-winner',
    description: 'The header is compared and then written, as if nobody else were there.',
  }),
  elsewhere('remembersHead', {
    id: 'process-remembers-head',
    clause: 'PS-HEAD-03',
    reason: 'stale',
    description: 'Heads are cached per process: right for all its clients, wrong as soon as another process commits.',
  }),
  elsewhere('readsWithoutChunks', {
    id: 'process-reads-without-chunks',
    clause: 'PS-LARGE-01',
    reason: 'torn',
    description: 'A large commit whose process died before moving its records shows only what was moved.',
  }),
  elsewhere('settlesNothing', {
    id: 'process-settles-nothing',
    clause: 'PS-LARGE-03',
    reason: 'not-finished',
    description: 'Only the process that sent a large commit finishes it.',
  }),
  elsewhere('pointsNowhere', {
    id: 'kit-points-nowhere',
    clause: 'KIT-PROCESS-01',
    reason: 'no-points',
    description: 'The kit declares physical points, and its store never reaches one: nothing would be killed there.',
  }),
  elsewhere(
    'pointsUndeclared',
    {
      id: 'kit-points-undeclared',
      clause: 'KIT-PROCESS-01',
      reason: 'undeclared-points',
      description: 'The store reaches physical points, and the kit does not say so: nothing is killed there.',
    },
    false,
  ),
];
