import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitMeterUndeclared: StoreMutant = {
  id: 'kit-meter-undeclared',
  clause: 'KIT-METER-01',
  reason: 'undeclared-meter',
  description: 'A meter is offered and not declared, so that nothing is measured.',
  build: () => {
    const { name, capabilities, create } = brokenFixture(() => ({}), { measures: true });
    const { measures: _measures, ...others } = capabilities;
    return { name, capabilities: others, create };
  },
};
