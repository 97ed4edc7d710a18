import { compareAscii } from '../bytes/index.ts';
import { maxEventLine, type AuditEvent, type AuditRecord } from './AuditEvent.ts';

const token = /^[A-Za-z0-9._~-]{1,64}$/;
const hex32 = /^[0-9a-f]{32}$/;
const hex64 = /^[0-9a-f]{64}$/;
const operation = /^[a-z]+(?:[.-][a-z]+)*$/;
const code = /^[a-z_]{1,64}$/;
const dialogue = /^[a-z0-9][a-z0-9-]{0,127}$/;
const countName = /^[a-z]{1,24}$/;
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const traceId = /^(?!0{32})[0-9a-f]{32}$/;
const spanId = /^(?!0{16})[0-9a-f]{16}$/;
const outcomes: ReadonlySet<unknown> = new Set(['begun', 'ok', 'refused', 'failed']);

const is =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);

const isWithin =
  (least: number, most: number) =>
  (value: unknown): boolean =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

const isVersion = isWithin(1, 2 ** 31 - 1);
const isCount = isWithin(0, Number.MAX_SAFE_INTEGER);
const isPositive = isWithin(1, Number.MAX_SAFE_INTEGER);

function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isVersion)) return false;
  return Number(value[0]) <= Number(value[1]);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): boolean {
  if (!isPlain(value)) return false;
  const names = Object.keys(value);
  return names.length <= 8 && names.every((name) => countName.test(name) && isCount(value[name]));
}

function isTorn(value: unknown): boolean {
  return isPlain(value) && Object.keys(value).length === 2 && isPositive(value['bytes']) && is(hex64)(value['sha256']);
}

interface Rule {
  readonly holds: (value: unknown) => boolean;
  readonly required?: true;
}

type Rules = Readonly<Record<string, Rule>>;

const recordRules = {
  operation: { holds: (value) => is(operation)(value) && String(value).length <= 32, required: true },
  outcome: { holds: (value) => outcomes.has(value), required: true },
  code: { holds: is(code) },
  check: { holds: is(code) },
  step: { holds: isWithin(1, 6) },
  tenant: { holds: is(token) },
  dialogue: { holds: is(dialogue) },
  epoch: { holds: isVersion },
  kekId: { holds: is(hex32) },
  keyVersions: { holds: isRange },
  move: { holds: is(hex32) },
  provider: { holds: is(token) },
  counts: { holds: isCounts },
} as const satisfies Rules;

const eventRules: Rules = {
  ...recordRules,
  v: { holds: (value) => value === 1, required: true },
  chain: { holds: is(hex32), required: true },
  n: { holds: isPositive, required: true },
  id: { holds: is(uuidV7), required: true },
  time: { holds: isCount, required: true },
  principal: { holds: is(token), required: true },
  trace: { holds: is(traceId) },
  span: { holds: is(spanId) },
  unrecorded: { holds: isPositive },
  torn: { holds: isTorn },
  prev: { holds: is(hex64), required: true },
  hash: { holds: is(hex64), required: true },
};

function firstFault(value: Readonly<Record<string, unknown>>, rules: Rules): string | undefined {
  for (const name in value) {
    if (!Object.hasOwn(rules, name)) return name;
    const rule = rules[name];
    const field = value[name];
    if (field === undefined ? rule?.required === true : rule?.holds(field) !== true) return name;
  }
  for (const name in rules) if (rules[name]?.required === true && value[name] === undefined) return name;
  return undefined;
}

/** The first field that an audit record must not have like this, if there is one. */
export function recordFault(record: AuditRecord): string | undefined {
  return firstFault({ ...record }, recordRules);
}

/** True for an object with the fields of an event, each in its form. Says nothing of its hash. */
export function isEvent(value: unknown): value is AuditEvent {
  return isPlain(value) && firstFault(value, eventRules) === undefined;
}

/** True for an opaque token: what a principal or a provider's name may be. */
export function isToken(value: unknown): value is string {
  return is(token)(value);
}

export function isTraceId(value: unknown): value is string {
  return is(traceId)(value);
}

export function isSpanId(value: unknown): value is string {
  return is(spanId)(value);
}

export function isKekId(value: unknown): value is string {
  return is(hex32)(value);
}

/** The fields of an event before and behind its hash, in the order of RFC 8785. */
const before = ['chain', 'check', 'code', 'counts', 'dialogue', 'epoch'] as const;
const behind = [
  'id',
  'kekId',
  'keyVersions',
  'move',
  'n',
  'operation',
  'outcome',
  'prev',
  'principal',
  'provider',
  'span',
  'step',
  'tenant',
  'time',
  'torn',
  'trace',
  'unrecorded',
  'v',
] as const;

function part(event: Omit<AuditEvent, 'hash'>, names: readonly (keyof Omit<AuditEvent, 'hash'>)[]): string {
  let text = '';
  for (const name of names) {
    const value = event[name];
    if (value === undefined) continue;
    text += `${text === '' ? '' : ','}"${name}":${textOf(name, value)}`;
  }
  return text;
}

/** Everything is ASCII without quotes and backslashes, and numbers are safe integers: JSON.stringify is RFC 8785 here. */
function textOf(name: keyof AuditEvent, value: unknown): string {
  if (name === 'counts' && isPlain(value)) {
    const names = Object.keys(value).sort(compareAscii);
    return `{${names.map((each) => `"${each}":${String(value[each])}`).join(',')}}`;
  }
  if (name === 'torn' && isPlain(value))
    return `{"bytes":${String(value['bytes'])},"sha256":"${String(value['sha256'])}"}`;
  return JSON.stringify(value);
}

/** An event as text, in two halves between which its hash stands. */
export interface EventHalves {
  readonly before: string;
  readonly behind: string;
}

export function halvesOf(event: Omit<AuditEvent, 'hash'>): EventHalves {
  return { before: `{${part(event, before)},`, behind: `${part(event, behind)}}` };
}

/** True when a text is short enough to be an event. */
export function isShort(text: string): boolean {
  return text.length <= maxEventLine;
}
