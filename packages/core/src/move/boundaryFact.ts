import type { Copied, BoundaryKind, StoreName } from './boundaryBody.ts';
import type { Boundary } from './BoundarySequence.ts';

/** A boundary entry as reports and histories tell it. Plain JSON. */
export interface BoundaryFact {
  readonly n: number;
  readonly kind: BoundaryKind;
  /** 32 lowercase hexadecimal digits. */
  readonly moveId: string;
  readonly source: StoreName;
  readonly target: StoreName;
  /** What was read back at the target: in `migrate.in` only. */
  readonly copied?: Copied;
  /** Of a `migrate.cancel` whose target was not asked. */
  readonly abandoned?: true;
  /** The mover's key: 8 lowercase hexadecimal digits, and its name where it is pinned here. */
  readonly signedBy: { readonly keyId: string; readonly name: string | undefined };
}

export function factOf({ n, kind, body, trust }: Boundary): BoundaryFact {
  const { moveId, source, target, copied, abandoned } = body;
  return {
    n,
    kind,
    moveId,
    source,
    target,
    ...(copied === undefined ? {} : { copied }),
    ...(abandoned === undefined ? {} : { abandoned }),
    signedBy:
      trust.trust === 'signed'
        ? { keyId: trust.key.keyId, name: trust.key.name }
        : { keyId: trust.trust === 'unknown' ? trust.keyId : '', name: undefined },
  };
}
