import type { DialogueLaw } from '../dialogue/kit/DialogueFixture.ts';
import { measureDialogues } from '../dialogue/measure/measureDialogues.ts';
import type { StoreLaw } from '../kit/AdapterKit.ts';
import type { ProviderLaw } from '../kit/KeyKits.ts';
import { whenMeasured } from '../laws/kit/meter.ts';
import type { Measured, Measurement } from '../report/Measurement.ts';
import { measureProvider } from './keyProvider.ts';
import { measureStore } from './measureStore.ts';

/** What a measuring test does with what it has found. */
export interface Findings {
  readonly done: (measured: Measured) => void;
  /** Called after each call that was measured. */
  readonly each?: (measurement: Measurement) => void;
}

/** Measuring as a test: what a kit cannot do fails like everything else. */
export function storeMeasureLaw({ done, each }: Findings): StoreLaw {
  return {
    clause: 'MEASURE',
    title: 'every method of PartitionStore, StoreHeaderPort, RepairPort, MigrationPort and AnalyticsPort',
    applies: whenMeasured,
    run: async (t) => done(await measureStore(t, each)),
  };
}

export function dialogueMeasureLaw({ done, each }: Findings): DialogueLaw {
  return {
    clause: 'MEASURE',
    title: 'every method of DialogueStore and AnalyticsStore',
    run: async (t) => done(await measureDialogues(t, each)),
  };
}

export function providerMeasureLaw({ done, each }: Findings): ProviderLaw {
  return {
    clause: 'MEASURE',
    title: 'every method of KeyProvider',
    applies: { when: 'service', holds: (c) => c.service },
    run: async (t) => done(await measureProvider(t, each)),
  };
}
