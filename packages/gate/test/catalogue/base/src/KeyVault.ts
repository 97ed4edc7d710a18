/** Keeps what opens an epoch. */
export interface KeyVault {
  /** What it is called. */
  readonly name: string;
  get(epoch: number): Promise<Uint8Array | undefined>;
}
