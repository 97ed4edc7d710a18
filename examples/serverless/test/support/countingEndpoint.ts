import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is done with one request instead of passing it on: an exception as the service would answer it, or a wait. */
export type Interference = { readonly exception: string } | { readonly until: Promise<void> };

/** An address in front of a service of AWS's JSON protocol that counts what goes through. */
export interface CountingEndpoint extends AsyncDisposable {
  readonly address: string;
  /** Requests since last asked: by operation, and those for the store header apart. */
  counts(): Readonly<Record<string, number>>;
  /** Decides about every request from now on, by the name of its operation. */
  interfere(decide: ((operation: string) => Interference | undefined) | undefined): void;
}

/** `DynamoDB_20120810.GetItem`: GetItem. */
function operationOf({ headers }: IncomingMessage): string {
  return String(headers['x-amz-target']).split('.').at(-1) ?? '';
}

/** What a request is counted as. */
function nameOf(operation: string, body: string): string {
  if (operation !== 'GetItem') return operation;
  const { Key } = JSON.parse(body) as { readonly Key?: Readonly<Record<string, { readonly S?: string }>> };
  return Key?.['pk']?.S === 'store' && Key['sk']?.S === 'header' ? 'store header' : operation;
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Starts one in front of `target`. */
export async function countingEndpoint(target: string): Promise<CountingEndpoint> {
  let names: string[] = [];
  let decide: ((operation: string) => Interference | undefined) | undefined;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const operation = operationOf(incoming);
    const body = await bodyOf(incoming);
    names.push(nameOf(operation, body));
    const interference = decide?.(operation);
    if (interference !== undefined && 'exception' in interference) {
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      outgoing.end(JSON.stringify({ __type: interference.exception, message: 'interfered' }));
      return;
    }
    await interference?.until;
    const { method, headers } = incoming;
    const onward = send(target, { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => {
      const counted: Record<string, number> = {};
      for (const name of names) counted[name] = (counted[name] ?? 0) + 1;
      names = [];
      return counted;
    },
    interfere: (decision) => {
      decide = decision;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
