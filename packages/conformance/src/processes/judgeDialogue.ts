import { judgeIntervals } from '../history/judgeOrder.ts';
import { finding, type Finding } from '../judge/Finding.ts';
import type { DialogueCall, LoadAnswer, WriteAnswer } from './DialogueCall.ts';

/** What a dialogue holds in the end. */
export interface DialogueEnd {
  /** Its log, in order. */
  readonly log: readonly { readonly n: number; readonly hash: string }[];
  /** The writes that its state shows, each as often as it is there. */
  readonly tags: readonly string[];
}

/**
 * Judges what processes were answered by a dialogue store. Commits are in one order, so nothing is searched: every acknowledged write is
 * there once, under the number it was given; every other at most once; numbers agree with real time; every load is the state after
 * one n, that was reached and not past what was acknowledged when it began.
 */
export function judgeDialogue(calls: readonly DialogueCall[], end: DialogueEnd): readonly Finding[] {
  const writes = writesOf(calls);
  const findings = [...judgeLog(end), ...judgePresence(writes, end.tags), ...judgeNumbers(writes, end)];
  const numbers = new Map<string, number>();
  for (const { tag, answer } of writes) if (answer !== undefined) numbers.set(tag, answer.n);
  const acknowledged = writes
    .flatMap(({ end: at, answer }) => (answer === undefined ? [] : [{ at, n: answer.n }]))
    .sort((a, b) => a.at - b.at);
  const known = new Set(end.tags);
  let floor = 0;
  let next = 0;
  const loads = calls.flatMap(({ client, begin, call }) =>
    call.method === 'load' && call.answer !== undefined ? [{ client, begin, answer: call.answer }] : [],
  );
  for (const { client, begin, answer } of loads.sort((a, b) => a.begin - b.begin)) {
    for (let before = acknowledged[next]; before !== undefined && before.at < begin; before = acknowledged[++next]) {
      floor = Math.max(floor, before.n);
    }
    const found = judgeLoad(answer, end, known, numbers, floor);
    if (found !== undefined) findings.push({ ...found, message: `${client}: ${found.message}` });
  }
  return findings;
}

interface Write {
  readonly client: string;
  readonly tag: string;
  /** Of the first call for this tag. */
  readonly begin: number;
  /** Of the first that was acknowledged. */
  readonly end: number;
  readonly answer: WriteAnswer | undefined;
  /** A repetition was given another number. */
  readonly other: number | undefined;
}

/** One entry per tag: a write that was repeated by a later process is one write. */
function writesOf(calls: readonly DialogueCall[]): readonly Write[] {
  const writes = new Map<string, Write>();
  for (const { client, begin, end, call } of calls.toSorted((a, b) => a.begin - b.begin)) {
    if (call.method !== 'write') continue;
    const { tag, answer } = call;
    const before = writes.get(tag);
    if (before?.answer === undefined) {
      writes.set(tag, { client, tag, begin: before?.begin ?? begin, end, answer, other: undefined });
    } else if (answer !== undefined && answer.n !== before.answer.n) writes.set(tag, { ...before, other: answer.n });
  }
  return [...writes.values()];
}

function judgeLog({ log }: DialogueEnd): readonly Finding[] {
  const at = log.findIndex(({ n }, index) => n !== index + 1);
  if (at === -1) return [];
  return [finding('CL-VERIFY-01', 'gap', `the log has ${log[at]?.n} where ${at + 1} should be`)];
}

function judgePresence(writes: readonly Write[], tags: readonly string[]): readonly Finding[] {
  const findings: Finding[] = [];
  const times = new Map<string, number>();
  for (const tag of tags) times.set(tag, (times.get(tag) ?? 0) + 1);
  for (const { client, tag, answer, other } of writes) {
    const count = times.get(tag) ?? 0;
    times.delete(tag);
    if (answer !== undefined && count === 0) {
      findings.push(
        finding(
          'CL-ONCE-01',
          'acknowledged-and-lost',
          `${client}: ${tag} was acknowledged as ${answer.n} and is not there`,
        ),
      );
    }
    if (count > 1) findings.push(finding('CL-ONCE-04', 'twice', `${client}: ${tag} is there ${count} times`));
    if (other !== undefined) {
      findings.push(
        finding('CL-ONCE-04', 'other-result', `${client}: ${tag} was ${answer?.n}, and ${other} when it was repeated`),
      );
    }
  }
  for (const tag of times.keys())
    findings.push(finding('CL-VERIFY-04', 'of-nobody', `${tag} is there and nobody wrote it`));
  return findings;
}

function judgeNumbers(writes: readonly Write[], { log }: DialogueEnd): readonly Finding[] {
  const findings: Finding[] = [];
  const taken = new Map<number, string>();
  for (const { client, tag, answer } of writes) {
    if (answer === undefined) continue;
    const other = taken.get(answer.n);
    taken.set(answer.n, tag);
    if (other !== undefined) {
      findings.push(
        finding('PS-COMMIT-10', 'two-winners', `${tag} and ${other} were both acknowledged as ${answer.n}`),
      );
    }
    if (answer.n > log.length) {
      findings.push(
        finding(
          'PS-LOG-04',
          'entries-missing',
          `${client}: ${answer.n} was acknowledged, the log ends at ${log.length}`,
        ),
      );
    }
  }
  const intervals = writes.flatMap(({ client, begin, end, answer }) =>
    answer === undefined ? [] : [{ client, begin, end, n: answer.n }],
  );
  return [...findings, ...judgeIntervals(intervals)];
}

/** The numbers of unacknowledged writes are not known, so those are left aside in the comparison of what a load shows. */
function judgeLoad(
  { n, logHead, tags }: LoadAnswer,
  { log }: DialogueEnd,
  known: ReadonlySet<string>,
  numbers: ReadonlyMap<string, number>,
  floor: number,
): Finding | undefined {
  if (n < floor) return finding('PS-LOAD-04', 'stale', `a load shows ${n} after ${floor} was acknowledged`);
  const entry = log[n - 1];
  if (entry === undefined)
    return finding('CL-READ-01', 'unknown-head', `a load shows ${n}, the log ends at ${log.length}`);
  if (entry.hash !== logHead)
    return finding('CL-READ-07', 'fork', `the head ${n} of a load is not entry ${n} of the log`);
  const shown = new Set(tags);
  if (shown.size < tags.length) return finding('CL-READ-02', 'twice', `the load at ${n} shows a write twice`);
  const phantom = tags.find((tag) => !known.has(tag));
  if (phantom !== undefined)
    return finding('CL-READ-02', 'phantom', `the load at ${n} shows ${phantom}, which is not there in the end`);
  for (const [tag, number] of numbers) {
    if (shown.has(tag) === number <= n) continue;
    const what = shown.has(tag) ? 'shows' : 'lacks';
    return finding('CL-READ-02', 'torn', `the load at ${n} ${what} ${tag}, which is commit ${number}`);
  }
  return undefined;
}
