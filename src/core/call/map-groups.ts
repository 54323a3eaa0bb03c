import type { Group, GroupName } from '../../contract/adapter.ts';
import type { SourceAdapter, SourceContext } from './source-context.ts';

/** A layer around each group of an adapter. A new group does not compile until every layer has an answer for it. */
export type GroupLayers = {
  readonly [Name in GroupName]: (group: Group<Name, SourceContext>) => Group<Name, SourceContext>;
};

type Groups = { readonly [Name in GroupName]: Group<Name, SourceContext> | undefined };

/** The groups that an adapter has, each behind its layer. */
export function mapGroups(
  { artifacts, lineage, models, environments, writer, modelWriter }: SourceAdapter,
  layers: GroupLayers,
): Groups {
  return {
    artifacts: artifacts && layers.artifacts(artifacts),
    lineage: lineage && layers.lineage(lineage),
    models: models && layers.models(models),
    environments: environments && layers.environments(environments),
    writer: writer && layers.writer(writer),
    modelWriter: modelWriter && layers.modelWriter(modelWriter),
  };
}
