import { createSecretKey } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyWithoutPlaintextCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  ColloquyError,
  kekIdOf,
  type CallOptions,
  type KeyLease,
  type KeyProvider,
  type KeyScope,
  type Sources,
  type StoreBound,
} from '@colloquy/core';
import { encryptionContextOf } from './encryptionContext.ts';
import { KmsCalls, type KmsAnswer, type KmsCall } from './KmsCalls.ts';
import { wrongAnswer } from './kmsErrors.ts';
import { decodeMaterial, encodeMaterial, materialLimit } from './material.ts';
import { checkGrantTokens, settingsOf, type AwsKmsKeyProviderOptions, type Settings } from './options.ts';

const keyLength = 32;

/** Milliseconds in which a new grant becomes visible everywhere, by the documentation of KMS: "usually less than five minutes". */
const grantSettles = 300_000;

/** The provider, with chosen sources: what `AwsKmsKeyProvider` does. Not public itself. */
export class KmsKeyProvider implements KeyProvider, StoreBound, AsyncDisposable {
  readonly name = 'aws-kms';
  readonly #settings: Settings;
  readonly #sources: Sources;
  readonly #client: KMSClient;
  readonly #ownsClient: boolean;
  readonly #calls: KmsCalls;
  #grantTokens: readonly string[] = [];
  #grantIsNewUntil = -Infinity;

  constructor(options: AwsKmsKeyProviderOptions, sources: Sources) {
    this.#settings = settingsOf(options);
    this.#sources = sources;
    this.#ownsClient = options.client === undefined;
    this.#client = options.client ?? buildClient(options, this.#settings);
    this.#calls = new KmsCalls(this.#client, this.#settings, sources);
    this.setGrantTokens(this.#settings.grantTokens);
  }

  /**
   * One GenerateDataKeyWithoutPlaintext: 32 random bytes that nobody sees here. The caller needs that permission, at setup only.
   *
   * @throws ColloquyError
   * - `key_unavailable`, `context.refused` false: no answer; true: KMS refused, and the message says what to do
   * - `wrong_key`: the answer names another key; `backend_closed`
   */
  async createEpoch(scope: KeyScope, options?: CallOptions): Promise<Uint8Array> {
    const input = { ...this.#inputFor(scope), NumberOfBytes: keyLength };
    const operation = 'GenerateDataKeyWithoutPlaintext';
    const { answer, attempts } = await this.#call(
      operation,
      scope,
      (abortSignal) => this.#client.send(new GenerateDataKeyWithoutPlaintextCommand(input), { abortSignal }),
      options,
    );
    const call = { operation, scope, attempts };
    if (!this.#settings.key.isNamedBy(answer.KeyId)) throw wrongAnswer('names another key', call);
    const material = encodeMaterial(scope.storeId, answer.CiphertextBlob ?? new Uint8Array(0));
    // Nothing that could not be opened again goes into a vault.
    if (decodeMaterial(material) === undefined) {
      throw wrongAnswer(`has no ciphertext of 1 to ${materialLimit - 16} bytes`, call);
    }
    return material;
  }

  /**
   * One Decrypt. The lease counts from before the request.
   *
   * @throws ColloquyError
   * - `wrong_key`: the material is of another store, key or scope, or the answer names another key or has not 32 bytes
   * - `key_unavailable`, as {@link createEpoch}; `backend_closed`
   */
  async openEpoch(scope: KeyScope, material: Uint8Array, options?: CallOptions): Promise<KeyLease> {
    options?.signal?.throwIfAborted();
    this.#calls.checkOpen();
    const decoded = decodeMaterial(material);
    if (decoded?.storeId !== scope.storeId) throw foreignMaterial(scope);
    const input = { ...this.#inputFor(scope), CiphertextBlob: decoded.blob };
    const operation = 'Decrypt';
    const { answer, askedAt, attempts } = await this.#call(
      operation,
      scope,
      (abortSignal) => this.#client.send(new DecryptCommand(input), { abortSignal }),
      options,
    );
    const plaintext = answer.Plaintext ?? new Uint8Array(0);
    try {
      const call = { operation, scope, attempts };
      if (!this.#settings.key.isNamedBy(answer.KeyId)) throw wrongAnswer('names another key', call);
      if (plaintext.length !== keyLength) throw wrongAnswer(`does not hold ${keyLength} bytes`, call);
      const { lease } = this.#settings;
      return {
        key: createSecretKey(plaintext),
        kekId: kekIdOf(plaintext, scope),
        expiresAt: { monotonic: askedAt.monotonic + lease, wallClock: askedAt.wallClock + lease },
      };
    } finally {
      plaintext.fill(0);
    }
  }

  /** The store that the material was made for; undefined when it cannot be material of KMS. */
  storeIdOf(material: Uint8Array): string | undefined {
    return decodeMaterial(material)?.storeId;
  }

  /**
   * Tokens of grants, sent with every request from now on. For five minutes, until a new grant is visible everywhere, AccessDenied is
   * tried again; after that it is a refusal at once.
   *
   * @throws ColloquyError `invalid_argument`
   */
  setGrantTokens(tokens: readonly string[]): void {
    this.#grantTokens = checkGrantTokens(tokens);
    this.#grantIsNewUntil = tokens.length === 0 ? -Infinity : this.#sources.monotonic() + grantSettles;
  }

  /** Ends what is under way with `backend_closed`, and the client if the provider built it. Idempotent. */
  async close(): Promise<void> {
    this.#calls.close();
    if (this.#ownsClient) this.#client.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #inputFor(scope: KeyScope): { KeyId: string; EncryptionContext: Record<string, string>; GrantTokens?: string[] } {
    const input = { KeyId: this.#settings.key.keyId, EncryptionContext: encryptionContextOf(scope) };
    return this.#grantTokens.length === 0 ? input : { ...input, GrantTokens: [...this.#grantTokens] };
  }

  async #call<T>(
    operation: KmsCall<T>['operation'],
    scope: KeyScope,
    send: KmsCall<T>['send'],
    options: CallOptions | undefined,
  ): Promise<KmsAnswer<T>> {
    const grantIsNew = (): boolean => this.#sources.monotonic() < this.#grantIsNewUntil;
    return this.#calls.call({ operation, scope, send, grantIsNew }, options?.signal);
  }
}

/** `requestTimeout` alone would only warn. */
function buildClient({ clientSettings }: AwsKmsKeyProviderOptions, { attemptTimeoutMs }: Settings): KMSClient {
  return new KMSClient({
    ...clientSettings,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: attemptTimeoutMs,
      requestTimeout: attemptTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
}

function foreignMaterial({ tenant, epoch }: KeyScope): ColloquyError {
  return new ColloquyError(
    'wrong_key',
    `What the vault holds for epoch ${epoch} of tenant ${tenant} was not made by KMS for this store: configure the provider, ` +
      'the vault and the database that belong together, or restore them.',
    { context: { tenant, epoch } },
  );
}
