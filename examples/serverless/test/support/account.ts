import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { LoopbackKms } from '@colloquy/conformance';
import { dialogueId, type DialogueId } from '@colloquy/core';
import type { DynamoClientConfig } from '@colloquy/engines';
import { setUp } from '../../src/administration/setUp.ts';
import { openService } from '../../src/service/openService.ts';
import { settingsOf, type Settings } from '../../src/service/settings.ts';
import { countingEndpoint, type CountingEndpoint } from './countingEndpoint.ts';

const tenant = 'acme';

/** A table with one dialogue in it, its keys, and what stands between them and a function. */
export interface Account extends AsyncDisposable {
  readonly dynamo: CountingEndpoint;
  /** Every request of the function to it is counted by the server itself. */
  readonly kms: LoopbackKms;
  readonly id: DialogueId;
  /** The environment of the function: also of one in another process. */
  readonly environment: Readonly<Record<string, string>>;
  /** The same for a function in this process, which must not depend on the variables of it. */
  readonly settings: Settings;
}

/** A folder of key file or vault, and how it goes. */
function folder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'colloquy-serverless-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

async function createKey(kms: LoopbackKms, region: string): Promise<string> {
  const admin = new KMSClient({ endpoint: kms.endpoint, region, credentials: kms.credentials, maxAttempts: 1 });
  try {
    const { KeyMetadata } = await admin.send(new CreateKeyCommand({}));
    return KeyMetadata?.Arn ?? '';
  } finally {
    admin.destroy();
  }
}

/** @param keys - where the master key is: in a KMS, or in a file */
export async function account(engine: DynamoClientConfig, keys: 'kms' | 'file' = 'kms'): Promise<Account> {
  const { region, credentials } = engine;
  const dynamo = await countingEndpoint(engine.endpoint);
  const kms = await LoopbackKms.start();
  const { path, remove } = folder();
  const client = { endpoint: dynamo.address, region, credentials };
  const kmsClient = { endpoint: kms.endpoint, region, credentials: kms.credentials };
  const table = `serverless-${randomBytes(6).toString('hex')}`;
  const named = keys === 'kms' ? { kms: { keyId: await createKey(kms, region), client: kmsClient } } : {};
  const variables = await setUp({ table, tenant, client, directory: join(path, 'keys'), ...named });
  const found = settingsOf(variables);
  const settings: Settings = {
    ...found,
    client: { ...found.client, ...client },
    keys: 'directory' in found.keys ? found.keys : { ...found.keys, client: kmsClient },
  };
  const id = dialogueId('where-to-store');
  await fill(settings, id);
  dynamo.counts();
  return {
    dynamo,
    kms,
    id,
    settings,
    environment: {
      ...variables,
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.address,
      AWS_ENDPOINT_URL_KMS: kms.endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    [Symbol.asyncDispose]: async () => {
      await dynamo[Symbol.asyncDispose]();
      await kms.close();
      remove();
    },
  };
}

/** A dialogue with an expert and a round, so that items can be added. */
async function fill(settings: Settings, id: DialogueId): Promise<void> {
  await using service = await openService(settings);
  const { dialogues } = service;
  await dialogues.create(id, { title: 'Where do we store this?' });
  await dialogues.registerExpert(id, { slug: 'muffin', role: 'Operations', tier: 'Core', source: 'pool' });
  await dialogues.createRound(id, { round: 0, panel: [{ slug: 'muffin', source: 'pool' }] });
}
