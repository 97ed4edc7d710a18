import type { KMSClient } from '@aws-sdk/client-kms';
import type { KmsFault, LoopbackKms } from '@colloquy/conformance';
import type { ColloquyError, KeyScope, Sources } from '@colloquy/core';
import { expect, onTestFinished } from 'vitest';
import { KmsKeyProvider } from '../../src/KmsKeyProvider.ts';
import type { AwsKmsKeyProviderOptions } from '../../src/options.ts';
import { clientOf, createKey, region, startKms } from './kms.ts';
import { TestSources } from './TestSources.ts';

export const scope: KeyScope = { storeId: '0123456789abcdef0123456789abcdef', tenant: 'acme', epoch: 1 };

/** A server, a key, and a provider whose time is the test's. */
export interface Bench {
  readonly kms: LoopbackKms;
  /** A client of the administrator. */
  readonly admin: KMSClient;
  readonly keyId: string;
  readonly sources: TestSources;
  readonly provider: KmsKeyProvider;
  readonly material: Uint8Array;
  /** Another provider over the same key. */
  readonly open: (options?: Partial<AwsKmsKeyProviderOptions>, sources?: Sources) => KmsKeyProvider;
  /** Does something to every Decrypt from now on. */
  readonly inject: (fault: KmsFault) => () => void;
  /** Decrypt requests so far. */
  readonly decrypts: () => number;
}

export async function bench(options: Partial<AwsKmsKeyProviderOptions> = {}, multiRegion = false): Promise<Bench> {
  const kms = await startKms();
  const admin = clientOf(kms);
  const keyId = await createKey(admin, multiRegion);
  const sources = new TestSources();
  const open: Bench['open'] = (changed = {}, own: Sources = sources) => {
    const settings = 'client' in changed ? {} : { clientSettings: settingsOf(kms) };
    const provider = new KmsKeyProvider({ keyId, ...settings, ...changed }, own);
    onTestFinished(() => provider.close());
    return provider;
  };
  const provider = open(options);
  return {
    kms,
    admin,
    keyId,
    sources,
    provider,
    material: await open().createEpoch(scope),
    open,
    inject: (fault) => kms.inject(({ operation }) => (operation === 'Decrypt' ? fault : undefined)).restore,
    decrypts: () => kms.count('Decrypt'),
  };
}

export function settingsOf(kms: LoopbackKms): NonNullable<AwsKmsKeyProviderOptions['clientSettings']> {
  return { endpoint: kms.endpoint, region, credentials: kms.credentials };
}

/** What the call rejects with, which must be a ColloquyError of the code. */
export async function expectRejected(call: Promise<unknown>, code: string): Promise<ColloquyError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'ColloquyError', code });
  return error as ColloquyError;
}
