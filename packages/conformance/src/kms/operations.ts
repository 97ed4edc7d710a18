import { base64, neededBytes, neededText, textIn, textList, textMap, type JsonObject } from './awsJson.ts';
import { KmsError, refuse } from './KmsError.ts';
import type { KmsGrants } from './KmsGrants.ts';
import type { EncryptionContext, KmsKey, KmsKeys } from './KmsKeys.ts';

/** What an operation works with. */
export interface OperationCall {
  readonly keys: KmsKeys;
  readonly grants: KmsGrants;
  readonly operation: string;
  readonly principal: string;
  readonly region: string;
  readonly input: JsonObject;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly randomBytes: (length: number) => Uint8Array;
}

type Operation = (call: OperationCall) => JsonObject;

const dayMilliseconds = 86_400_000;
/** Bytes that KMS takes, by its documentation: a plaintext to encrypt, a ciphertext. */
const [plaintextLimit, ciphertextLimit, dataKeyLimit] = [4096, 6144, 1024];

/** The key that the request names, once its sender may do with it what it asks for. */
function authorised(call: OperationCall, name: string, context: EncryptionContext = {}): KmsKey {
  const { keys, grants, operation, principal, region, input } = call;
  const key = keys.find(name, region);
  if (!grants.allows({ key, principal, operation, context, tokens: textList(input, 'GrantTokens') })) {
    throw refuse.accessDenied(principal, operation, keys.arn(key, region));
  }
  return key;
}

/** {@link authorised}, for operations that use the key itself. */
function usable(call: OperationCall, name: string, context: EncryptionContext): KmsKey {
  const key = authorised(call, name, context);
  call.keys.checkUsable(key, call.region);
  return key;
}

function metadataOf({ keys, region }: OperationCall, key: KmsKey): JsonObject {
  return {
    Arn: keys.arn(key, region),
    Enabled: key.state === 'Enabled',
    KeyId: key.id,
    KeyManager: 'CUSTOMER',
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyState: key.state,
    KeyUsage: 'ENCRYPT_DECRYPT',
    MultiRegion: key.multiRegion,
    Origin: 'AWS_KMS',
    ...(key.deletionDate === undefined ? {} : { DeletionDate: key.deletionDate / 1000 }),
  };
}

function dataKeyLength(input: JsonObject): number {
  const spec = textIn(input, 'KeySpec');
  const bytes = input['NumberOfBytes'];
  if ((spec === undefined) === (bytes === undefined)) {
    throw refuse.validation('Please specify either number of bytes or key spec.');
  }
  if (spec !== undefined && spec !== 'AES_256' && spec !== 'AES_128') throw refuse.validation('KeySpec');
  const length = bytes ?? (spec === 'AES_256' ? 32 : 16);
  if (typeof length === 'number' && Number.isInteger(length) && length >= 1 && length <= dataKeyLimit) return length;
  throw refuse.validation('NumberOfBytes');
}

/** A new data key, encrypted; and in the clear if so asked. */
function generate(call: OperationCall, withPlaintext: boolean): JsonObject {
  const context = textMap(call.input, 'EncryptionContext');
  const key = usable(call, neededText(call.input, 'KeyId'), context);
  const plaintext = call.randomBytes(dataKeyLength(call.input));
  return {
    CiphertextBlob: base64(call.keys.encrypt(key, plaintext, context)),
    KeyId: call.keys.arn(key, call.region),
    ...(withPlaintext ? { Plaintext: base64(plaintext) } : {}),
  };
}

/** Opens the request's ciphertext; the key is the named one, or that of the ciphertext. */
function opened(
  call: OperationCall,
  keyName: string | undefined,
  context: EncryptionContext,
): { readonly key: KmsKey; readonly plaintext: Uint8Array } {
  const { keys, region, input } = call;
  const blob = neededBytes(input, 'CiphertextBlob', ciphertextLimit);
  const named = keyName === undefined ? undefined : usable(call, keyName, context);
  const own = keys.keyOf(blob, region);
  if (named !== undefined && named !== own) throw refuse.incorrectKey();
  const key = named ?? usable(call, own.id, context);
  return { key, plaintext: keys.decrypt(key, blob, context) };
}

