import type { ProviderContext, ProviderFixture, ProviderLaw } from '../../kit/KeyKits.ts';
import type { ProviderFault } from '../../kit/ProviderFaults.ts';
import { isProduced, underFault } from './faultBench.ts';
import { allowedFor, outcomeOf } from './faultOutcome.ts';

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Until the call is at work: its first request has arrived, or, without a service, a turn has passed. */
async function underWay(t: ProviderContext, fixture: ProviderFixture, before: number): Promise<void> {
  await turn();
  if (!t.capabilities.service) return;
  for (let turns = 0; turns < 100_000 && (fixture.requests?.() ?? 0) === before; turns++) await turn();
}

/** A caller that stops waiting does so under every fault, and nobody else does. */
export function abortLawOf(fault: ProviderFault): ProviderLaw {
  return {
    clause: 'KP-FAULT-06',
    title: `${fault}: an aborted caller stops waiting, the others do not`,
    applies: { when: `${fault} can be produced`, holds: (c) => isProduced(c, fault) },
    run: async (t) => {
      const { service } = t.capabilities;
      const allowed = allowedFor(fault, service);
      await underFault(t, fault, async ({ fixture, open, right }) => {
        if (service) t.owed(fixture.requests, 'requests, because the kit declares a service and its faults');
        const before = fixture.requests?.() ?? 0;
        const stop = new AbortController();
        const reason = { stopped: fault };
        const [stopped, other] = [open({ signal: stop.signal }), open()];
        await underWay(t, fixture, before);
        stop.abort(reason);
        const settled = await stopped;
        const isReason = settled.status === 'rejected' && settled.error === reason;
        // Only what hangs is sure to be under way still.
        const isDone = !(service && fault === 'hang') && allowed.includes(outcomeOf(settled, right));
        t.check(isReason || isDone, 'keeps-waiting', { message: fault, actual: settled });
        t.check(allowed.includes(outcomeOf(await other, right)), 'other-affected', { message: fault });
      });
    },
  };
}
