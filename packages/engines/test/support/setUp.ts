import { pathToFileURL } from 'node:url';

type TearDown = () => Promise<void>;

const [, , script = '', platform] = process.argv;

// A platform that nobody has a package for, when asked for one.
if (platform !== undefined) Object.defineProperty(process, 'platform', { value: platform });

// Does with a global setup what a test run does before and after the tests, and says which servers the tests would see.
const { default: setUp } = (await import(pathToFileURL(script).href)) as {
  default: () => Promise<TearDown | undefined>;
};
const tearDown = await setUp();
const { COLLOQUY_POSTGRES_URL, COLLOQUY_DYNAMO_ENDPOINT, COLLOQUY_DYNAMO_STARTED } = process.env;
const again = await setUp();
const seen = { COLLOQUY_POSTGRES_URL, COLLOQUY_DYNAMO_ENDPOINT, COLLOQUY_DYNAMO_STARTED, again: again !== undefined };
const look = async (): Promise<unknown> =>
  await fetch(COLLOQUY_DYNAMO_ENDPOINT ?? '').then(
    ({ status }) => status,
    () => 'nobody',
  );
const answer = await look();
await tearDown?.();
process.stdout.write(JSON.stringify({ ...seen, answer, afterwards: await look() }));
