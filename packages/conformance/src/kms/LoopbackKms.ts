import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { systemSources } from '@colloquy/core/testing';
import { readBody, readHead, textIn, textList, textMap, type JsonObject, type RequestHead } from './awsJson.ts';
import { corrupted } from './corrupted.ts';
import { KmsError, refuse } from './KmsError.ts';
import type { FaultScript, InjectedFault, KmsFault, KmsRequest } from './KmsFault.ts';
import { KmsGrants } from './KmsGrants.ts';
import { KmsKeys } from './KmsKeys.ts';
import { operations } from './operations.ts';

/** More than KMS ever takes. */
const bodyLimit = 64 * 1024;

/** What the server draws on. Both are the machine's unless a test chooses. */
export interface LoopbackKmsOptions {
  /** For the secrets of keys, data keys, nonces and ids. */
  readonly randomBytes?: (length: number) => Uint8Array;
  /** Milliseconds since the Unix epoch: for the dates of deletions. */
  readonly now?: () => number;
}

/**
 * **A test instrument, not a key management service.** It speaks the part of AWS KMS that Colloquy uses, AWS JSON 1.1 over HTTP on
 * 127.0.0.1, to the real client; its keys live in this process and are gone with it; whoever reaches its port may use them.
 *
 * Real are the ciphertexts (AES-256-GCM, the encryption context authenticated), the states of keys, multi-Region keys, grants and
 * their tokens, and the names and statuses of refusals. Not real: signatures are required in shape and not verified, an access key id
 * stands for the principal that a grant names, every multi-Region key has a replica in every Region, and nothing is rate limited but
 * by a script of faults ({@link inject}).
 *
 * Source: AWS KMS API Reference, version 2014-11-01.
 *
 * @example
 * const kms = await LoopbackKms.start();
 * const client = new KMSClient({ endpoint: kms.endpoint, region: 'eu-central-1', credentials: kms.credentials });
 * const { KeyMetadata } = await client.send(new CreateKeyCommand({}));
 * await kms.close();
 */
export class LoopbackKms {
  /** Credentials of a principal that may do everything. */
  readonly credentials = { accessKeyId: 'ADMINISTRATOR', secretAccessKey: 'not-verified' } as const;
  readonly #options: Required<LoopbackKmsOptions>;
  readonly #server: Server;
  readonly #keys: KmsKeys;
  readonly #grants: KmsGrants;
  readonly #scripts: { readonly script: FaultScript; hits: number }[] = [];
  readonly #requests: KmsRequest[] = [];

  private constructor(options: LoopbackKmsOptions) {
    this.#options = { randomBytes: systemSources.randomBytes, now: systemSources.now, ...options };
    this.#keys = new KmsKeys(this.#options.randomBytes);
    this.#grants = new KmsGrants(this.#options.randomBytes);
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** A server of its own on a free port. */
  static async start(options: LoopbackKmsOptions = {}): Promise<LoopbackKms> {
    const kms = new LoopbackKms(options);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    kms.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    await promise;
    return kms;
  }

  /** `http://127.0.0.1:12345`: the client's `endpoint`. */
  get endpoint(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new TypeError('This server was closed.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Every request so far, in the order of arrival, as an audit trail would show them. */
  get requests(): readonly KmsRequest[] {
    return [...this.#requests];
  }

  /** Requests that have arrived: of an operation, or all. */
  count(operation?: string): number {
    return operation === undefined
      ? this.#requests.length
      : this.#requests.filter((request) => request.operation === operation).length;
  }

  /** Lets a script decide about every request until it is restored. Of several that are in force, the latest is asked first. */
  inject(script: FaultScript): InjectedFault {
    const injected = { script, hits: 0 };
    this.#scripts.unshift(injected);
    return {
      hits: () => injected.hits,
      restore: () => {
        const at = this.#scripts.indexOf(injected);
        if (at !== -1) this.#scripts.splice(at, 1);
      },
    };
  }

  /** From now on this access key id needs a grant for whatever it asks of a key. */
  restrict(accessKeyId: string): void {
    this.#grants.restrict(accessKeyId);
  }

  /** As if all grants were new: they are seen only by requests with their token, until {@link settleGrants}. */
  delayGrants(): void {
    this.#grants.setVisible(false);
  }

  settleGrants(): void {
    this.#grants.setVisible(true);
  }

  /** Removes every key that is pending deletion, as when its waiting time is over. */
  endDeletions(): void {
    for (const key of this.#keys.all()) if (key.state === 'PendingDeletion') this.#keys.remove(key);
  }

  /** Ends every connection, also those that a fault keeps open. Again: nothing. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => {
      resolve();
    });
    this.#server.closeAllConnections();
    await promise;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > bodyLimit) return void response.destroy();
      chunks.push(chunk);
    }
    try {
      const head = readHead(request.method, request.headers);
      await this.#answer(head, readBody(Buffer.concat(chunks).toString('utf8')), response);
    } catch (error) {
      if (!(error instanceof KmsError)) throw error;
      this.#send(response, error.status, JSON.stringify({ __type: error.name, message: error.message }));
    }
  }

  async #answer(head: RequestHead, input: JsonObject, response: ServerResponse): Promise<void> {
    const run = Object.hasOwn(operations, head.operation) ? operations[head.operation] : undefined;
    if (run === undefined) throw new KmsError('UnknownOperationException', '');
    const request: KmsRequest = {
      ...head,
      number: this.#requests.length + 1,
      keyId: textIn(input, 'KeyId'),
      encryptionContext: textMap(input, 'EncryptionContext'),
      grantTokens: textList(input, 'GrantTokens'),
    };
    this.#requests.push(request);
    const fault = this.#faultOf(request);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset-before') return reset(response);
    if (fault?.kind === 'late') await systemSources.delay(fault.milliseconds);
    if (fault?.kind === 'held') await fault.until;
    refuseFor(fault, request);
    const { keys, grants } = { keys: this.#keys, grants: this.#grants };
    const call = { ...head, keys, grants, input, now: this.#options.now(), randomBytes: this.#options.randomBytes };
    const answer = corrupted(run(call), fault, call);
    if (fault?.kind === 'reset-after') return reset(response);
    const body = JSON.stringify(answer);
    if (fault?.kind === 'reset-within') {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': body.length });
      response.write(body.slice(0, body.length >> 1), () => {
        reset(response);
      });
      return;
    }
    this.#send(response, 200, fault?.kind === 'malformed' ? body.slice(0, -1) : body);
  }

  #faultOf(request: KmsRequest): KmsFault | undefined {
    for (const injected of this.#scripts) {
      const fault = injected.script(request);
      if (fault === undefined) continue;
      injected.hits += 1;
      return fault;
    }
    return undefined;
  }

  #send(response: ServerResponse, status: number, body: string): void {
    if (response.destroyed) return;
    const id = Buffer.from(this.#options.randomBytes(16)).toString('hex');
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.1',
      'content-length': Buffer.byteLength(body),
      'x-amzn-requestid': id,
    });
    response.end(body);
  }
}

/** A reset, not an orderly end. */
function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

/** @throws KmsError for a fault that is a refusal */
function refuseFor(fault: KmsFault | undefined, { principal, operation, keyId = '*' }: KmsRequest): void {
  if (fault?.kind === 'throttled') throw refuse.throttled();
  if (fault?.kind === 'denied') throw refuse.accessDenied(principal, operation, keyId);
  if (fault?.kind === 'error') throw new KmsError(fault.name, 'As the script of faults demands.', fault.status);
}
