import { concat, fromHex, toHex } from '@colloquy/core';

const storeIdLength = 16;

/** Bytes of material that a vault keeps, at most. */
export const materialLimit = 1024;

/** `material = storeId (16 bytes) || CiphertextBlob`. */
export function encodeMaterial(storeId: string, blob: Uint8Array): Uint8Array {
  return concat([fromHex(storeId) ?? new Uint8Array(storeIdLength), blob]);
}

/** The parts of {@link encodeMaterial}, copied; undefined for a length that it never has. */
export function decodeMaterial(
  material: Uint8Array,
): { readonly storeId: string; readonly blob: Uint8Array } | undefined {
  if (material.length <= storeIdLength || material.length > materialLimit) return undefined;
  return { storeId: toHex(material.subarray(0, storeIdLength)), blob: material.slice(storeIdLength) };
}
