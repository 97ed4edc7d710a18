import { sha256, toBase64, toHex, utf8Bytes, type Json } from '../../../src/bytes/index.ts';
import { noteSigner, type NoteSigner } from '../../../src/checkpoint/NoteSigner.ts';
import { privateKeyOfSeed } from '../../../src/envelope/signingKeyWrap.ts';
import { encodeHeader, entryHash, parseHeader, type EntryHeader } from '../../../src/log/index.ts';
import type { ChainBreak } from '../../../src/move/BoundaryChain.ts';
import type { BoundaryBody, BoundaryKind, StoreName } from '../../../src/move/boundaryBody.ts';
import { boundaryEntry, boundaryText } from '../../../src/move/boundaryEntry.ts';
import type { LogEntry } from '../../../src/traits/PartitionStore.ts';
import { material } from './material.ts';
import { id, logId, story, tenant } from './story.ts';

const place = (name: string): StoreName => ({ place: toHex(material(`place/${name}`)).slice(0, 32), name });
const here = place('sqlite');
const there = place('pg-prod');
const far = place('dynamo.eu~1');

const mover = noteSigner('example.org/acme', privateKeyOfSeed(material('seed/1')));
const other = noteSigner('movers.example/2', privateKeyOfSeed(material('seed/4')));

interface Step {
  readonly kind: BoundaryKind;
  readonly move: string;
  readonly from: StoreName;
  readonly to: StoreName;
  readonly signer?: NoteSigner;
  readonly abandoned?: true;
  /** What is wrong about it: signed all the same. */
  readonly header?: Partial<EntryHeader>;
  readonly body?: Partial<BoundaryBody>;
  readonly bytes?: string;
  readonly auth?: 'mac' | 'unlabelled';
}

const out = (move: string, from: StoreName, to: StoreName): Step => ({ kind: 'migrate.out', move, from, to });
const arrive = (move: string, from: StoreName, to: StoreName): Step => ({ kind: 'migrate.in', move, from, to });
const cancel = (move: string, from: StoreName, to: StoreName): Step => ({ kind: 'migrate.cancel', move, from, to });

interface Sequence {
  readonly name: string;
  readonly steps: readonly Step[];
  /** The break at the last entry; absent where all follow. */
  readonly why?: ChainBreak;
}

const sequences: readonly Sequence[] = [
  { name: 'on its way', steps: [out('1', here, there)] },
  { name: 'there', steps: [out('1', here, there), arrive('1', here, there)] },
  { name: 'cancelled', steps: [out('1', here, there), cancel('1', here, there)] },
  { name: 'abandoned', steps: [out('1', here, there), { ...cancel('1', here, there), abandoned: true }] },
  {
    name: 'round, by two movers',
    steps: [
      out('1', here, there),
      { ...arrive('1', here, there), signer: other },
      { ...out('2', there, far), signer: other },
      arrive('2', there, far),
      out('3', far, here),
      arrive('3', far, here),
    ],
  },
  { name: 'an array for a body', steps: [{ ...out('1', here, there), bytes: '[]' }], why: 'body' },
  { name: 'a MAC', steps: [{ ...out('1', here, there), auth: 'mac' }], why: 'signature' },
  {
    name: 'the hash signed without label',
    steps: [{ ...out('1', here, there), auth: 'unlabelled' }],
    why: 'signature',
  },
  {
    name: 'another state tag',
    steps: [{ ...out('1', here, there), header: { stateTag: material('tag') } }],
    why: 'state',
  },
  { name: 'another epoch', steps: [{ ...out('1', here, there), header: { epoch: 2 } }], why: 'state' },
  {
    name: 'the tag not repeated',
    steps: [out('1', here, there), { ...arrive('1', here, there), header: { tagOf: 6 } }],
    why: 'state',
  },
  {
    name: 'another entry before',
    steps: [{ ...out('1', here, there), header: { prevHash: material('x') } }],
    why: 'link',
  },
  { name: 'another tenant', steps: [{ ...out('1', here, there), body: { tenant: 'other' } }], why: 'identity' },
  { name: 'another log', steps: [{ ...out('1', here, there), body: { logId: '0'.repeat(32) } }], why: 'identity' },
  { name: 'arrived without leaving', steps: [arrive('1', here, there)], why: 'sequence' },
  { name: 'left twice', steps: [out('1', here, there), out('2', here, there)], why: 'sequence' },
  { name: 'arrived by another move', steps: [out('1', here, there), arrive('2', here, there)], why: 'sequence' },
  {
    name: 'left from where it is not',
    steps: [out('1', here, there), arrive('1', here, there), out('2', here, far)],
    why: 'sequence',
  },
  {
    name: 'the same move again',
    steps: [out('1', here, there), cancel('1', here, there), out('1', here, there)],
    why: 'sequence',
  },
];

