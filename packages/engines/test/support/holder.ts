import { startPostgres } from '../../src/index.ts';

// Starts a server and says where; then stays (`stay`), ends by itself (`end`), or throws (`throw`), without closing it.
const { pid, port, dataDirectory } = await startPostgres();
const text = JSON.stringify({ pid, port, dataDirectory });
await new Promise<void>((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
switch (process.argv[2]) {
  case 'stay':
    setInterval(() => undefined, 1000);
    break;
  case 'throw':
    throw new Error('on purpose');
  default:
}
