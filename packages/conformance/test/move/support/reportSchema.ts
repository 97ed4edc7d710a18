import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const file = new URL('../../../../../docs/spec/schemas/move-report.json', import.meta.url);

const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(
  JSON.parse(readFileSync(file, 'utf8')) as object,
);

/** What the schema has against a report, or against anything else. */
export function faultsOf(report: unknown): readonly string[] {
  // What is not JSON would be lost on the way, and is a fault.
  const text = JSON.stringify(report);
  const faults = validate(JSON.parse(text)) ? [] : (validate.errors ?? []);
  return faults.map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
