import type { Fixture, OpenStore, StoreContext } from '../kit/AdapterKit.ts';
import type { Metered } from '../kit/Metered.ts';
import type { Measured, Measurement } from '../report/Measurement.ts';
import { analyticsPortWitnesses, IndexSpecimen } from './analyticsPort.ts';
import { heavyWitnesses, partitionStoreWitnesses } from './partitionStore.ts';
import { migrationPortWitnesses } from './migrationPort.ts';
import { heavyRepairWitnesses, repairPortWitnesses } from './repairPort.ts';
import { Specimen } from './Specimen.ts';
import { StoreSpecimen, storeHeaderPortWitnesses } from './storeHeaderPort.ts';
import { measureTrait, type Meter, type MeasureOptions, type Subject } from './Witness.ts';

/** Small records of the dialogues that differ in nothing but their number: each in a commit of its own. */
const smallSizes = [10, 100, 1000];

/** Records of 10 KiB, so that some dialogues are larger than an answer of a service: about 2.5 MB and 4.5 MB. */
const wideSizes = [240, 440];
const wideBytes = 10 * 1024;

/** Records of the greatest size, as many as one `get` may ask for; and small ones besides, of which there are more each time. */
const heavyCount = 97;
const heavyBytes = 300 * 1024;
const heavyBesides = [10, 90, 900];

/** The meter of a fixture, for one trait. */
class StoreMeter {
  readonly #t: StoreContext;
  readonly #metered: Metered;
  readonly #measured: ((measurement: Measurement) => void) | undefined;
  readonly measurements: Measurement[] = [];

  constructor(t: StoreContext, metered: Metered, measured?: (measurement: Measurement) => void) {
    this.#t = t;
    this.#metered = metered;
    this.#measured = measured;
  }

  get store(): OpenStore {
    return this.#metered.store;
  }

  async measure<Trait, S extends Subject>(
    callee: Trait,
    options: Omit<MeasureOptions<Trait, S>, 'meter' | 'measured'>,
  ): Promise<void> {
    const unit = this.#t.capabilities.measures ?? 'dynamoRequests';
    const meter: Meter<Trait> = {
      callee,
      take: () => this.#metered.take().map((request) => ({ unit, request })),
    };
    const measured = this.#measured;
    this.measurements.push(
      ...(await measureTrait({ ...options, meter: () => meter, ...(measured === undefined ? {} : { measured }) })),
    );
  }
}

async function openMeter(
  t: StoreContext,
  fixture: Fixture,
  measured: ((measurement: Measurement) => void) | undefined,
): Promise<StoreMeter> {
  const open = t.owed(fixture.metered?.bind(fixture), 'metered, because the kit declares measures');
  return new StoreMeter(t, await open(), measured);
}

/**
 * Calls every method of PartitionStore, StoreHeaderPort, RepairPort, MigrationPort and AnalyticsPort upon dialogues of several sizes, and lists what leaves
 * the process. The budgets are not judged here.
 *
 * @param measured - called after each call
 */
export async function measureStore(t: StoreContext, measured?: (measurement: Measurement) => void): Promise<Measured> {
  const measurements = [
    ...(await t.using((fixture) => measureDialogues(t, fixture, measured))),
    ...(await t.using((fixture) => measureHeavy(t, fixture, measured))),
    ...(t.capabilities.analytics === undefined ? [] : await t.using((fixture) => measureIndexes(t, fixture, measured))),
  ];
  return { units: [t.capabilities.measures ?? 'dynamoRequests'], measurements };
}

async function measureDialogues(
  t: StoreContext,
  fixture: Fixture,
  measured?: (measurement: Measurement) => void,
): Promise<readonly Measurement[]> {
  const meter = await openMeter(t, fixture, measured);
  const specimens: Specimen[] = [];
  const add = async (specimen: Specimen, count: number, each: number): Promise<void> => {
    await specimen.fill(count, each);
    specimens.push(specimen);
    // With each of them the store is larger.
    await meter.measure(meter.store.header, {
      trait: 'StoreHeaderPort',
      witnesses: storeHeaderPortWitnesses,
      subject: new StoreSpecimen(specimens),
    });
  };
  for (const count of smallSizes) await add(new Specimen({ name: `small-${count}`, t, fixture }), count, 1);
  for (const count of wideSizes) {
    await add(new Specimen({ name: `wide-${count}`, t, fixture, envelopeBytes: wideBytes }), count, count);
  }
  for (const subject of specimens) {
    // A connection of a pool may prepare something on the first call.
    await meter.store.head(subject.id);
    await meter.measure(meter.store, { trait: 'PartitionStore', witnesses: partitionStoreWitnesses, subject });
    const port = t.owed(meter.store.repair, 'a store with repair');
    await meter.measure(port, { trait: 'RepairPort', witnesses: repairPortWitnesses, subject });
    const migration = t.owed(meter.store.migration, 'a store with migration');
    await meter.measure(migration, { trait: 'MigrationPort', witnesses: migrationPortWitnesses, subject });
  }
  return meter.measurements;
}

async function measureHeavy(
  t: StoreContext,
  fixture: Fixture,
  measured?: (measurement: Measurement) => void,
): Promise<readonly Measurement[]> {
  const meter = await openMeter(t, fixture, measured);
  const subject = new Specimen({ name: 'heavy', t, fixture, envelopeBytes: heavyBytes });
  await subject.fill(heavyCount, heavyCount);
  for (const besides of heavyBesides) {
    await subject.append(besides);
    await meter.measure(meter.store, { trait: 'PartitionStore', witnesses: heavyWitnesses, subject });
    const port = t.owed(meter.store.repair, 'a store with repair');
    await meter.measure(port, { trait: 'RepairPort', witnesses: heavyRepairWitnesses, subject });
  }
  return meter.measurements;
}

async function measureIndexes(
  t: StoreContext,
  fixture: Fixture,
  measured?: (measurement: Measurement) => void,
): Promise<readonly Measurement[]> {
  const meter = await openMeter(t, fixture, measured);
  const subject = new IndexSpecimen(t, fixture);
  for (const count of smallSizes) {
    await subject.fill(count);
    const port = t.owed(meter.store.analytics, 'a store with analytics, because the kit declares it');
    await meter.measure(port, {
      trait: 'AnalyticsPort',
      witnesses: analyticsPortWitnesses,
      subject,
      together: true,
    });
  }
  return meter.measurements;
}
