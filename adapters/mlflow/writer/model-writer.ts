import type { CallContext } from '../../../src/contract/context.ts';
import type { ModelWriter } from '../../../src/contract/model-writer.ts';
import type { NewTag } from '../../../src/contract/writer.ts';
import type { MlflowClient } from '../client.ts';
import { nameIs } from '../registry.ts';
import type { RegistryClient } from '../registry-client.ts';
import { parseVersionId, versionId } from '../to-registry.ts';
import { textOf } from '../to-model.ts';
import type { WireModelVersion, WireRegisteredModel } from '../wire-artifacts.ts';
import type { ModelClient } from './model-client.ts';
import type { KeyText } from './write-client.ts';

const fromTag = 'rungraph.from';
const pageVersions = 1000;

/** Writes to the registry by the REST API. Models are told apart by their names, versions by the tag of a copy. */
export function createModelWriter(
  client: Pick<MlflowClient, 'getRun'>,
  registry: RegistryClient,
  models: ModelClient,
): ModelWriter {
  /** Files of a run are registered by where they lie: a server takes nothing else that is its own. */
  async function placeOf(context: CallContext, runId: string, path: string): Promise<string> {
    const root = (await client.getRun(context, runId))?.info.artifact_uri ?? '';
    return path === '' ? root : `${root.replace(/\/$/, '')}/${path}`;
  }

  return {
    async findModel(context, name) {
      const model = await registry.getModel(context, name);
      if (model === null) return null;
      const versions: WireModelVersion[] = [];
      let after: string | null = null;
      do {
        const search = { filter: nameIs(name), limit: pageVersions, after };
        const page: Awaited<ReturnType<typeof registry.searchVersions>> = await registry.searchVersions(
          context,
          search,
        );
        versions.push(...page.items.filter((version) => version.name === name));
        after = page.next === after ? null : page.next;
      } while (after !== null);
      return {
        modelId: name,
        from: fromOf(model),
        versions: versions.map((version) => ({
          versionId: versionId(name, version.version),
          version: version.version,
          from: fromOf(version),
          aliases: (model.aliases ?? []).flatMap((one) => (one.version === version.version ? [one.alias] : [])),
        })),
      };
    },

    async createModel(context, { name, from, description, tags }) {
      await models.createModel(context, { name, description: description ?? '', tags: [noted(from), ...texts(tags)] });
      return { modelId: name };
    },

    async createVersion(context, { modelId: name, from, description, tags, runId, path, uri }) {
      // A version must say where it lies. One that lies nowhere says what it was copied from.
      const source =
        runId !== null && path !== null ? await placeOf(context, runId, path) : (uri ?? `rungraph:${from}`);
      const version = await models.createVersion(context, {
        ...{ name, source, description: description ?? '', tags: [noted(from), ...texts(tags)] },
        ...(runId === null ? {} : { run_id: runId }),
      });
      return { versionId: versionId(name, version), version };
    },

    async nameVersion(context, { versionId: id, aliases, stage }) {
      const { name = '', version = '' } = parseVersionId(id) ?? {};
      for (const alias of aliases) await models.setAlias(context, { name, alias, version });
      if (stage !== null) await models.setStage(context, { name, version, stage });
    },
  };
}

function fromOf({ tags }: WireRegisteredModel | WireModelVersion): string | null {
  return textOf(tags?.find(({ key }) => key === fromTag));
}

function noted(from: string): KeyText {
  return { key: fromTag, value: from };
}

function texts(tags: readonly NewTag[]): readonly KeyText[] {
  return tags.map(({ key, value }) => ({ key, value: value ?? '' }));
}
