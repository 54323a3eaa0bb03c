import type { ResolveTree } from 'graphql-parse-resolve-info';
import { allKeys, emptyProjection, type Projection } from '../contract/projection.ts';
import type { ComparisonResolvers } from '../generated/resolvers.ts';
import { selectionOf } from './run-field-needs.ts';

type Arguments = ResolveTree['args'];
type FieldName = Exclude<keyof ComparisonResolvers, '__isTypeOf'>;

const nothing = (): Projection => emptyProjection;
const keyed = (part: 'params' | 'tags' | 'metrics') => (args: Arguments) => ({
  ...emptyProjection,
  [part]: selectionOf(args),
});

/** What each field of Comparison reads of every run. A new field does not compile until it is here. */
const needs: Readonly<Record<FieldName, (args: Arguments) => Projection>> = {
  runs: nothing,
  matched: nothing,
  reports: nothing,
  params: keyed('params'),
  tags: keyed('tags'),
  metrics: keyed('metrics'),
  // Seeds are params.
  provenance: () => ({ ...emptyProjection, params: allKeys, parts: ['provenance'] }),
  packages: () => ({ ...emptyProjection, parts: ['provenance'] }),
};

export function needsOfComparison({ name, args }: ResolveTree): Projection {
  return isField(name) ? needs[name](args) : emptyProjection;
}

function isField(name: string): name is FieldName {
  return Object.hasOwn(needs, name);
}
