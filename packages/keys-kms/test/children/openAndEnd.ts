import { fromHex } from '@colloquy/core';
import { AwsKmsKeyProvider } from '@colloquy/keys-kms';

// openAndEnd ENDPOINT KEY STORE MATERIAL: opens a key, prints its id, and does not close.
const [endpoint = '', keyId = '', storeId = '', material = ''] = process.argv.slice(2);
const credentials = { accessKeyId: 'CHILD', secretAccessKey: 'not-verified' };
const provider = new AwsKmsKeyProvider({ keyId, clientSettings: { endpoint, region: 'eu-central-1', credentials } });
const lease = await provider.openEpoch({ storeId, tenant: 'acme', epoch: 1 }, fromHex(material) ?? new Uint8Array(0));
console.log(lease.kekId);
