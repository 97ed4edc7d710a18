import { cut } from './present.ts';
import type { PathStep } from './Problem.ts';

const plainName = /^[A-Za-z_$][A-Za-z0-9_$]{0,63}$/;

/**
 * Where a value stands, for people: `perspectives[0].label`. Names that are no identifiers are quoted: `parameters["a b"]`.
 *
 * @example
 * fieldPath('perspectives[0]', ['references', 1, 'refType']); // 'perspectives[0].references[1].refType'
 */
export function fieldPath(base: string, steps: readonly PathStep[]): string {
  let path = base;
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else if (plainName.test(step)) path += path === '' ? step : `.${step}`;
    else path += `[${quoted(step)}]`;
  }
  return path;
}

/** A name in quotes; control and format characters are escaped, so that a hostile name cannot rearrange a terminal's line. */
function quoted(name: string): string {
  return JSON.stringify(cut(name, 60)).replaceAll(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
