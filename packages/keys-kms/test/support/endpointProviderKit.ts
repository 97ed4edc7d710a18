import { CreateKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { noFaults, type ProviderKit } from '@colloquy/conformance';
import { AwsKmsKeyProvider, type KmsClientSettings } from '../../src/index.ts';

/**
 * The provider in front of the KMS that COLLOQUY_KMS_ENDPOINT names (`aws` for AWS itself), with the key COLLOQUY_KMS_KEY_ID; undefined
 * when none is named. Region and credentials come from where the SDK finds them. What a script would break cannot be broken there.
 */
export function endpointProviderKit(environment: NodeJS.ProcessEnv): ProviderKit | undefined {
  const endpoint = environment['COLLOQUY_KMS_ENDPOINT'] ?? '';
  const keyId = environment['COLLOQUY_KMS_KEY_ID'] ?? '';
  if (endpoint === '') return undefined;
  if (keyId === '') throw new TypeError('COLLOQUY_KMS_ENDPOINT is set: COLLOQUY_KMS_KEY_ID must name a key there.');
  const clientSettings: KmsClientSettings = endpoint === 'aws' ? {} : { endpoint };
  return {
    name: `KMS at ${endpoint}`,
    capabilities: {
      // It is one, but the suite cannot cut it off.
      service: false,
      faults: noFaults('the service at this endpoint takes no orders from a test'),
      callBound: 10_000,
      requestsPerCall: 24,
    },
    create: async () => {
      const admin = new KMSClient(clientSettings);
      const made: string[] = [];
      const providers: AwsKmsKeyProvider[] = [];
      const open = async (id: string): Promise<AwsKmsKeyProvider> => {
        const provider = new AwsKmsKeyProvider({ keyId: id, clientSettings });
        providers.push(provider);
        return provider;
      };
      return {
        provider: await open(keyId),
        second: async () => open(keyId),
        foreign: async () => {
          const KeyId = (await admin.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
          made.push(KeyId);
          return open(KeyId);
        },
        close: async () => {
          for (const provider of providers) await provider.close();
          for (const KeyId of made) await admin.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
          admin.destroy();
        },
      };
    },
  };
}
