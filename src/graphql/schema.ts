import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLSpecifiedByDirective, getDirectiveValues, isScalarType, type GraphQLSchema } from 'graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { sdl } from '../generated/sdl.ts';
import { federationResolvers, federationTypes } from './federation/entities.ts';
import { subgraphSdl } from './federation/subgraph-sdl.ts';
import { sourceNode } from './nodes.ts';
import { artifactResolvers, fileResolvers } from './resolvers/artifact.ts';
import { comparisonResolvers } from './resolvers/comparison.ts';
import { curveResolvers, curvesResolvers, packedCurveResolvers } from './resolvers/curves.ts';
import { groupCurveResolvers, groupsResolvers, runGroupResolvers, summaryResolvers } from './resolvers/groups.ts';
import { frontierPointResolvers, paretoPointResolvers } from './resolvers/objectives.ts';
import { conventionIssueResolvers } from './resolvers/reproduction.ts';
import { metricResolvers, packedResolvers, paramResolvers, seriesResolvers } from './resolvers/metric.ts';
import { modelResolvers, versionResolvers } from './resolvers/model.ts';
import { mutationResolvers } from './resolvers/mutation.ts';
import { nodesResolvers } from './resolvers/nodes.ts';
import { projectResolvers } from './resolvers/project.ts';
import { gitResolvers, provenanceResolvers } from './resolvers/provenance.ts';
import { queryResolvers } from './resolvers/query.ts';
import { runConnectionResolvers } from './resolvers/run-connection.ts';
import { runResolvers } from './resolvers/run.ts';
import { sourceResolvers } from './resolvers/source.ts';
import { columnScalar } from './scalars/column.ts';
import { dateTimeScalar } from './scalars/date-time.ts';
import { doublesScalar } from './scalars/doubles.ts';
import { jsonScalar } from './scalars/json.ts';
import { numberScalar } from './scalars/number.ts';
import { valueScalar } from './scalars/value.ts';
import { requireSource } from '../core/sources/sources.ts';

const resolvers: Resolvers = {
  DateTime: dateTimeScalar,
  Number: numberScalar,
  Value: valueScalar,
  Column: columnScalar,
  Doubles: doublesScalar,
  JSON: jsonScalar,

  Query: queryResolvers,
  Mutation: mutationResolvers,

  Node: { __resolveType: (node) => ('__typename' in node ? node.__typename : null) },
  Source: sourceResolvers,
  SourceReport: { source: ({ source }, _args, { sources }) => sourceNode(requireSource(sources, source)) },
  SourcePlan: {
    source: ({ source }, _args, { sources }) => sourceNode(requireSource(sources, source)),
    pushed: ({ plan }) => plan.pushed,
    residual: ({ plan }) => plan.residuals,
    sort: ({ plan }) => plan.sort,
    reason: ({ plan }) => plan.reasons,
  },
  Project: projectResolvers,
  Run: runResolvers,
  RunConnection: runConnectionResolvers,
  Comparison: comparisonResolvers,
  Curves: curvesResolvers,
  Curve: curveResolvers,
  PackedCurve: packedCurveResolvers,
  ParetoPoint: paretoPointResolvers,
  FrontierPoint: frontierPointResolvers,
  ConventionIssue: conventionIssueResolvers,
  Groups: groupsResolvers,
  RunGroup: runGroupResolvers,
  Summary: summaryResolvers,
  GroupCurve: groupCurveResolvers,
  Param: paramResolvers,
  Metric: metricResolvers,
  Series: seriesResolvers,
  PackedSeries: packedResolvers,
  Key: { sources: ({ sources }) => sources.map(sourceNode) },
  Provenance: provenanceResolvers,
  GitState: gitResolvers,
  Artifact: artifactResolvers,
  ArtifactFile: fileResolvers,
  Model: modelResolvers,
  ModelVersion: versionResolvers,
};

/** The public schema with everything that answers it; as a subgraph of Federation 2 too, where that is wanted. */
export function createSchema({ federation = false }: { readonly federation?: boolean } = {}): GraphQLSchema {
  const schema = federation
    ? makeExecutableSchema({
        typeDefs: [sdl, federationTypes],
        resolvers: [resolvers, nodesResolvers, federationResolvers(subgraphSdl(sdl))],
      })
    : makeExecutableSchema({ typeDefs: sdl, resolvers: [resolvers, nodesResolvers] });
  describeScalars(schema);
  return schema;
}

/** Scalars made in code come without the description and the specification that schema/ gives them. */
function describeScalars(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isScalarType(type) || !type.astNode) continue;
    type.description = type.astNode.description?.value;
    const url = getDirectiveValues(GraphQLSpecifiedByDirective, type.astNode)?.['url'];
    type.specifiedByURL = typeof url === 'string' ? url : undefined;
  }
}
