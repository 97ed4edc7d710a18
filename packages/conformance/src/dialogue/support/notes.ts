import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { noteSigner, NoteVerifier, type NoteSigner } from '@colloquy/core';
import { bytesOf, hash, hexOf, unhex } from './spec.ts';

/*
 * Notes by the text of docs/spec/checkpoint.md and `node:crypto` alone.
 */

/** A key that signs notes, known to the suite from its seed on. */
export interface TestKey {
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly publicKey: Uint8Array;
  readonly keyId: Uint8Array;
  /** The verifier key string. */
  readonly vkey: string;
  /** What core makes of it. */
  readonly verifier: NoteVerifier;
  readonly signer: NoteSigner;
}

export const dash = '\u2014';

export function base64(...parts: readonly Uint8Array[]): string {
  return Buffer.concat(parts).toString('base64');
}

/** CK-KEY-02. */
export function keyIdOf(name: string, publicKey: Uint8Array): Uint8Array {
  return hash(bytesOf(name), Uint8Array.of(0x0a, 0x01), publicKey).subarray(0, 4);
}

/** CK-KEY-03. */
export function vkeyOf(name: string, publicKey: Uint8Array): string {
  return `${name}+${hexOf(keyIdOf(name, publicKey))}+${base64(Uint8Array.of(1), publicKey)}`;
}

/** The key whose seed is the hash of a word. */
export function testKey(name: string, word = name): TestKey {
  const der = Buffer.concat([unhex('302e020100300506032b657004220420'), hash(bytesOf(word))]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = new Uint8Array(spki.subarray(12));
  const vkey = vkeyOf(name, publicKey);
  return {
    name,
    privateKey,
    publicKey,
    keyId: keyIdOf(name, publicKey),
    vkey,
    verifier: new NoteVerifier(name, publicKey),
    signer: noteSigner(name, privateKey),
  };
}

export const acme = testKey('example.org/acme');
export const witness = testKey('witness.example/1');

/** CK-SIGN-01, CK-NOTE-02: one signature line over a text. */
export function lineOf(key: TestKey, text: string): string {
  return `${dash} ${key.name} ${base64(key.keyId, sign(null, bytesOf(text), key.privateKey))}\n`;
}

/** A text, and the lines of the keys. */
export function noteOf(text: string, ...keys: readonly TestKey[]): string {
  return `${text}\n${keys.map((key) => lineOf(key, text)).join('')}`;
}

/** CK-NOTE-01. */
export function checkpointText(logId: string, n: number | string, entryHash: Uint8Array): string {
  return `colloquy/v1/${logId}\n${n}\n${base64(entryHash)}\n`;
}

export const someLog = '000102030405060708090a0b0c0d0e0f';
export const someHash = hash(bytesOf('some entry'));
export const someText = checkpointText(someLog, 42, someHash);
