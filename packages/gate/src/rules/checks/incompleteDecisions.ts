import { isPlaceholder } from '../../decisions/answers.ts';
import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';

/** `required`, or the name of a capability such as `analytics`. */
const capabilityName = /^[a-z][a-z0-9-]*$/;

/** ADR-09: a record says partition key, bound and capability of each method it lists, while it is proposed too. */
export function incompleteDecisions({ head }: Change): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { number: subject, status, methods } of head.decisions) {
    if (status === 'rejected') continue;
    for (const { name, place, partitionKey, bound, capability } of methods) {
      const parts = Object.entries({ 'partition-key': partitionKey, bound, capability });
      for (const [part, text] of parts) {
        let fault: string | undefined;
        if (text === undefined) fault = `says no ${part} of ${name}`;
        else if (isPlaceholder(text)) fault = `says "${text}" where the ${part} of ${name} belongs`;
        else if (part === 'capability' && !capabilityName.test(text)) {
          fault = `says "${text}" where "required" or the name of a capability of ${name} belongs`;
        }
        if (fault !== undefined) findings.push({ rule: 'ADR-09', subject, message: `${subject} ${fault}`, place });
      }
    }
  }
  return findings;
}