function changeState(call: OperationCall, state: 'Enabled' | 'Disabled'): JsonObject {
  const key = authorised(call, neededText(call.input, 'KeyId'));
  if (key.state === 'PendingDeletion') throw refuse.pendingDeletion(call.keys.arn(key, call.region));
  key.state = state;
  return {};
}

/** The operations of KMS that the server knows, each as AWS documents it for a symmetric key. */
export const operations: Readonly<Record<string, Operation>> = {
  CreateKey: (call) => {
    if ((textIn(call.input, 'KeySpec') ?? 'SYMMETRIC_DEFAULT') !== 'SYMMETRIC_DEFAULT') {
      throw new KmsError('UnsupportedOperationException', 'This test instrument makes symmetric keys only.');
    }
    return { KeyMetadata: metadataOf(call, call.keys.create(call.region, call.input['MultiRegion'] === true)) };
  },
  DescribeKey: (call) => ({ KeyMetadata: metadataOf(call, authorised(call, neededText(call.input, 'KeyId'))) }),
  GenerateDataKey: (call) => generate(call, true),
  GenerateDataKeyWithoutPlaintext: (call) => generate(call, false),
  Encrypt: (call) => {
    const context = textMap(call.input, 'EncryptionContext');
    const key = usable(call, neededText(call.input, 'KeyId'), context);
    const plaintext = neededBytes(call.input, 'Plaintext', plaintextLimit);
    return {
      CiphertextBlob: base64(call.keys.encrypt(key, plaintext, context)),
      KeyId: call.keys.arn(key, call.region),
    };
  },
  Decrypt: (call) => {
    const context = textMap(call.input, 'EncryptionContext');
    const { key, plaintext } = opened(call, textIn(call.input, 'KeyId'), context);
    return { KeyId: call.keys.arn(key, call.region), Plaintext: base64(plaintext) };
  },
  ReEncrypt: (call) => {
    const { keys, region, input } = call;
    const from = { ...call, operation: 'ReEncryptFrom' };
    const { key, plaintext } = opened(from, textIn(input, 'SourceKeyId'), textMap(input, 'SourceEncryptionContext'));
    const context = textMap(input, 'DestinationEncryptionContext');
    const target = usable({ ...call, operation: 'ReEncryptTo' }, neededText(input, 'DestinationKeyId'), context);
    return {
      CiphertextBlob: base64(keys.encrypt(target, plaintext, context)),
      KeyId: keys.arn(target, region),
      SourceKeyId: keys.arn(key, region),
    };
  },
  CreateGrant: (call) => {
    const { input } = call;
    const key = authorised(call, neededText(input, 'KeyId'));
    const constraints = (input['Constraints'] ?? {}) as JsonObject;
    const { id, token } = call.grants.create({
      keyId: key.id,
      grantee: neededText(input, 'GranteePrincipal'),
      operations: textList(input, 'Operations'),
      contextSubset: textMap(constraints, 'EncryptionContextSubset'),
    });
    return { GrantId: id, GrantToken: token };
  },
  EnableKey: (call) => changeState(call, 'Enabled'),
  DisableKey: (call) => changeState(call, 'Disabled'),
  ScheduleKeyDeletion: (call) => {
    const key = authorised(call, neededText(call.input, 'KeyId'));
    const arn = call.keys.arn(key, call.region);
    if (key.state === 'PendingDeletion') throw refuse.pendingDeletion(arn);
    const days = call.input['PendingWindowInDays'] ?? 30;
    if (typeof days !== 'number' || !Number.isInteger(days) || days < 7 || days > 30) {
      throw refuse.validation('PendingWindowInDays');
    }
    key.state = 'PendingDeletion';
    key.deletionDate = call.now + days * dayMilliseconds;
    return { DeletionDate: key.deletionDate / 1000, KeyId: arn, KeyState: key.state, PendingWindowInDays: days };
  },
  CancelKeyDeletion: (call) => {
    const key = authorised(call, neededText(call.input, 'KeyId'));
    const arn = call.keys.arn(key, call.region);
    if (key.state !== 'PendingDeletion') {
      throw new KmsError('KMSInvalidStateException', `${arn} is not pending deletion.`);
    }
    key.state = 'Disabled';
    delete key.deletionDate;
    return { KeyId: arn };
  },
};
