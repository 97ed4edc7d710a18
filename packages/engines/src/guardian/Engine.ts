import type { Account } from '../Account.ts';

/** What a guardian must know of a kind of server in order to own one. */
export interface Engine {
  /** As messages say it. */
  readonly name: string;
  /** How the name of its folder begins. */
  readonly prefix: string;
  /** Whom it runs as; undefined: whoever runs the tests. */
  readonly account: Account | undefined;
  /** Makes what the server needs before its first start. Called once. */
  prepare(place: Place): Promise<Program>;
}

/** Where a server may write. */
export interface Place {
  /** Its own, empty at first, deleted with it. */
  readonly folder: string;
  /** The folder for temporary files, shared with others. */
  readonly temporary: string;
  /** Aborted when nobody wants the server any more. */
  readonly stop: AbortSignal;
}

/** How a server is started on its data, any number of times, and how it ends. */
export interface Program {
  readonly file: string;
  readonly workingFolder: string;
  /** The server listens on this port of 127.0.0.1 and on nothing else. */
  flags(port: number): readonly string[];
  /** In the log when the server accepts connections. */
  readonly readyWords: string;
  /** In the log when it ends because somebody else has the port. */
  readonly takenWords: string;
  /**
   * Asks what the log does not tell: fulfilled when the server answers. Called after `readyWords`, given up with `signal`.
   *
   * @throws Error when it answers something that no such server says
   */
  answers?(port: number, signal: AbortSignal): Promise<void>;
  /** Ends it in order. */
  readonly stopSignal: NodeJS.Signals;
  /** Ends it at once, without leaving anything outside its folder. */
  readonly abandonSignal: NodeJS.Signals;
  /** Removes what the server, if it was killed, has left outside its folder. Called when it has ended. */
  release?(): Promise<void>;
}
