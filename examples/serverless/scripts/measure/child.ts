// child MODULE EVENT WARM: loads a function in a fresh process, and prints the milliseconds of loading it, of its first answer and of each
// of WARM further ones.
const [module = '', event = '', warm = '0'] = process.argv.slice(2);
const context = { getRemainingTimeInMillis: () => 30_000 };

interface Function {
  readonly handler: (
    event: unknown,
    context: unknown,
  ) => Promise<{ readonly statusCode: number; readonly body: string }>;
}

const started = performance.now();
const { handler } = (await import(module)) as Function;
const loaded = performance.now();

async function answered(): Promise<number> {
  const from = performance.now();
  const { statusCode, body } = await handler(JSON.parse(event), context);
  if (statusCode !== 200) throw new Error(`${statusCode}: ${body}`);
  return performance.now() - from;
}

const first = await answered();
const further: number[] = [];
for (let at = 0; at < Number(warm); at += 1) further.push(await answered());
console.log(JSON.stringify({ load: loaded - started, first, warm: further }));
