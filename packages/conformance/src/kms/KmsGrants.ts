import { toHex } from '@colloquy/core';
import type { EncryptionContext, KmsKey } from './KmsKeys.ts';

/** What is known of a request when its right is judged. */
export interface GrantedUse {
  readonly key: KmsKey;
  readonly principal: string;
  readonly operation: string;
  readonly context: EncryptionContext;
  readonly tokens: readonly string[];
}

interface Grant {
  readonly id: string;
  readonly token: string;
  readonly keyId: string;
  readonly grantee: string;
  readonly operations: readonly string[];
  readonly contextSubset: EncryptionContext;
  visible: boolean;
}

/** What CreateGrant asks for. */
export type GrantRequest = Omit<Grant, 'id' | 'token' | 'visible'>;

/**
 * Who may use which key. Access key ids stand for principals; all may do everything, as the administrator of an account may, but
 * those that were restricted, who need a grant. A grant is visible at once or, if so told, only with its token until it has settled.
 */
export class KmsGrants {
  readonly #randomBytes: (length: number) => Uint8Array;
  readonly #restricted = new Set<string>();
  readonly #grants: Grant[] = [];
  #settled = true;

  constructor(randomBytes: (length: number) => Uint8Array) {
    this.#randomBytes = randomBytes;
  }

  restrict(principal: string): void {
    this.#restricted.add(principal);
  }

  create(request: GrantRequest): { readonly id: string; readonly token: string } {
    const id = toHex(this.#randomBytes(32));
    const token = Buffer.from(this.#randomBytes(48)).toString('base64url');
    this.#grants.push({ ...request, id, token, visible: this.#settled });
    return { id, token };
  }

  /** True: every grant is seen by every request. False: those that exist and those to come only by requests with their token. */
  setVisible(visible: boolean): void {
    this.#settled = visible;
    for (const grant of this.#grants) grant.visible = visible;
  }

  allows({ key, principal, operation, context, tokens }: GrantedUse): boolean {
    if (!this.#restricted.has(principal)) return true;
    return this.#grants.some(
      (grant) =>
        grant.keyId === key.id &&
        grant.grantee === principal &&
        grant.operations.includes(operation) &&
        (grant.visible || tokens.includes(grant.token)) &&
        Object.entries(grant.contextSubset).every(([name, value]) => context[name] === value),
    );
  }
}
