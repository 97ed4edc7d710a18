import type { KeyLease } from '@colloquy/core';
import type { ProviderCapabilities, ProviderLaw } from '../../kit/KeyKits.ts';
import { providerFaults, type ProviderFault } from '../../kit/ProviderFaults.ts';
import type { Settled } from '../../steps/HeldCall.ts';
import { abortLawOf } from './faultAbort.ts';
import { isProduced, underFault, type UnderFault } from './faultBench.ts';
import { allowedFor, outcomeOf, outcomeOfError } from './faultOutcome.ts';

/** Calls of each kind: a few one after another, and a few at once. */
const [inSeries, atOnce] = [2, 3];

async function openings(open: UnderFault['open']): Promise<readonly Settled<KeyLease>[]> {
  const settled: Settled<KeyLease>[] = [];
  for (let i = 0; i < inSeries; i++) settled.push(await open());
  return [...settled, ...(await Promise.all(Array.from({ length: atOnce }, () => open())))];
}

type FaultLaw = (fault: ProviderFault) => ProviderLaw;

/** The law is for kits that can produce the fault. */
function lawOf(
  clause: ProviderLaw['clause'],
  fault: ProviderFault,
  what: string,
  run: ProviderLaw['run'],
): ProviderLaw {
  return {
    clause,
    title: `${fault}: ${what}`,
    applies: { when: `${fault} can be produced`, holds: (c) => isProduced(c, fault) },
    run,
  };
}

const laws: readonly FaultLaw[] = [
  (fault) =>
    lawOf('KP-FAULT-01', fault, 'never another key than the right one', async (t) => {
      await underFault(t, fault, async ({ open, right }) => {
        for (const settled of await openings(open)) {
          t.check(outcomeOf(settled, right) !== 'another-key', 'another-key', { message: fault });
        }
      });
    }),
  (fault) =>
    lawOf('KP-FAULT-02', fault, 'every call ends within the declared bound', async (t) => {
      // What does not end is the violation `hangs` of each call.
      await underFault(t, fault, async ({ open, create }) => {
        await Promise.all([openings(open), create()]);
      });
    }),
  (fault) =>
    lawOf('KP-FAULT-03', fault, 'documented codes only', async (t) => {
      await underFault(t, fault, async ({ open, create }) => {
        for (const settled of [...(await openings(open)), await create()]) {
          if (settled.status === 'answered') continue;
          const outcome = outcomeOfError(settled.error);
          t.check(outcome !== 'undocumented', 'undocumented-error', { message: fault, actual: settled.error });
        }
      });
    }),
  (fault) =>
    lawOf('KP-FAULT-04', fault, 'told apart: try later, somebody must act, not this key', async (t) => {
      const allowed = allowedFor(fault, t.capabilities.service);
      await underFault(t, fault, async ({ open, right }) => {
        for (const settled of await openings(open)) {
          const outcome = outcomeOf(settled, right);
          const error = settled.status === 'rejected' ? settled.error : undefined;
          t.check(allowed.includes(outcome), 'wrong-outcome', {
            message: fault,
            expected: allowed,
            actual: outcome,
            cause: error,
          });
        }
      });
    }),
  (fault) =>
    lawOf('KP-FAULT-05', fault, 'the same provider works again when it is over', async (t) => {
      await underFault(t, fault, async ({ open, create, placed, right }) => {
        await openings(open);
        await create();
        await placed.restore();
        const settled = await open();
        const error = settled.status === 'rejected' ? settled.error : undefined;
        t.check(outcomeOf(settled, right) === 'right', 'not-healed', { message: fault, cause: error });
      });
    }),
  (fault) => abortLawOf(fault),
  (fault) => ({
    clause: 'KP-FAULT-07',
    title: `${fault}: requests stay within the declared bound`,
    applies: {
      when: `a service is behind it and ${fault} can be produced`,
      holds: (c) => c.service && isProduced(c, fault),
    },
    run: async (t) => {
      await underFault(t, fault, async ({ fixture, open, create }) => {
        const requests = t.owed(fixture.requests, 'requests, because the kit declares a service and its faults');
        const before = requests.call(fixture);
        await Promise.all([openings(open), create()]);
        const actual = requests.call(fixture) - before;
        const most = (inSeries + atOnce + 1) * t.capabilities.requestsPerCall;
        t.check(actual <= most, 'too-many-requests', { message: fault, expected: most, actual });
      });
    },
  }),
  (fault) =>
    lawOf('KP-FAULT-08', fault, 'a fault that may pass unnoticed took effect', async (t) => {
      await underFault(t, fault, async ({ open, placed, right }) => {
        const settled = await openings(open);
        const unnoticed = settled.every((each) => outcomeOf(each, right) === 'right');
        t.check(!unnoticed || placed.hits() > 0, 'fault-of-paper', { message: fault });
      });
    }),
];

/** KP-FAULT-*: every provider under the same list of faults. */
export const providerFaultLaws: readonly ProviderLaw[] = [
  {
    clause: 'KP-FAULT-08',
    title: 'every fault of the list is declared: how it is produced, or why it cannot be',
    run: async (t) => {
      const declared: Partial<ProviderCapabilities['faults']> = t.capabilities.faults;
      for (const fault of providerFaults) {
        const declaration = declared[fault];
        const words = declaration && ('how' in declaration ? declaration.how : declaration.impossible);
        t.check(typeof words === 'string' && words.length >= 10, 'undeclared-fault', { message: fault });
      }
    },
  },
  ...laws.flatMap((law) => providerFaults.map(law)),
];
