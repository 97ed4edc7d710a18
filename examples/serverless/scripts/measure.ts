import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { dynamoConfig, startDynamo } from '@colloquy/engines';
import { sizes } from './measure/sizes.ts';
import { times } from './measure/times.ts';

// npm run measure [-- --runs N]: what a serverless function over Colloquy weighs and takes, as packages/store-dynamo/README.md says it.
const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
const runs = Number(values.runs);
if (!Number.isSafeInteger(runs) || runs < 1) throw new TypeError('--runs is a number from 1 on.');

await using server = await startDynamo({ inMemory: true });
const engine = dynamoConfig({ COLLOQUY_DYNAMO_ENDPOINT: server.endpoint });
for (const line of await sizes()) console.log(line);
console.log('');
for (const line of await times(engine, runs)) console.log(line);
console.log('');
const processor = cpus()[0]?.model.trim() ?? 'unknown';
console.log(
  `Medians of ${runs} fresh processes of each, one after the other in turn; Node ${process.versions.node}, ` +
    `${availableParallelism()} cores of ${processor}.`,
);
