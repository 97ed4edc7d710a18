import type { RuleId } from '../../../src/index.ts';
import type { Project } from './Project.ts';

/** A change of the model project, and what the gate must say of it: these findings, and no others. */
export interface PullRequest {
  /** What is tried, in a few words. */
  readonly title: string;
  /** Makes the change. */
  readonly edit: (project: Project) => void;
  readonly findings: readonly Expected[];
  /** What a finding's evidence must hold, when the proof is the point. */
  readonly evidence?: string;
}

/** Rule, subject, and where: `file: text of the line`. */
export type Expected = readonly [rule: RuleId, subject: string, at: string];

/** A change that must pass. */
export function innocent(title: string, edit: PullRequest['edit']): PullRequest {
  return { title, edit, findings: [] };
}
