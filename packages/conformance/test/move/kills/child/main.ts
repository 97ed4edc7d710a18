import { enableCompileCache } from 'node:module';
import { mutate } from '../../../coreMutants/support/mutate.ts';
import { brokenMovers } from './brokenMovers.ts';
import type { Job } from './Job.ts';

/*
 * The program of a mover process. Its one argument is a job, as JSON. Nothing of core may be imported before a broken one is in its place.
 */

const job = JSON.parse(process.argv[2] ?? '{}') as Job;
enableCompileCache();
const applied = job.broken === undefined ? undefined : mutate(brokenMovers[job.broken]);
const { move } = await import('./mover.ts');
if (applied !== undefined && applied() !== 1) throw new Error(`${job.broken} was loaded ${applied()} times`);
await move(job);
// What a store keeps open does not matter to anybody.
process.exit(0);
