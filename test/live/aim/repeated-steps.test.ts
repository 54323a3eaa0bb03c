import { openAimTarget } from '../../adapters/aim/open-target.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at, listAt } from '../../support/json-at.ts';
import { seedRepo } from './repos.ts';
import { startAim } from './servers.ts';

// Steps that were tracked again by the real SDK: the real server tells LAST of what was tracked over, and the gateway that
// of the series, where an answer holds both.

let target: OpenTarget;
beforeAll(async () => {
  const repo = seedRepo({ ...canonicalData, runs: canonicalData.runs.filter(({ key }) => key === 'series-order') });
  const server = await startAim(repo.folder);
  target = await openAimTarget(server.url, 'aim', repo.runIds, async () => {
    await server.stop();
    repo.remove();
  });
});
afterAll(() => target.close());

async function wander(selection: string): Promise<unknown> {
  const { data, errors } = await target.gateway.execute(
    `{ runs { nodes { metric(key: "wander") { ${selection} } } } }`,
  );
  expect(errors).toBeUndefined();
  return at(data, 'runs', 'nodes', 0, 'metric');
}

test('the summary is that of the series where both are asked for', async () => {
  const alone = await wander('last max');
  const told = await wander('last lastStep min max count series { steps values }');
  const [steps, values] = [listAt(told, 'series', 'steps'), listAt(told, 'series', 'values').map(Number)];
  expect(told).toMatchObject({
    last: values.at(-1),
    lastStep: steps.at(-1),
    min: Math.min(...values),
    max: Math.max(...values),
    count: values.length,
  });
  expect(alone).not.toEqual({ last: at(told, 'last'), max: at(told, 'max') });
});
