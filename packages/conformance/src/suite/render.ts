import { compareAscii, sha256Hex, toHex } from '@colloquy/core';

/** Bytes up to this length are shown whole. */
const shownBytes = 48;

/**
 * A canonical text of plain data: equal texts, equal data. Names are sorted, absent and undefined are the same, -0, NaN and the
 * types of values stay apart, and long bytes are their length and SHA-256.
 */
export function render(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Uint8Array) return renderBytes(value);
  if (Array.isArray(value)) return `[${value.map(render).join(', ')}]`;
  if (value instanceof Error) return renderError(value);
  if (typeof value === 'object') return renderObject(value);
  return typeof value;
}

function renderBytes(bytes: Uint8Array): string {
  if (bytes.byteLength <= shownBytes) return `<${toHex(bytes)}>`;
  return `<${bytes.byteLength} bytes, sha256 ${sha256Hex(bytes)}>`;
}

function renderError(error: Error): string {
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return `${error.name}${code}: ${error.message}`;
}

function renderObject(value: object): string {
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => compareAscii(a, b))
    .map(([name, field]) => `${JSON.stringify(name)}: ${render(field)}`);
  return `{${fields.join(', ')}}`;
}
