import type { Group, GroupName, OptionalGroups } from '../../contract/adapter.ts';
import { RungraphError } from '../../contract/error.ts';
import type { SourceAdapter, SourceContext } from '../call/source-context.ts';

const names: Readonly<Record<GroupName, string>> = {
  artifacts: 'artifacts',
  lineage: 'links between runs and artifacts',
  models: 'registered models',
  environments: 'environments of runs',
  writer: 'runs',
  modelWriter: 'registered models',
};

/** A group of an adapter's methods that need not be there. @throws UNSUPPORTED where it is not. */
export function requireGroup<Name extends GroupName>(adapter: SourceAdapter, name: Name): Group<Name, SourceContext> {
  const groups: OptionalGroups<SourceContext> = adapter;
  const found = groups[name];
  if (found !== undefined) return found;
  const how = name === 'writer' || name === 'modelWriter' ? 'written to' : 'read from';
  throw new RungraphError('UNSUPPORTED', `No ${names[name]} can be ${how} this source.`);
}
