import {
  CancelKeyDeletionCommand,
  CreateGrantCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  KMSClient,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { LoopbackKms } from '@colloquy/conformance';
import { describe, expect, test } from 'vitest';
import { clientOf, createKey, region, startKms } from '../support/kms.ts';

const EncryptionContext = { purpose: 'test', epoch: '1' };
const Plaintext = Uint8Array.of(1, 2, 3);

async function encrypted(client: KMSClient, KeyId: string): Promise<Uint8Array> {
  const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));
  return CiphertextBlob ?? new Uint8Array(0);
}

interface Bench {
  readonly kms: LoopbackKms;
  readonly client: KMSClient;
  readonly KeyId: string;
}

async function bench(): Promise<Bench> {
  const kms = await startKms();
  const client = clientOf(kms);
  return { kms, client, KeyId: await createKey(client) };
}

describe('keys and ciphertexts', () => {
  test('a data key comes in the clear and encrypted, and Decrypt gives the same bytes', async () => {
    const { client, KeyId } = await bench();
    const made = await client.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }));
    const { CiphertextBlob } = made;
    const opened = await client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    expect(made.Plaintext?.length).toBe(32);
    expect(opened.Plaintext).toEqual(made.Plaintext);
    expect([made.KeyId, opened.KeyId]).toEqual([KeyId, KeyId]);
  });

  test('a data key without plaintext has none, of the length asked for, another each time', async () => {
    const { client, KeyId } = await bench();
    const seen = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const made = await client.send(
        new GenerateDataKeyWithoutPlaintextCommand({ KeyId, NumberOfBytes: 17, EncryptionContext }),
      );
      expect(made).not.toHaveProperty('Plaintext');
      const opened = await client.send(
        new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, KeyId, EncryptionContext }),
      );
      expect(opened.Plaintext?.length).toBe(17);
      seen.add(Buffer.from(opened.Plaintext ?? []).toString('hex'));
    }
    expect(seen.size).toBe(3);
  });

  test.each([
    ['another context', { EncryptionContext: { ...EncryptionContext, epoch: '2' } }],
    ['a name less', { EncryptionContext: { purpose: 'test' } }],
    ['no context', { EncryptionContext: undefined }],
  ])('%s does not decrypt', async (_what, change) => {
    const { client, KeyId } = await bench();
    const CiphertextBlob = await encrypted(client, KeyId);
    const call = client.send(new DecryptCommand({ CiphertextBlob, ...change }));
    await expect(call).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  });

  test('no changed, cut or lengthened ciphertext decrypts', async () => {
    const { client, KeyId } = await bench();
    const blob = await encrypted(client, KeyId);
    const forged = [blob.slice(0, -1), Uint8Array.of(...blob, 0), blob.slice(1), Uint8Array.of(1, 2, 0, 0, 0, 0)];
    for (let at = 0; at < blob.length; at += 3) {
      const copy = blob.slice();
      copy[at] = (copy[at] ?? 0) ^ 1;
      forged.push(copy);
    }
    for (const CiphertextBlob of forged) {
      const call = client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
      await expect(call).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    }
  });

  test('a pinned key that is not the one of the ciphertext is refused, as is one that does not exist', async () => {
    const { client, KeyId } = await bench();
    const CiphertextBlob = await encrypted(client, KeyId);
    const decrypt = (KeyIdAsked: string): Promise<unknown> =>
      client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId: KeyIdAsked }));
    await expect(decrypt(await createKey(client))).rejects.toMatchObject({ name: 'IncorrectKeyException' });
    await expect(decrypt(KeyId.slice(0, -1))).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(decrypt('alias/mine')).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('ReEncrypt moves a ciphertext to another key and context', async () => {
    const { client, KeyId } = await bench();
    const target = await createKey(client);
    const moved = await client.send(
      new ReEncryptCommand({
        CiphertextBlob: await encrypted(client, KeyId),
        SourceEncryptionContext: EncryptionContext,
        DestinationKeyId: target,
        DestinationEncryptionContext: { moved: 'yes' },
      }),
    );
    const { CiphertextBlob, SourceKeyId } = moved;
    expect([SourceKeyId, moved.KeyId]).toEqual([KeyId, target]);
    const opened = await client.send(
      new DecryptCommand({ CiphertextBlob, KeyId: target, EncryptionContext: { moved: 'yes' } }),
    );
    expect(opened.Plaintext).toEqual(Plaintext);
  });

  test('a multi-Region key is the same key elsewhere, an ordinary one is not there', async () => {
    const { kms, client, KeyId } = await bench();
    const abroad = clientOf(kms, { region: 'us-east-1' });
    const everywhere = await createKey(client, true);
    const CiphertextBlob = await encrypted(client, everywhere);
    const opened = await abroad.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    expect(opened.KeyId).toBe(everywhere.replace(region, 'us-east-1'));
    const other = { CiphertextBlob: await encrypted(client, KeyId), EncryptionContext };
    await expect(abroad.send(new DecryptCommand(other))).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    await expect(abroad.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('states of a key', () => {
  test('disabled, and enabled again', async () => {
    const { client, KeyId } = await bench();
    const CiphertextBlob = await encrypted(client, KeyId);
    const decrypt = (): Promise<unknown> => client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    await client.send(new DisableKeyCommand({ KeyId }));
    await expect(decrypt()).rejects.toMatchObject({ name: 'DisabledException' });
    await expect(encrypted(client, KeyId)).rejects.toMatchObject({ name: 'DisabledException' });
    await client.send(new EnableKeyCommand({ KeyId }));
    await expect(decrypt()).resolves.toMatchObject({ KeyId });
  });

  test('pending deletion, cancelled: disabled; at its end the key does not exist', async () => {
    const kms = await startKms({ now: () => Date.UTC(2026, 0, 1) });
    const client = clientOf(kms);
    const KeyId = await createKey(client);
    const CiphertextBlob = await encrypted(client, KeyId);
    const decrypt = (): Promise<unknown> =>
      client.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext }));
    const schedule = (days: number): Promise<unknown> =>
      client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: days }));
    await expect(schedule(6)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(schedule(7)).resolves.toMatchObject({ DeletionDate: new Date(Date.UTC(2026, 0, 8)) });
    await expect(decrypt()).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
    await client.send(new CancelKeyDeletionCommand({ KeyId }));
    await expect(decrypt()).rejects.toMatchObject({ name: 'DisabledException' });
    await client.send(new EnableKeyCommand({ KeyId }));
    await expect(decrypt()).resolves.toMatchObject({ KeyId });
    await schedule(30);
    kms.endDeletions();
    await expect(decrypt()).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('grants', () => {
  test('a restricted principal needs one for the operation, the key and the context', async () => {
    const { kms, client, KeyId } = await bench();
    const CiphertextBlob = await encrypted(client, KeyId);
    kms.restrict('RUNTIME');
    const runtime = clientOf(kms, { credentials: { accessKeyId: 'RUNTIME', secretAccessKey: 'x' } });
    const decrypt = (): Promise<unknown> => runtime.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    const grant = (purpose: string): Promise<unknown> =>
      client.send(
        new CreateGrantCommand({
          KeyId,
          GranteePrincipal: 'RUNTIME',
          Operations: ['Decrypt'],
          Constraints: { EncryptionContextSubset: { purpose } },
        }),
      );
    await expect(decrypt()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await grant('other');
    await expect(decrypt()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await grant('test');
    await expect(decrypt()).resolves.toMatchObject({ Plaintext });
    await expect(encrypted(runtime, KeyId)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('a grant that has not settled is seen with its token only', async () => {
    const { kms, client, KeyId } = await bench();
    const CiphertextBlob = await encrypted(client, KeyId);
    kms.restrict('RUNTIME');
    kms.delayGrants();
    const runtime = clientOf(kms, { credentials: { accessKeyId: 'RUNTIME', secretAccessKey: 'x' } });
    const decrypt = (GrantTokens?: string[]): Promise<unknown> =>
      runtime.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, GrantTokens }));
    const made = await client.send(
      new CreateGrantCommand({ KeyId, GranteePrincipal: 'RUNTIME', Operations: ['Decrypt'] }),
    );
    await expect(decrypt()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(decrypt(['another'])).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(decrypt([made.GrantToken ?? ''])).resolves.toMatchObject({ Plaintext });
    kms.settleGrants();
    await expect(decrypt()).resolves.toMatchObject({ Plaintext });
  });
});
