import type { Commit, DialogueId } from '@colloquy/core';
import type { Answered, Operation } from '../history/Operation.ts';
import type { ReportedCall } from './playWorkers.ts';
import type { StoreStep } from './StoreStep.ts';

/** What workers reported, as a history. Of the calls that failed or never ended only commits are kept. */
export function storeHistory(id: DialogueId, calls: readonly ReportedCall[]): readonly Operation[] {
  return calls.flatMap(({ client, begin, end, what, result }): Operation[] => {
    const asked = what as { readonly method: Answered['method']; readonly commit: Commit };
    if (result?.type === 'answer') {
      return [{ client, id, begin, end, call: { ...asked, answer: result.answer } as Answered }];
    }
    if (asked.method !== 'commit') return [];
    return [{ client, id, begin, end, call: { method: 'commit', commit: asked.commit, error: result?.error } }];
  });
}

/** A new life first learns what became of the commit with which the last one died. */
export function resumeStore(step: StoreStep, last: ReportedCall | undefined): StoreStep {
  if (step.do !== 'write' || last === undefined) return step;
  const { method, commit } = last.what as { readonly method: string; readonly commit?: Commit };
  if (method !== 'commit' || commit === undefined || wasRefused(last)) return step;
  return { ...step, doubt: commit };
}

function wasRefused({ result }: ReportedCall): boolean {
  return result?.type === 'answer' && (result.answer as { readonly outcome: string }).outcome !== 'committed';
}
