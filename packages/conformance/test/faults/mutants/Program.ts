import type { Open } from '../support/Line.ts';
import type { Resend } from '../support/resend.ts';

/** A program that is wrong about lost connections. What is left out is as it should be. */
export interface Program {
  readonly id: string;
  /** Clause and reason of the finding by which it dies. */
  readonly reason: string;
  readonly description: string;
  readonly open?: Open;
  readonly resend?: Resend;
  /** See StoreCampaignOptions. */
  readonly writesAgain?: boolean;
}
