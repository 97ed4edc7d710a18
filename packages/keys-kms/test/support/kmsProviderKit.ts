import {
  CancelKeyDeletionCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  LoopbackKms,
  type FaultDeclarations,
  type KmsFault,
  type PlacedFault,
  type ProviderFault,
  type ProviderKit,
} from '@colloquy/conformance';
import { AwsKmsKeyProvider } from '../../src/index.ts';
import { region } from './region.ts';

const faults: FaultDeclarations = {
  throttling: { how: 'every other request is answered with ThrottlingException' },
  latency: { how: 'every answer comes 20 ms late' },
  hang: { how: 'no request is ever answered, and connections stay open' },
  reset: { how: 'of three requests one is reset before, one after the operation, and one within its answer' },
  denied: { how: 'every request is answered with AccessDeniedException' },
  disabled: { how: 'the key is disabled with DisableKey' },
  'pending-deletion': { how: 'the key is scheduled for deletion with ScheduleKeyDeletion' },
  'not-found': { how: 'every request is answered with NotFoundException' },
  'grant-not-visible': { how: 'the grant that the provider lives on is seen with its token only, which it has not' },
  'wrong-key': { how: 'every request is answered with IncorrectKeyException' },
  'another-keys-answer': { how: 'every answer names another key and carries its bytes' },
  'truncated-answer': { how: 'every answer lacks its last byte' },
};

/** What the runtime is, to the server. */
const runtime = { accessKeyId: 'RUNTIME', secretAccessKey: 'not-verified' };

/** Bounds that a test can wait for. */
const bounds = { attemptTimeoutMs: 150, callTimeoutMs: 600, maxAttempts: 6 } as const;

const resets: readonly KmsFault[] = [{ kind: 'reset-before' }, { kind: 'reset-after' }, { kind: 'reset-within' }];

/** Requests that a fault befalls by themselves, one after another; undefined: the fault is a state of the key. */
function scriptOf(fault: ProviderFault): ((at: number) => KmsFault | undefined) | undefined {
  const always =
    (kind: KmsFault): (() => KmsFault) =>
    () =>
      kind;
  switch (fault) {
    case 'throttling':
      return (at) => (at % 2 === 0 ? { kind: 'throttled' } : undefined);
    case 'latency':
      return always({ kind: 'late', milliseconds: 20 });
    case 'hang':
      return always({ kind: 'hang' });
    case 'reset':
      return (at) => resets[at % 4];
    case 'denied':
      return always({ kind: 'denied' });
    case 'not-found':
      return always({ kind: 'error', name: 'NotFoundException', status: 400 });
    case 'wrong-key':
      return always({ kind: 'error', name: 'IncorrectKeyException', status: 400 });
    case 'another-keys-answer':
      return always({ kind: 'another-key' });
    case 'truncated-answer':
      return always({ kind: 'truncated' });
    default:
      return undefined;
  }
}

/** The provider over AWS KMS, over the wire, in front of a server that a script can break. */
export function kmsProviderKit(): ProviderKit {
  return {
    name: 'AWS KMS',
    capabilities: {
      service: true,
      faults,
      callBound: bounds.callTimeoutMs,
      requestsPerCall: bounds.maxAttempts,
    },
    create: async () => {
      const kms = await LoopbackKms.start();
      kms.restrict(runtime.accessKeyId);
      const settings = { endpoint: kms.endpoint, region };
      const admin = new KMSClient({ ...settings, credentials: kms.credentials, maxAttempts: 1 });
      const providers: AwsKmsKeyProvider[] = [];
      const open = (keyId: string): AwsKmsKeyProvider => {
        const clientSettings = { ...settings, credentials: runtime };
        const provider = new AwsKmsKeyProvider({ keyId, clientSettings, ...bounds });
        providers.push(provider);
        return provider;
      };
      const created = async (): Promise<string> => {
        const KeyId = (await admin.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
        const Operations = ['Decrypt', 'GenerateDataKeyWithoutPlaintext'] as const;
        await admin.send(
          new CreateGrantCommand({ KeyId, GranteePrincipal: runtime.accessKeyId, Operations: [...Operations] }),
        );
        return KeyId;
      };
      const KeyId = await created();

      const placeState = async (fault: ProviderFault): Promise<() => Promise<unknown>> => {
        if (fault === 'grant-not-visible') {
          kms.delayGrants();
          return async () => kms.settleGrants();
        }
        if (fault === 'disabled') await admin.send(new DisableKeyCommand({ KeyId }));
        else await admin.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
        return async () => {
          if (fault === 'pending-deletion') await admin.send(new CancelKeyDeletionCommand({ KeyId }));
          await admin.send(new EnableKeyCommand({ KeyId }));
        };
      };
      const place = async (fault: ProviderFault): Promise<PlacedFault> => {
        const script = scriptOf(fault);
        if (script !== undefined) {
          let at = 0;
          const injected = kms.inject(({ principal }) =>
            principal === runtime.accessKeyId ? script(at++) : undefined,
          );
          return { hits: injected.hits, restore: async () => injected.restore() };
        }
        const before = kms.count();
        let restoring: (() => Promise<unknown>) | undefined = await placeState(fault);
        return {
          hits: () => kms.count() - before,
          restore: async () => {
            const restore = restoring;
            restoring = undefined;
            await restore?.();
          },
        };
      };
      return {
        provider: open(KeyId),
        second: async () => open(KeyId),
        foreign: async () => open(await created()),
        outage: async () => {
          const { restore } = kms.inject(() => ({ kind: 'reset-before' }));
          return async () => restore();
        },
        inject: place,
        requests: () => kms.count(),
        close: async () => {
          for (const provider of providers) await provider.close();
          admin.destroy();
          await kms.close();
        },
      };
    },
  };
}
