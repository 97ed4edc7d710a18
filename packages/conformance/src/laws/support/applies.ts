import type { Capabilities } from '../../kit/Capabilities.ts';
import type { Applicability } from '../../suite/Law.ts';

export const whenStepped: Applicability<Capabilities> = { when: 'stepped', holds: (c) => c.stepped };
/** Room for head, entry, a redo chunk, and the entries that a repair removes. */
export const whenRoomy: Applicability<Capabilities> = {
  when: 'a transaction holds 7 actions',
  holds: (c) => (c.transactionLimit ?? Infinity) >= 7,
};
export const whenDurable: Applicability<Capabilities> = { when: 'durable', holds: (c) => c.durable };
export const whenDurableAndStepped: Applicability<Capabilities> = {
  when: 'durable and stepped',
  holds: (c) => c.durable && c.stepped,
};
