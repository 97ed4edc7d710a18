import { CreateKeyCommand, KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';
import { LoopbackKms, type LoopbackKmsOptions } from '@colloquy/conformance';
import { onTestFinished } from 'vitest';
import { region } from './region.ts';

export { region } from './region.ts';

/** A server for one test. */
export async function startKms(options?: LoopbackKmsOptions): Promise<LoopbackKms> {
  const kms = await LoopbackKms.start(options);
  onTestFinished(() => kms.close());
  return kms;
}

/** A client for one test that tries once. */
export function clientOf(kms: LoopbackKms, config: KMSClientConfig = {}): KMSClient {
  const client = new KMSClient({
    endpoint: kms.endpoint,
    region,
    credentials: kms.credentials,
    maxAttempts: 1,
    ...config,
  });
  onTestFinished(() => {
    client.destroy();
  });
  return client;
}

/** The ARN of a new key. */
export async function createKey(client: KMSClient, multiRegion = false): Promise<string> {
  const { KeyMetadata } = await client.send(new CreateKeyCommand({ MultiRegion: multiRegion }));
  if (KeyMetadata?.Arn === undefined) throw new TypeError('CreateKey answered without an ARN.');
  return KeyMetadata.Arn;
}
