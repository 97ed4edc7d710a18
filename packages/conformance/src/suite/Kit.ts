/** What a kit's fixtures have in common: they are released at the end of a test. */
export interface Closable {
  close(): Promise<void>;
}

/**
 * How the suite gets at an implementation: what it can do, as data, and fresh instances of it.
 *
 * `F` is what a test works with, `C` what the implementation declares about itself.
 */
export interface Kit<F extends Closable, C> {
  /** For titles and reports: `sqlite`, `dynamodb-local`. */
  readonly name: string;
  readonly capabilities: C;
  /** Fresh and isolated: nothing that another fixture does is seen here. */
  create(): Promise<F>;
}
