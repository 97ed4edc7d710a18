import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../../../..');

/** Where the vectors of others lie (NIST, Wycheproof, RFC 5869), beside their licences. */
const folder = resolve(repository, process.env['COLLOQUY_VECTORS'] ?? 'docs/spec/vectors/foreign');

/** Reads one file of others' vectors. Without the folder the test fails: what was not run has not passed. */
export function foreignVectors(name: string): unknown {
  const path = join(folder, name);
  if (!existsSync(path)) {
    throw new Error(
      `${path} is missing. Set COLLOQUY_VECTORS to the folder that holds the NIST, Wycheproof and RFC 5869 vectors.`,
    );
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** A file of the vectors that this repository publishes, as text. */
export function publishedText(name: string): string {
  return readFileSync(join(repository, 'docs/spec/vectors', name), 'utf8');
}

export function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}
