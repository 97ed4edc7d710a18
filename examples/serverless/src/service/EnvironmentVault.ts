import { ColloquyError, fromBase64, toBase64, type KeyVault } from '@colloquy/core';

function readOnly(): ColloquyError {
  return new ColloquyError('read_only', 'A vault in an environment variable is changed by deploying another one.');
}

/**
 * A key vault that comes with the deployment: `epoch:material` for every epoch, with commas between, the material in base64. The
 * material of a key service is ciphertext, and worth nothing without the right to decrypt. It costs a cold start no request, and never
 * lies in the table or its backups.
 *
 * One entry of AWS KMS is under 300 characters; all variables of a function together may have 4 KB
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), so there is room for ten.
 *
 * @example
 * const vault = new EnvironmentVault('acme', process.env.COLLOQUY_VAULT ?? '');
 */
export class EnvironmentVault implements KeyVault {
  readonly #tenant: string;
  readonly #materials: ReadonlyMap<number, Uint8Array>;

  /**
   * @param tenant - whose epochs they are; no other tenant has any
   * @throws ColloquyError `invalid_argument` when the text has another form
   */
  constructor(tenant: string, text: string) {
    this.#tenant = tenant;
    this.#materials = new Map(
      text.split(',').map((entry) => {
        const [, epoch, material = ''] = /^([1-9]\d{0,8}):(.+)$/.exec(entry) ?? [];
        const bytes = fromBase64(material);
        if (epoch === undefined || bytes === undefined) {
          throw new ColloquyError('invalid_argument', 'COLLOQUY_VAULT is not of the form epoch:base64,epoch:base64.');
        }
        return [Number(epoch), bytes];
      }),
    );
  }

  async get(tenant: string, epoch: number): Promise<Uint8Array | undefined> {
    const material = tenant === this.#tenant ? this.#materials.get(epoch) : undefined;
    return material?.slice();
  }

  async epochs(tenant: string): Promise<readonly number[]> {
    return tenant === this.#tenant ? [...this.#materials.keys()].sort((a, b) => a - b) : [];
  }

  /** @throws ColloquyError `read_only` */
  async putIfAbsent(): Promise<never> {
    throw readOnly();
  }

  /** @throws ColloquyError `read_only` */
  async remove(): Promise<never> {
    throw readOnly();
  }
}

/** What an {@link EnvironmentVault} is made from: the epochs that another vault holds of a tenant. */
export async function vaultText(tenant: string, vault: KeyVault): Promise<string> {
  const entries: string[] = [];
  for (const epoch of await vault.epochs(tenant)) {
    const material = await vault.get(tenant, epoch);
    if (material !== undefined) entries.push(`${epoch}:${toBase64(material)}`);
  }
  return entries.join(',');
}
