import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../freePort.ts';
import { Connection, type Target, type Traffic } from './Connection.ts';
import type { Fault } from './Fault.ts';
import { Injection } from './Injection.ts';
import { rawFraming, type Framing } from './Message.ts';

const host = '127.0.0.1';
const portAttempts = 10;

/** A proxy to a server, on which faults are injected. */
export interface Proxy extends AsyncDisposable {
  /** On 127.0.0.1. */
  readonly port: number;
  /** The given URL with the proxy's host and port in it. */
  url(ofServer: string): string;
  /** Every connection since the start, in the order of their arrival. */
  readonly connections: readonly Traffic[];
  /**
   * Lays a fault in wait on all connections, present and future, each with a count of its own. It takes the place of the one before, which
   * lets go what it holds.
   *
   * @param times - after how many strokes it is over, whatever the connection; default 1
   */
  inject(fault: Fault, times?: number): Injection;
  /** Resets every open connection now. */
  cut(): void;
  /** From now on the system refuses connections (ECONNREFUSED). Those that are open stay. */
  refuse(): void;
  /** Accepts connections again, on the same port. */
  accept(): Promise<void>;
  /**
   * Resets what is open and waits until all is closed.
   *
   * @throws the first Error of the framing: bytes that were not of the protocol, whose connection was reset
   */
  close(): Promise<void>;
}

class FaultProxy implements Proxy {
  readonly connections: Connection[] = [];
  readonly #target: Target;
  readonly #framing: Framing;
  readonly #failures: Error[] = [];
  #server: Server | undefined;
  #injection: Injection | undefined;
  #port = 0;

  constructor(target: Target, framing: Framing) {
    this.#target = target;
    this.#framing = framing;
  }

  get port(): number {
    return this.#port;
  }

  async listen(port: number): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#take(socket));
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    this.#server = server;
    this.#port = port;
  }

  url(ofServer: string): string {
    const url = new URL(ofServer);
    url.hostname = host;
    url.port = String(this.#port);
    return url.href;
  }

  inject(fault: Fault, times = 1): Injection {
    this.#injection?.release();
    const injection = new Injection(fault, times, () => {
      if (this.#injection === injection) for (const connection of this.connections) connection.release();
    });
    this.#injection = injection;
    for (const connection of this.connections) connection.arm(injection);
    return injection;
  }

  cut(): void {
    for (const connection of this.connections) connection.cut();
  }

  refuse(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  async accept(): Promise<void> {
    if (this.#server === undefined) await this.listen(this.#port);
  }

  async close(): Promise<void> {
    this.refuse();
    this.cut();
    await Promise.all(this.connections.map(({ closed }) => closed));
    const [failure] = this.#failures.splice(0);
    if (failure !== undefined)
      throw new Error(`bytes that are not of the protocol: ${failure.message}`, { cause: failure });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #take(socket: Socket): void {
    const id = this.connections.length + 1;
    const connection = new Connection(id, socket, this.#target, this.#framing, (error) => this.#failures.push(error));
    if (this.#injection !== undefined) connection.arm(this.#injection);
    this.connections.push(connection);
  }
}

/**
 * Starts a proxy on a free port of 127.0.0.1. Without a fault it changes nothing. A client whose server cannot be reached is reset.
 *
 * @param options - `framing`: the protocol, for faults that count messages; default: none, bytes only
 * @example
 * ```ts
 * await using proxy = await startProxy({ target: { host: '127.0.0.1', port: 8000 } });
 * const injection = proxy.inject(cutAfterBytes('response', 10));
 * ```
 */
export async function startProxy(options: { readonly target: Target; readonly framing?: Framing }): Promise<Proxy> {
  const proxy = new FaultProxy(options.target, options.framing ?? rawFraming);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await proxy.listen(await freePort());
      return proxy;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === portAttempts) throw error;
    }
  }
}
