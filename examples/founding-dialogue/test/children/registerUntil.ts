// Arguments: path, step. Registers the example, tells each step, and stops for good after the one of that number.
import { foundingDialogue, readExample } from '../../src/example/readExample.ts';
import { register } from '../../src/example/register.ts';
import { openStore } from '../../src/store/openStore.ts';

const [, , path = '', last = ''] = process.argv;
const example = await readExample(foundingDialogue);
const store = await openStore({ path });
await register(store.dialogues, example, ({ n }) => {
  console.log(n);
  if (n !== Number(last)) return undefined;
  // Nothing comes after this but the end of the process: the store is not closed.
  process.stdin.resume();
  return new Promise<void>(() => undefined);
});
