import { createAnalyticsStore, dialogueId, type AnalyticsPort } from '@colloquy/core';
import { expectAnswer } from '../../laws/analytics/support.ts';
import { measureTrait, type Meter } from '../../measure/Witness.ts';
import type { Measured, MeasuredRequest, Measurement } from '../../report/Measurement.ts';
import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { watched } from '../support/analytics.ts';
import { pinned } from '../support/crossing.ts';
import { Ledger } from '../support/Ledger.ts';
import { analyticsStoreWitnesses } from './analyticsStore.ts';
import { dialogueStoreWitnesses, longLogWitnesses } from './dialogueStore.ts';
import { DialogueSubject } from './DialogueSubject.ts';
import { measureMoves } from './migrationStore.ts';
import { documentMaker } from './documents.ts';
import { Tally } from './Tally.ts';

/** Entities of the dialogues; in the greater ones an entity can refer to more than one `get` asks for. */
const sizes = [10, 100, 310, 500, 1000];

/** Entities of documents that are imported and nothing else. */
const longImports = [1500, 2000];

/** Dialogues of the stores that analytics are asked of. */
const dialogueCounts = [5, 25, 250];

const partitionUnits = ['head', 'get', 'last', 'load', 'log', 'commit', 'settle'];
const moveUnits = ['residence', 'change', 'exportBatch', 'writeBatch'];
const portUnits = ['statistics', 'listByStatus', 'openTensions', 'expertRanking'];

type Each = ((measurement: Measurement) => void) | undefined;

/**
 * Calls every method of DialogueStore, MigrationStore and AnalyticsStore upon dialogues of several sizes, each by a store that knows nothing yet, and lists
 * its calls to the backend. The budgets are not judged here.
 *
 * @param each - called after each call
 */
export async function measureDialogues(t: DialogueContext, each?: Each): Promise<Measured> {
  const measurements = [
    ...(await t.using((fixture) => measureStore(t, fixture, each))),
    ...(await t.using((fixture) => measureMoves(t, fixture, each))),
    ...(t.capabilities.analytics === undefined ? [] : await t.using((fixture) => measureAnalytics(t, fixture, each))),
  ];
  return { units: [...partitionUnits, ...moveUnits, ...portUnits], measurements };
}

async function measureStore(t: DialogueContext, fixture: DialogueFixture, each: Each): Promise<readonly Measurement[]> {
  const tally = new Tally();
  const backend = tally.over(fixture.backend);
  const documentOf = await documentMaker(fixture);
  const subjectOf = (entities: number): DialogueSubject =>
    new DialogueSubject({ t, fixture, tally, backend, entities, document: documentOf(entities) });
  const meter = () => {
    const ledger = new Ledger();
    const callee = fixture.store({ backend: ledger.over(backend), ...pinned });
    return { callee, take: () => ledger.requests.splice(0) };
  };
  const common = { trait: 'DialogueStore', meter, ...(each === undefined ? {} : { measured: each }) };
  const measurements: Measurement[] = [];
  for (const entities of sizes) {
    const subject = subjectOf(entities);
    measurements.push(...(await measureTrait({ ...common, witnesses: dialogueStoreWitnesses, subject })));
    if (entities !== sizes.at(-1)) continue;
    measurements.push(...(await measureTrait({ ...common, witnesses: longLogWitnesses, subject })));
  }
  for (const entities of longImports) {
    const subject = subjectOf(entities);
    const methods = ['importDocument'] as const;
    measurements.push(...(await measureTrait({ ...common, witnesses: dialogueStoreWitnesses, subject, methods })));
  }
  return measurements;
}

async function measureAnalytics(
  t: DialogueContext,
  fixture: DialogueFixture,
  each: Each,
): Promise<readonly Measurement[]> {
  const tally = new Tally();
  const dialogues = fixture.store({ backend: tally.over(fixture.backend) });
  const stored = t.owed(fixture.backend.analytics, 'a store with analytics, because the kit declares it');
  const meter = (): Meter<ReturnType<typeof createAnalyticsStore>> => {
    const { port, calls } = watched(stored);
    const gets: MeasuredRequest[] = [];
    const callee = createAnalyticsStore({
      backend: { analytics: port },
      dialogues: {
        get: (id, options) => {
          gets.push({ unit: 'get', request: `get ${id}` });
          return dialogues.get(id, options);
        },
      },
    });
    const asked = (): readonly MeasuredRequest[] =>
      calls.splice(0).map(([name, ...parts]) => ({
        unit: String(name),
        request: `${String(name)} ${parts.map((part) => JSON.stringify(part)).join(' ')}`.trimEnd(),
      }));
    return { callee, take: () => [...asked(), ...gets.splice(0)] };
  };
  const measurements: Measurement[] = [];
  let created = 0;
  for (const count of dialogueCounts) {
    for (; created < count; created++) {
      await dialogues.create(dialogueId(`listed-${created}`), { title: `Where to keep the ${created}th` });
    }
    await expectListed(t, stored, count);
    const subject = { sizes: () => tally.total() };
    const common = {
      trait: 'AnalyticsStore',
      meter,
      together: true,
      ...(each === undefined ? {} : { measured: each }),
    };
    measurements.push(...(await measureTrait({ ...common, witnesses: analyticsStoreWitnesses, subject })));
  }
  return measurements;
}

/** An index that is behind would have a search open fewer dialogues. */
async function expectListed(t: DialogueContext, port: AnalyticsPort, count: number): Promise<void> {
  const listed = async () => (await port.listByStatus('open', { limit: 1001, after: undefined })).length;
  await expectAnswer(t, listed, count, 'never-shown');
}
