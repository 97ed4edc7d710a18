import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDialogueStore, exportDocument, type DialogueId, type DialogueStore, type Keyring } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { intercept } from '../../../src/dialogue/support/intercept.ts';
import { origin } from '../../../src/processes/clock.ts';
import type { DialogueStep } from '../../../src/processes/DialogueStep.ts';
import { keyringOfSeed } from '../../../src/processes/dialogueProgram.ts';
import { WorkerProcess } from '../../../src/processes/WorkerProcess.ts';
import { experts, largeRound } from '../../large/largeRound.ts';
import { clientOf, openOver, type DynamoField } from './dynamoField.ts';

const keySeed = 11;

/** 500 records, with the one that remembers the operation. */
const step: DialogueStep = {
  do: 'write',
  tag: 'k0.0',
  method: 'registerRound',
  input: largeRound({ moves: 97 }),
};

export const recordsOfRound = 500;

/** A dialogue store that nothing was seen with, over a client of its own. */
export interface Fresh extends AsyncDisposable {
  readonly store: DialogueStore;
  readonly backend: DynamoField['clean'];
  readonly client: DynamoDBClient;
}

/** The stage of a round whose process is killed. */
export class KilledRound {
  readonly #field: DynamoField;
  readonly #keyring: Keyring;
  readonly #document: unknown;

  private constructor(field: DynamoField, keyring: Keyring, document: unknown) {
    this.#field = field;
    this.#keyring = keyring;
    this.#document = document;
  }

  static async on(field: DynamoField, source: DialogueId): Promise<KilledRound> {
    const keyring = await keyringOfSeed(keySeed);
    const store = createDialogueStore({ backend: field.clean, keyring });
    await store.create(source, { title: 'A large round' });
    for (const slug of experts)
      await store.registerExpert(source, { slug, role: 'Voice', tier: 'Core', source: 'pool' });
    return new KilledRound(field, keyring, exportDocument((await store.load(source)).state));
  }

  async fresh(): Promise<Fresh> {
    const client = clientOf(this.#field.endpoint);
    const backend = await openOver(client, this.#field.table);
    const store = createDialogueStore({ backend, keyring: this.#keyring });
    return { store, backend, client, [Symbol.asyncDispose]: () => backend.close() };
  }

  /** A dialogue in which the round can be registered. Answers its number of records. */
  async prepare(id: DialogueId): Promise<number> {
    await using fresh = await this.fresh();
    await fresh.store.importDocument(id, this.#document);
    return (await fresh.backend.load(id)).records.length;
  }

  /** The requests of the commit of the round, by their names, in order: what any process that registers it sends. */
  async requests(id: DialogueId): Promise<readonly string[]> {
    await this.prepare(id);
    await using fresh = await this.fresh();
    const names: string[] = [];
    const { client } = fresh;
    let isCommitting = false;
    const send = client.send.bind(client) as (command: object, options?: object) => Promise<unknown>;
    Object.assign(client, {
      send: (command: object, options?: object) => {
        if (isCommitting) names.push(command.constructor.name.replace('Command', ''));
        return send(command, options);
      },
    });
    const backend = intercept(fresh.backend, {
      commit: async (forward, ...args) => {
        isCommitting = true;
        return forward(...args).finally(() => (isCommitting = false));
      },
    });
    const store = createDialogueStore({ backend, keyring: this.#keyring });
    await store.registerRound(id, largeRound({ moves: 97 }), { operationId: 'k0.0' });
    return names;
  }

  /** Registers the round in a process of its own, which kills itself at a point: 2i - 1 is before its i-th request, 2i after it. */
  async kill(id: DialogueId, point: number): Promise<void> {
    const elsewhere = {
      module: new URL('../../kits/dynamoElsewhere.ts', import.meta.url).href,
      config: { table: this.#field.table, client: { ...dynamoConfig(), endpoint: this.#field.endpoint } },
      points: true,
    };
    const complaints: unknown[] = [];
    const worker = new WorkerProcess(
      {
        client: `k${point}.0`,
        origin: origin(),
        elsewhere,
        id,
        program: 'dialogue',
        steps: [step],
        setting: { keySeed },
        death: { commit: 1, at: point },
      },
      (report) => {
        if (report.type === 'failed' || report.type === 'done') complaints.push(report);
      },
    );
    await worker.ready;
    worker.start();
    const { signal, complaint } = await worker.ended;
    if (signal !== 'SIGKILL' || complaints.length > 0) {
      throw new Error(`at point ${point} it was not killed: ${complaint} ${JSON.stringify(complaints)}`);
    }
  }
}
