import { ColloquyError, type KeyScope } from '@colloquy/core';
import type { Failure } from './failures.ts';

/** The request that failed, and how often it was made. */
export interface FailedCall {
  readonly operation: string;
  readonly scope: KeyScope;
  readonly attempts: number;
}

/** What a person does about a refusal, by the name that KMS gives it. */
const todo: Readonly<Record<string, string>> = {
  AccessDeniedException:
    'allow the operation to this principal in the key policy, an IAM policy or a grant, and see whether the key is enabled',
  DisabledException: 'enable the key, if it was not disabled on purpose',
  InvalidGrantTokenException: 'configure the token of a grant that exists, or none',
  InvalidKeyUsageException: 'configure a symmetric key for encryption',
  KMSInvalidStateException: 'see the state of the key; cancel its deletion at once if it is pending deletion',
  NotFoundException: 'configure the right key, Region and account; if the key was deleted, what it protects is lost',
};

const otherwise = 'see context.error and the trail of the key service';

/** The answer to a caller. It carries names and numbers only: the errors of the SDK hold the bodies of answers. */
export function kmsError(failure: Failure, call: FailedCall): ColloquyError {
  const { kind, name, requestId } = failure;
  const { operation, scope, attempts } = call;
  const { tenant, epoch } = scope;
  const context = {
    tenant,
    epoch,
    operation,
    error: name,
    attempts,
    ...(requestId === undefined ? {} : { requestId }),
  };
  const what = `KMS ${operation} for epoch ${epoch} of tenant ${tenant}`;
  if (kind === 'wrong-key') {
    return new ColloquyError(
      'wrong_key',
      `${what}: the configured KMS key does not open what the vault holds (${name}). ` +
        'Configure the key, the store and the vault that belong together, or restore them.',
      { context },
    );
  }
  if (kind === 'refused') {
    const advice = Object.hasOwn(todo, name) ? todo[name] : otherwise;
    return new ColloquyError('key_unavailable', `${what} was refused (${name}): ${advice}.`, {
      context: { ...context, refused: true },
    });
  }
  return new ColloquyError(
    'key_unavailable',
    `${what} got no answer (${name}, ${attempts} ${attempts === 1 ? 'request' : 'requests'}): try again later.`,
    { context: { ...context, refused: false } },
  );
}

/** An answer that is not for what was asked, whatever its status: it is not used. */
export function wrongAnswer(what: string, { operation, scope, attempts }: FailedCall): ColloquyError {
  const { tenant, epoch } = scope;
  return new ColloquyError(
    'wrong_key',
    `The answer to KMS ${operation} for epoch ${epoch} of tenant ${tenant} ${what}, and was not used: find out what ` +
      'stands between this program and KMS.',
    { context: { tenant, epoch, operation, attempts } },
  );
}
