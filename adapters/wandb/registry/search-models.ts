import type { Page } from '../../../src/contract/page.ts';
import { isRungraphError, RungraphError } from '../../../src/contract/error.ts';
import type { Model, ModelSearch } from '../../../src/contract/models.ts';
import type { ArtifactAccess } from '../artifacts/artifact-access.ts';
import { nextCursor } from '../next-cursor.ts';
import type { GraphqlRequest, Sender } from '../send.ts';
import { isRegistry, parseModelId, type ModelKey } from './registry-ids.ts';
import { toModel } from './to-registry.ts';
import { modelOfProject, modelsAnswer, type WireModel } from './wire-registry.ts';

/** What reading the registry of an organization needs. */
export interface RegistryAccess extends ArtifactAccess {
  readonly sender: Sender;
  /** The entity whose organization it is. */
  readonly entity: string;
}

const modelsPerCall = 100;

const modelFields =
  'name description createdAt project { name entity { name organization { name } } } tags { edges { node { name } } }';

/** One page of the collections of every registry, in the order of the server. */
export async function searchModels(access: RegistryAccess, { limit, after }: ModelSearch): Promise<Page<Model>> {
  const { sender, context, entity, pagesUrl } = access;
  const request = modelsRequest({ e: entity, n: Math.min(limit, modelsPerCall), c: after });
  const { entity: found } = await sender.read(context, request, modelsAnswer);
  const organizations = found?.organization ? [found.organization] : (found?.user?.organizations ?? []);
  const [organization, ...others] = organizations;
  if (others.length > 0) {
    throw new RungraphError('UNSUPPORTED', `The user "${entity}" is of several organizations: name a team by entity.`);
  }
  const page = organization?.orgEntity?.artifactCollections;
  if (!page)
    throw new RungraphError('UNSUPPORTED', `The entity "${entity}" has no registry, or the key may not see it.`);
  const items = page.edges.flatMap(({ node }) => {
    const key = node ? keyOf(node) : undefined;
    return node && key !== undefined ? [toModel(pagesUrl, key, node)] : [];
  });
  return { items, next: nextCursor('models', page.pageInfo, after) };
}

export async function getModels(access: RegistryAccess, ids: readonly string[]) {
  const { client, context, pagesUrl } = access;
  const parts = [...new Set(ids)].flatMap((id) => {
    const key = parseModelId(id);
    return key === undefined ? [] : [{ id, key, project: key, variables: { a: key.collection } }];
  });
  const answers = await client.ask(context, {
    what: 'ModelsById',
    parts,
    selection: () => `artifactCollection(name: $a) { ${modelFields} }`,
    schema: modelOfProject,
  });
  const found = new Map(
    parts.map(({ id, key }, index): readonly [string, Model | RungraphError | null] => {
      const answer = answers[index] ?? null;
      if (isRungraphError(answer)) return [id, answer];
      return [id, answer?.artifactCollection ? toModel(pagesUrl, key, answer.artifactCollection) : null];
    }),
  );
  return ids.map((id) => found.get(id) ?? null);
}

function keyOf({ name: collection, project }: WireModel): ModelKey | undefined {
  if (!project || !isRegistry(project.name)) return undefined;
  return { entity: project.entity.name, project: project.name, collection };
}

/** A server without registries lacks the field, and then there is nothing to page through. */
function modelsRequest(variables: Readonly<Record<string, unknown>>): GraphqlRequest {
  return {
    what: 'Models',
    variables,
    document(lacks) {
      const collections = `artifactCollections(collectionTypes: [PORTFOLIO], first: $n, after: $c) {
        edges { node { ${modelFields} } } pageInfo { endCursor hasNextPage } }`;
      const lacksThem = lacks('Entity.artifactCollections');
      const organization = `{ name orgEntity { name ${lacksThem ? '' : collections} } }`;
      return `query Models($e: String!${lacksThem ? '' : ', $n: Int, $c: String'}) {
        entity(name: $e) { organization ${organization} user { organizations ${organization} } } }`;
    },
  };
}
