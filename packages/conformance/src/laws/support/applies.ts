import type { Capabilities } from '../../kit/Capabilities.ts';
import type { Applicability } from '../../suite/Law.ts';

export const whenStepped: Applicability<Capabilities> = { when: 'stepped', holds: (c) => c.stepped };
export const whenDurable: Applicability<Capabilities> = { when: 'durable', holds: (c) => c.durable };
export const whenDurableAndStepped: Applicability<Capabilities> = {
  when: 'durable and stepped',
  holds: (c) => c.durable && c.stepped,
};
