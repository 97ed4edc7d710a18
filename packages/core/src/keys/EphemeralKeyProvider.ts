import { systemSources } from '../sources.ts';
import { InProcessKeyProvider } from './InProcessKeyProvider.ts';

/**
 * A key provider whose user master key exists in this process only. What is wrapped under it cannot be read after the process
 * ends, so it is for tests and trials.
 *
 * @example
 * const keyring = await createKeys({ header: backend.header, vault: new MemoryKeyVault(), provider: new EphemeralKeyProvider(), tenant: 'trial' });
 */
export class EphemeralKeyProvider extends InProcessKeyProvider {
  constructor() {
    super(systemSources.randomBytes);
  }
}
