import { startHeld, type Kind } from './startHeld.ts';

// Starts a server of a kind and says where; then stays (`stay`), ends by itself (`end`), or throws (`throw`), without closing it.
const [, , kind, ending] = process.argv;
const { held } = await startHeld(kind as Kind);
await new Promise<void>((resolve) => process.stdout.write(`${JSON.stringify(held)}\n`, () => resolve()));
switch (ending) {
  case 'stay':
    setInterval(() => undefined, 1000);
    break;
  case 'throw':
    throw new Error('on purpose');
  default:
}
