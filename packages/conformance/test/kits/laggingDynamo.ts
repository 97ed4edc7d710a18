import type { AdapterKit, Fixture } from '../../src/kit/AdapterKit.ts';
import type { Capabilities } from '../../src/kit/Capabilities.ts';
import { dynamoFixture } from './dynamo.ts';
import { LaggingIndexes } from './LaggingIndexes.ts';

/** DynamoDB with indexes that are behind. */
export function laggingDynamoKit(seed: number, analytics: Capabilities['analytics'] = 'eventual'): AdapterKit {
  return {
    name: `dynamo with lagging indexes, declared ${analytics}`,
    capabilities: {
      durable: true,
      processes: false,
      stepped: true,
      transactionLimit: 100,
      ...(analytics === undefined ? {} : { analytics }),
    },
    create: async () => (await laggingFixture(seed)).fixture,
  };
}

/** A fixture of it, and what keeps its indexes behind. */
export async function laggingFixture(
  seed: number,
): Promise<{ readonly fixture: Fixture; readonly indexes: LaggingIndexes }> {
  const indexes = await LaggingIndexes.open(seed);
  // Another process would ask indexes that are not behind; and what is asked costs nothing here.
  const {
    elsewhere: _elsewhere,
    metered: _metered,
    ...fixture
  } = await dynamoFixture({ client: (client) => indexes.attach(client) });
  const close = async (): Promise<void> => {
    await fixture.close();
    await indexes.close();
  };
  return { indexes, fixture: { ...fixture, close } };
}
