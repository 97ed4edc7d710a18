/** A server of this process. It ends with it, in whatever way that ends. */
export interface TestServer extends AsyncDisposable {
  /** Of 127.0.0.1. */
  readonly port: number;
  /** Of the server's first process since the last start. */
  readonly pid: number;
  /** Ends it in order, without waiting for clients to leave. The data stays; nothing happens when it is down already. */
  stop(): Promise<void>;
  /** SIGKILL of every process of the server at once: a crash. The data stays as it is. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port, after `stop` or `kill`, with recovery if need be. */
  start(): Promise<void>;
  /** SIGSTOP of every process: connections stay open, and nothing answers. Not on Windows. */
  pause(): Promise<void>;
  /** Lets a paused server go on. */
  resume(): Promise<void>;
  /** Ends it without ceremony, paused or not, and deletes the data. Nothing is left. Further calls do nothing. */
  close(): Promise<void>;
}
