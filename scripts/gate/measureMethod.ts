import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dialogueId } from '@colloquy/core';
import { dialogueKit, type AdapterKit, type Measurement } from '@colloquy/conformance';
import setUpEngines from '../enginesForTests.ts';

/*
 * Measures one method of RepairPort that takes nothing but a dialogue id, on DynamoDB, upon dialogues of three sizes, and puts what it found
 * in the place of what a report has measured. It runs in the copy in which that method is.
 *
 * Arguments: module of the kit, method, report.
 */
const [module = '', method = '', file = ''] = process.argv.slice(2);

/** Experts of the dialogues: with root and keys the greatest has more than ten times the records of the least, as the gate demands. */
const sizes = [5, 30, 120];

/** No record of these dialogues has more, in bytes. */
const most = 4096;

type Method = (id: unknown) => Promise<unknown>;

async function measure(kit: AdapterKit): Promise<readonly Measurement[]> {
  const fixture = await dialogueKit(kit).create();
  try {
    const metered = await fixture.adapter.metered?.();
    const port = metered?.store.repair as Readonly<Record<string, Method>> | undefined;
    const call = port?.[method];
    if (metered === undefined || call === undefined) throw new Error(`RepairPort.${method} cannot be measured`);
    const store = fixture.store();
    const measurements: Measurement[] = [];
    for (const experts of sizes) {
      const id = dialogueId(`experts-${experts}`);
      await store.create(id, { title: 'A dialogue of many' });
      for (let at = 0; at < experts; at++)
        await store.registerExpert(id, { slug: `e-${at}`, role: 'Expert', tier: 'Core', source: 'pool' });
      const records = (await fixture.probe.rows(id)).records.length;
      metered.take();
      await Reflect.apply(call, metered.store.repair, [id]);
      const requests = metered.take().map((request) => ({ unit: 'dynamoRequests', request }));
      measurements.push({ trait: 'RepairPort', method, sizes: { records, bytes: records * most }, requests });
    }
    return measurements;
  } finally {
    await fixture.close();
  }
}

async function main(): Promise<void> {
  const tearDown = await setUpEngines();
  try {
    const { kit } = (await import(pathToFileURL(resolve(module)).href)) as { readonly kit: AdapterKit };
    const measurements = await measure(kit);
    const report = JSON.parse(await readFile(file, 'utf8')) as { readonly suites: readonly object[] };
    const measured = { units: ['dynamoRequests'], measurements };
    await writeFile(file, JSON.stringify({ ...report, suites: [{ ...report.suites[0], measured }] }));
    for (const { sizes: of, requests } of measurements)
      console.log(`${of.records} records: ${requests.length} requests`);
  } finally {
    await tearDown?.();
  }
}

await main();
