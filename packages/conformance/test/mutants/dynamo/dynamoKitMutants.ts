import { isColloquyError } from '@colloquy/core';
import type { Fixture } from '../../../src/kit/AdapterKit.ts';
import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { meterOf } from '../../../src/mutants/support/meterOf.ts';
import { dynamoFixture } from '../../kits/dynamo.ts';
import { dynamoKitOver } from './dynamoKitOver.ts';
import { mutant } from './dynamoMutant.ts';
import { actionsOf, deletingNothing, isHead, placeOf, type Output, type Sender } from './dynamoSender.ts';

/** Keeps heads that were written, and answers with them. */
function keepingHeads(heads: Map<string, Output>): Sender {
  return async (request, send) => {
    const { command, input } = request;
    const known = command === 'GetItemCommand' ? heads.get(placeOf(input.Key ?? {})) : undefined;
    if (known !== undefined) return known;
    const answer = await send(command, input);
    const head = actionsOf(request).find(isHead)?.Put?.Item;
    if (head !== undefined) heads.set(placeOf(head), { Item: head });
    return answer;
  };
}

/** Writes under a prefix that belongs to the client. */
function partitionsOfItsOwn(client: number): Sender {
  const own = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(/^(dialogue|log|redo)#(?=[a-z0-9-]*$)/, `$1#${client}`);
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
    if (Array.isArray(value)) return value.map(own);
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, own(each)]));
  };
  return ({ command, input }, send) => send(command, own(input) as typeof input);
}

/** Fixtures that all work in one table; the last one to be closed deletes it. */
function oneTable(): () => Promise<Fixture> {
  let users = 0;
  let shared: Promise<Fixture> | undefined;
  return async () => {
    users += 1;
    shared ??= dynamoFixture();
    const fixture = await shared;
    return {
      store: await fixture.second(),
      probe: fixture.probe,
      second: () => fixture.second(),
      reopen: () => fixture.reopen(),
      close: async () => {
        users -= 1;
        if (users === 0) await fixture.close();
      },
    };
  };
}

/** A meter of one client and the store of another. */
function meteredAside(fixture: Fixture): Fixture {
  const metered = async () => ({ ...(await meterOf(fixture)), store: await fixture.second() });
  return { ...fixture, metered };
}

/** What authors of a kit for DynamoDB get wrong. */
export const dynamoKitMutants: readonly StoreMutant[] = [
  {
    id: 'dynamo-kit-of-one-table',
    clause: 'KIT-FRESH-01',
    reason: 'not-empty',
    description: 'All fixtures work in one table, because making one takes a while at the service.',
    build: () => {
      const { name, capabilities } = dynamoKitOver('one table', {});
      const { transactionLimit: _, measures: __, ...whole } = capabilities;
      return { name, capabilities: { ...whole, stepped: false }, create: oneTable() };
    },
  },
  mutant({
    id: 'dynamo-memory-of-the-module',
    clause: 'KIT-FRESH-01',
    reason: 'not-empty',
    description: 'Heads that were written are remembered by the module, under their keys and not under their table.',
    wrong: () => {
      const heads = new Map<string, Output>();
      return { sender: () => keepingHeads(heads) };
    },
  }),
  mutant({
    id: 'dynamo-kit-of-many-hosts',
    clause: 'KIT-SECOND-01',
    reason: 'other-data',
    description: 'Each client writes under partition keys of its own.',
    wrong: () => {
      let clients = 0;
      return { sender: () => partitionsOfItsOwn((clients += 1)) };
    },
  }),
  mutant({
    id: 'dynamo-kit-leaves-open',
    clause: 'KIT-REOPEN-01',
    reason: 'left-open',
    description: 'Reopening closes stores whose close does nothing, as the client is shared.',
    wrong: () => ({ store: () => ({ close: async () => undefined }) }),
  }),
  mutant({
    id: 'dynamo-kit-with-leftovers',
    clause: 'KIT-PROBE-01',
    reason: 'other-rows',
    description: 'Chunks are left to time to live, and the rows of the table are more than what was written.',
    wrong: () => ({ sender: deletingNothing }),
  }),
  mutant({
    id: 'dynamo-kit-behind-a-cache',
    clause: 'KIT-PROBE-02',
    reason: 'not-bypassed',
    description: 'A client answers with the heads that it has written itself, as a write-through cache would.',
    wrong: () => ({ sender: () => keepingHeads(new Map()) }),
  }),
  mutant({
    id: 'dynamo-kit-steps-undeclared',
    clause: 'KIT-STEP-01',
    reason: 'undeclared-steps',
    description: 'Held clients are offered and not declared.',
    wrong: () => ({ capabilities: { stepped: false } }),
  }),
  mutant({
    id: 'dynamo-kit-limit-of-25',
    clause: 'KIT-LIMIT-01',
    reason: 'no-limit',
    description: 'The limit declared is 25 actions, that of DynamoDB until 2022.',
    wrong: () => ({ capabilities: { transactionLimit: 25 } }),
  }),
  {
    id: 'dynamo-kit-processes-undeclared',
    clause: 'KIT-PROCESS-01',
    reason: 'undeclared-processes',
    description: 'Other processes could open the table, and the kit does not say so.',
    build: () => ({ ...dynamoKitOver('processes undeclared', {}), create: () => dynamoFixture() }),
  },
  {
    id: 'dynamo-kit-meter-aside',
    clause: 'KIT-METER-01',
    reason: 'saw-nothing',
    description: 'The list hangs on a client that the metered store does not use.',
    build: () => {
      const kit = dynamoKitOver('meter aside', {});
      return { ...kit, create: async () => meteredAside(await kit.create()) };
    },
  },
  mutant({
    id: 'dynamo-kit-sends-again',
    clause: 'KIT-OBSTACLE-01',
    reason: 'no-obstacle',
    description: 'Between gate and adapter something sends refused requests again, so that none is ever seen to fail.',
    wrong: () => ({
      sender:
        () =>
        async ({ command, input }, send) => {
          try {
            return await send(command, input);
          } catch (error) {
            if (!isColloquyError(error, 'backend_unavailable')) throw error;
            return send(command, input);
          }
        },
    }),
  }),
];
