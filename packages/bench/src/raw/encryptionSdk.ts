import {
  getLocalCryptographicMaterialsCache,
  NodeCachingMaterialsManager,
} from '@aws-crypto/caching-materials-manager-node';
import { buildDecrypt } from '@aws-crypto/decrypt-node';
import { buildEncrypt } from '@aws-crypto/encrypt-node';
import { AlgorithmSuiteIdentifier } from '@aws-crypto/material-management-node';
import { RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/raw-aes-keyring-node';

/** The AWS Encryption SDK for JavaScript, one message a record. */
export interface EncryptionSdk {
  encrypt(plaintext: Uint8Array): Promise<Uint8Array>;
  decrypt(message: Uint8Array): Promise<Uint8Array>;
}

/** Bound to a message as an address is to a record here. */
const encryptionContext = { address: 'dialogue:bench/entity:claim/00#0001' };

function keyring(): RawAesKeyringNode {
  return new RawAesKeyringNode({
    keyNamespace: 'bench',
    keyName: 'bench',
    // The keyring wants a key that has its memory for itself.
    unencryptedMasterKey: new Uint8Array(32).fill(4),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
}

const { encrypt, decrypt } = { ...buildEncrypt(), ...buildDecrypt() };

/** As it comes: key commitment, and a signature of each message under a key of its own. */
export function sdkByDefault(): EncryptionSdk {
  const keys = keyring();
  return {
    encrypt: async (plaintext) => (await encrypt(keys, plaintext, { encryptionContext })).result,
    decrypt: async (message) => (await decrypt(keys, message)).plaintext,
  };
}

/** Key commitment without signatures: what its manual advises where whoever decrypts may also encrypt. */
const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;

export function sdkWithoutSignature(): EncryptionSdk {
  const keys = keyring();
  return {
    encrypt: async (plaintext) => (await encrypt(keys, plaintext, { suiteId, encryptionContext })).result,
    decrypt: async (message) => (await decrypt(keys, message)).plaintext,
  };
}

/** Also with data keys kept, which its manual offers for speed and advises to bound: here for an hour and 10 000 messages. */
export function sdkWithCachedKeys(): EncryptionSdk {
  const materials = new NodeCachingMaterialsManager({
    backingMaterials: keyring(),
    cache: getLocalCryptographicMaterialsCache(1000),
    maxAge: 3_600_000,
    maxMessagesEncrypted: 10_000,
  });
  return {
    encrypt: async (plaintext) => {
      const { result } = await encrypt(materials, plaintext, {
        suiteId,
        encryptionContext,
        plaintextLength: plaintext.byteLength,
      });
      return result;
    },
    decrypt: async (message) => (await decrypt(materials, message)).plaintext,
  };
}
