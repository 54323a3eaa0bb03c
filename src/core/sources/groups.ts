import type { Adapter } from '../../contract/adapter.ts';
import { RungraphError } from '../../contract/error.ts';

type Group = 'artifacts' | 'lineage' | 'models' | 'environments';

const names: Readonly<Record<Group, string>> = {
  artifacts: 'artifacts',
  lineage: 'links between runs and artifacts',
  models: 'registered models',
  environments: 'environments of runs',
};

/** A group of an adapter's methods that need not be there. @throws UNSUPPORTED where it is not. */
export function requireGroup<G extends Group>(adapter: Adapter, group: G): NonNullable<Adapter[G]> {
  const found: Adapter[G] = adapter[group];
  if (found !== undefined) return found;
  throw new RungraphError('UNSUPPORTED', `No ${names[group]} can be read from this source.`);
}
