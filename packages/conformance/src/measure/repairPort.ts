import type { RepairPort } from '@colloquy/core';
import { commitCases, heavyRefusal, type Sending } from './commitCases.ts';
import { heavyKeys } from './partitionStore.ts';
import type { Specimen } from './Specimen.ts';
import type { Witnesses } from './Witness.ts';

const overTheHead: Sending<Pick<RepairPort, 'commitOver'>> = {
  remove: async ({ id, fixture, writer }, count) => {
    const { n, entry } = { n: writer.model.n, entry: writer.model.entry(writer.model.n) };
    const numbers = Array.from({ length: count }, (_, at) => n + 2 + at);
    // Behind the end of the log, as a torn restore leaves them.
    for (const number of numbers) if (entry !== undefined) await fixture.probe.putEntry(id, { ...entry, n: number });
    return numbers;
  },
  send: (port, { id, writer }, commit, remove) => {
    const head = writer.model.head() ?? null;
    return port.commitOver(id, commit, { head: head && { n: head.n, commitId: head.commitId }, remove });
  },
};

/** The calls of RepairPort upon one dialogue. */
export const repairPortWitnesses: Witnesses<RepairPort, Specimen> = {
  async *pending(specimen) {
    const run = (port: RepairPort) => port.pending(specimen.id);
    yield { case: 'nothing pending', run };
    if (!specimen.mayPend) return;
    yield { case: 'a large commit pending', sizes: await specimen.leavePending(), run };
    // It only looks.
    await specimen.fixture.store.settle(specimen.id);
  },

  commitOver: (specimen) => commitCases(specimen, overTheHead),
};

/** Of what rests on large records. */
export const heavyRepairWitnesses: Witnesses<Pick<RepairPort, 'commitOver'>, Specimen> = {
  *commitOver(specimen) {
    yield* heavyRefusal(specimen, heavyKeys(specimen), overTheHead);
  },
};