async function entryOf(previous: Uint8Array, step: Step): Promise<LogEntry> {
  const header = parseHeader(previous);
  if (header === undefined) throw new Error('The entry before has no header.');
  const { kind, move, from, to, signer = mover, abandoned } = step;
  const body: BoundaryBody = {
    dialogueId: id,
    tenant,
    logId: toHex(logId),
    moveId: toHex(material(`move/${move}`)).slice(0, 32),
    source: from,
    target: to,
    ...(kind === 'migrate.in' ? { copied: { records: 6, bytes: 4096, digest: toHex(material('copied')) } } : {}),
    ...(abandoned === undefined ? {} : { abandoned }),
    ...step.body,
  };
  const commitId = material(`${kind}/${move}/${header.n}`).subarray(0, 16);
  const own = { signer, actor: 'mover', time: 1_767_225_700_000 + header.n, commitId };
  const entry = await boundaryEntry({ header, bytes: previous }, kind, body, own);
  if (step.header === undefined && step.bytes === undefined && step.auth === undefined) return entry;
  return spoilt(entry, step, signer);
}

/** The entry with what is wrong about it, signed as if it were right. */
async function spoilt(entry: LogEntry, step: Step, signer: NoteSigner): Promise<LogEntry> {
  const parsed = parseHeader(entry.header);
  if (parsed === undefined) throw new Error('The entry has no header.');
  const body = step.bytes === undefined ? entry.body : utf8Bytes(step.bytes);
  const changed: EntryHeader = { ...parsed, ...step.header, changes: sha256(body) };
  // A tag of its own has no source beside it.
  const { tag: _tag, ...untagged } = changed;
  const header = encodeHeader(changed.tagOf === changed.n ? untagged : changed);
  const hash = entryHash(header);
  const text = step.auth === 'unlabelled' ? utf8Bytes(`${toBase64(hash)}\n`) : boundaryText(hash);
  const signature = await signer.sign(text);
  const auth = step.auth === 'mac' ? material('mac') : new Uint8Array([...entry.auth.subarray(0, 4), ...signature]);
  return { ...entry, header, body, auth };
}

function published({ header, body, auth }: LogEntry): Json {
  const hash = entryHash(header);
  return {
    header: Buffer.from(header).toString('utf8'),
    body: Buffer.from(body).toString('utf8'),
    entryHash: toHex(hash),
    signed: Buffer.from(boundaryText(hash)).toString('utf8'),
    auth: toHex(auth),
  };
}

/** Boundary entries that follow the log of the story: those that may, and those that may not. */
export async function moveVectors(): Promise<Json> {
  const end = story().at(-1)?.headerBytes ?? new Uint8Array(0);
  const cases: Json[] = [];
  for (const { name, steps, why } of sequences) {
    const entries: LogEntry[] = [];
    for (const step of steps) entries.push(await entryOf(entries.at(-1)?.header ?? end, step));
    const broken = why === undefined ? null : { n: story().length + steps.length, why };
    cases.push({ name, broken, entries: entries.map(published) });
  }
  return { movers: [mover, other].map(({ verifier }) => String(verifier)), cases };
}
