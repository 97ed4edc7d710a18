const suffix = '.epoch';

/** A place in the vault. */
export interface VaultPlace {
  readonly tenant: string;
  readonly epoch: number;
}

/** Lower case, digits and `-` stand for themselves, all else is `_` and two hexadecimal digits. */
function escapeTenant(tenant: string): string {
  return tenant.replaceAll(/[^a-z0-9-]/g, (character) => `_${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function unescapeTenant(text: string): string {
  return text.replaceAll(/_([0-9a-f]{2})/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/**
 * The file name of a place. Names differ also where the file system ignores case, and none of them is a device of Windows, because
 * the epoch comes first.
 *
 * @example
 * epochFileName({ tenant: 'acme', epoch: 1 }); // '1-acme.epoch'
 */
export function epochFileName({ tenant, epoch }: VaultPlace): string {
  return `${epoch}-${escapeTenant(tenant)}${suffix}`;
}

/** The place that a file name stands for, or undefined: other files in the directory are left alone. */
export function parseEpochFileName(name: string): VaultPlace | undefined {
  const match = /^([1-9][0-9]{0,9})-([a-z0-9_-]+)\.epoch$/.exec(name);
  if (match === null) return undefined;
  const place = { tenant: unescapeTenant(match[2] ?? ''), epoch: Number(match[1]) };
  return isVaultPlace(place) && epochFileName(place) === name ? place : undefined;
}

export function isVaultPlace({ tenant, epoch }: VaultPlace): boolean {
  return /^[A-Za-z0-9._~-]{1,64}$/.test(tenant) && Number.isInteger(epoch) && epoch >= 1 && epoch <= 2 ** 31 - 1;
}
