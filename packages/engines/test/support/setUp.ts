import setUpEngines from '../../../../scripts/enginesForTests.ts';

// Does what a test run does before and after the tests, and says which servers the tests would see.
const tearDown = await setUpEngines();
const { COLLOQUY_POSTGRES_URL, COLLOQUY_DYNAMO_ENDPOINT, COLLOQUY_DYNAMO_STARTED } = process.env;
const again = await setUpEngines();
const seen = { COLLOQUY_POSTGRES_URL, COLLOQUY_DYNAMO_ENDPOINT, COLLOQUY_DYNAMO_STARTED, again: again !== undefined };
const { port } = new URL(COLLOQUY_DYNAMO_ENDPOINT ?? '');
const answer = await fetch(`http://127.0.0.1:${port}/`).then(
  ({ status }) => status,
  () => 'nobody',
);
await tearDown?.();
process.stdout.write(JSON.stringify({ ...seen, answer }));
