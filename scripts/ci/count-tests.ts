import { readFileSync } from 'node:fs';
import { countTests, type TestReport } from './countTests.ts';

// count-tests REPORT STATUS: prints "passed failed" for the JSON report of vitest and the exit code of the run that wrote it.
const [report = '', status = ''] = process.argv.slice(2);
const { passed, failed } = countTests(JSON.parse(readFileSync(report, 'utf8')) as TestReport, Number(status));
console.log(`${passed} ${failed}`);
