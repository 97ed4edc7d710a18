import { ColloquyError } from '@colloquy/core';

const arnPattern = /^(arn:[a-z0-9-]+:kms):([a-z0-9-]+):([0-9]{12}):key\/([A-Za-z0-9-]{1,256})$/;
const idPattern = /^[A-Za-z0-9-]{1,256}$/;

/** The one KMS key that a provider uses: what every request names, and what every answer must name. */
export interface PinnedKey {
  /** As it was configured. */
  readonly keyId: string;
  /** True when this is the key that an answer names. */
  readonly isNamedBy: (answered: string | undefined) => boolean;
}

/**
 * @throws ColloquyError `invalid_argument` for anything but the ARN or the id of a key: an alias may be pointed at another key by whoever
 * may change aliases, and then neither request nor answer would be pinned
 */
export function pinKey(keyId: unknown): PinnedKey {
  if (typeof keyId !== 'string' || /(^|:)alias\//.test(keyId)) {
    throw new ColloquyError(
      'invalid_argument',
      'keyId is the ARN or the id of a KMS key, not an alias: an alias can be pointed at another key later. ' +
        'DescribeKey tells the ARN.',
    );
  }
  const arn = arnPattern.exec(keyId);
  if (arn === null && !idPattern.test(keyId)) {
    throw new ColloquyError(
      'invalid_argument',
      'keyId is the ARN of a KMS key (arn:aws:kms:REGION:ACCOUNT:key/ID) or its id.',
    );
  }
  return { keyId, isNamedBy: (answered) => answered !== undefined && names(answered, keyId, arn) };
}

function names(answered: string, keyId: string, pinned: RegExpExecArray | null): boolean {
  if (answered === keyId) return true;
  const [, partition, region, account, id = ''] = arnPattern.exec(answered) ?? [];
  if (pinned === null) return id === keyId;
  // A multi-Region key has one id in all Regions, and key material that is the same in all of them.
  const sameRegion = region === pinned[2] || id.startsWith('mrk-');
  return partition === pinned[1] && sameRegion && account === pinned[3] && id === pinned[4];
}
