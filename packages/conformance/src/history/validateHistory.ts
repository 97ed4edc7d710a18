import { isColloquyError, type Commit, type DialogueId, type LogEntry, type StoredRecord } from '@colloquy/core';
import { finding, sameData, type Finding } from '../judge/Finding.ts';
import { judgeGet } from '../judge/judgeGet.ts';
import { judgeHead } from '../judge/judgeHead.ts';
import { judgeLast } from '../judge/judgeLast.ts';
import { judgeLoad } from '../judge/judgeLoad.ts';
import { judgeLog } from '../judge/judgeLog.ts';
import { isSameEntry, ModelDialogue } from '../model/ModelDialogue.ts';
import type { Operation } from './Operation.ts';
import { judgeCommit } from './judgeCommit.ts';

/** What is left in the end, when every client is still. */
export interface Outcome {
  readonly log: readonly LogEntry[];
  readonly records: readonly StoredRecord[];
}

/**
 * Judges a history of one dialogue against the clauses. The log decides which commits took effect and in which order, so there
 * is nothing to search: every answer must fit one of the states that the log makes, and none before what was acknowledged when the
 * call began. Commits that stood before the history began are named in `before`.
 */
export function validateHistory(
  id: DialogueId,
  operations: readonly Operation[],
  outcome: Outcome,
  before: readonly Commit[] = [],
): readonly Finding[] {
  const own = operations.filter((operation) => operation.id === id);
  const sent = [...before, ...own.flatMap(({ call }) => (call.method === 'commit' ? [call.commit] : []))];
  const findings: Finding[] = [];
  const model = replay(id, sent, outcome.log, findings);
  if (!sameData(outcome.records, model.records())) {
    const facts = { expected: model.records(), actual: outcome.records };
    findings.push(finding('PS-COMMIT-01', 'wrong-end-state', 'the records in the end are not those of the log', facts));
  }
  const floorAt = acknowledgedBefore(own, before.length);
  for (const operation of own) {
    const found = judge(model, operation, floorAt(operation.begin));
    if (found !== undefined) findings.push({ ...found, message: `${operation.client}: ${found.message}` });
  }
  return findings;
}

/** The greatest n acknowledged before a moment: `least` when there was none. */
function acknowledgedBefore(operations: readonly Operation[], least: number): (moment: number) => number {
  const ends: { readonly end: number; readonly most: number }[] = [];
  let most = least;
  for (const { call, end } of operations.toSorted((a, b) => a.end - b.end)) {
    if (call.method !== 'commit' || !('answer' in call) || call.answer.outcome !== 'committed') continue;
    most = Math.max(most, call.commit.n);
    ends.push({ end, most });
  }
  return (moment) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle]?.end ?? moment) < moment) low = middle + 1;
      else high = middle;
    }
    return ends[low - 1]?.most ?? least;
  };
}

function replay(id: DialogueId, sent: readonly Commit[], log: readonly LogEntry[], findings: Finding[]): ModelDialogue {
  const model = new ModelDialogue(id);
  const candidates = Map.groupBy(sent, (commit) => commit.n);
  for (const [at, entry] of log.entries()) {
    const commit = candidates.get(entry.n)?.find((candidate) => isSameEntry(candidate, entry));
    if (commit === undefined || entry.n !== at + 1) {
      findings.push(finding('PS-LOG-01', 'entry-of-nobody', `entry ${entry.n} was sent by nobody`, { actual: entry }));
      break;
    }
    const judged = model.commit(commit);
    if (judged.outcome !== 'committed') {
      const message = `commit ${entry.n} was written although its conditions did not hold`;
      findings.push(finding('PS-COMMIT-07', 'condition-ignored', message, { actual: judged }));
      break;
    }
  }
  return model;
}

function judge(model: ModelDialogue, { call }: Operation, floor: number): Finding | undefined {
  switch (call.method) {
    case 'head':
    case 'settle':
      return judgeHead(model, call.answer, floor);
    case 'get':
      return judgeGet(model, call.keys, call.answer, floor);
    case 'last':
      return judgeLast(model, call.prefix, call.answer, floor);
    case 'load':
      return judgeLoad(model, call.answer, floor);
    case 'log':
      return judgeLog(model, call.from, call.limit, call.answer, floor);
    case 'commit':
      return judgeCommit(model, call, (error) => isColloquyError(error, 'outcome_unknown'));
  }
}
