import { resolve } from 'node:path';
import { isColloquyError, MoverKeys, NoteVerifier } from '@colloquy/core';
import type { SettingValue } from './Layer.ts';
import { demandOf, type Setting } from './settings.ts';

/** Where a value came from, as far as it matters for reading it. */
export interface Reading {
  /** Relative paths start here. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A value as it will be used, or what is wrong with it. */
export type Judged = { readonly value: SettingValue } | { readonly fault: string };

/** Judges a value of a file or of code, which have types. */
export function judgeValue(setting: Setting, value: unknown, reading: Reading): Judged {
  const { kind, pattern, most = 0, least = 1 } = setting;
  const wrong = { fault: `must be ${demandOf(setting)}` };
  if (kind === 'flag') return typeof value === 'boolean' ? { value } : wrong;
  if (kind === 'count') {
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
      ? { value }
      : wrong;
  }
  if (kind === 'verifiers') return judgeVerifiers(value, wrong);
  if (kind === 'secret' && typeof value === 'object' && value !== null) return fromVariable(value, reading, wrong);
  if (typeof value !== 'string' || value === '' || value.includes('\0')) return wrong;
  if (kind === 'path') return { value: resolve(reading.folder, value) };
  if (kind === 'secret' || kind === 'text') return pattern?.test(value) === false ? wrong : { value };
  return kind.includes(value) ? { value } : wrong;
}

/** Judges the text of an environment variable. */
export function judgeText(setting: Setting, text: string, reading: Reading): Judged {
  if (setting.kind === 'flag') {
    return judgeValue(setting, text === 'true' ? true : text === 'false' ? false : text, reading);
  }
  if (setting.kind === 'count') return judgeValue(setting, /^\d{1,15}$/.test(text) ? Number(text) : text, reading);
  // No key has white space in it, and every other separator may be a part of its name.
  if (setting.kind === 'verifiers') return judgeValue(setting, text.trim().split(/\s+/), reading);
  return judgeValue(setting, text, reading);
}

function judgeVerifiers(value: unknown, wrong: Judged): Judged {
  if (!Array.isArray(value)) return wrong;
  const texts: readonly unknown[] = value;
  if (!texts.every((text) => typeof text === 'string')) return wrong;
  try {
    void new MoverKeys(texts.map((text) => NoteVerifier.parse(text)));
    return { value: [...texts] };
  } catch (error) {
    if (isColloquyError(error, 'invalid_argument')) return wrong;
    throw error;
  }
}

function fromVariable(value: object, { environment }: Reading, wrong: Judged): Judged {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const [entry, ...more] = entries;
  if (entry?.[0] !== 'env' || more.length > 0 || typeof entry[1] !== 'string' || !isVariableName(entry[1]))
    return wrong;
  const secret = environment[entry[1]];
  if (secret === undefined || secret === '') {
    return { fault: `names the environment variable ${entry[1]}, which is not set` };
  }
  return { value: secret };
}

function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]{0,254}$/.test(name);
}
