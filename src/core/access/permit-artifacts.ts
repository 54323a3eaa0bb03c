import type { ArtifactReader } from '../../contract/artifacts.ts';
import { RungraphError } from '../../contract/error.ts';
import type { SourceContext } from '../call/source-context.ts';
import { hideSlots } from './guessing.ts';
import { cutProjects, viewOf } from './view.ts';
import type { Visible } from './visible.ts';

/** Artifacts of projects that may not be read are not there, nor are their files. */
export function permitArtifacts(
  reader: ArtifactReader<SourceContext>,
  visible: Visible,
): ArtifactReader<SourceContext> {
  /** @throws NOT_FOUND, with the same words for what is hidden and for what is missing. */
  async function require(context: SourceContext, id: string): Promise<void> {
    if ((await viewOf(context)) === null) return;
    const found = await visible.loadArtifacts(context, [id]);
    if (!found.has(id)) throw new RungraphError('NOT_FOUND', `There is no artifact "${id}" here.`);
  }

  return {
    async getArtifacts(context, ids) {
      if ((await viewOf(context)) === null) return reader.getArtifacts(context, ids);
      return hideSlots(
        context,
        () => reader.getArtifacts(context, ids),
        async (found) => {
          const seen = await visible.artifacts(context, found);
          return ({ nativeId }) => seen.has(nativeId);
        },
      );
    },
    async listArtifacts(context, search) {
      const view = await viewOf(context);
      if (view === null) return reader.listArtifacts(context, search);
      const projects = cutProjects(search.projects, view);
      if (projects.length === 0) return { items: [], next: null };
      const page = await reader.listArtifacts(context, { ...search, projects });
      const seen = await visible.artifacts(context, page.items);
      return { ...page, items: page.items.filter(({ nativeId }) => seen.has(nativeId)) };
    },
    async listFiles(context, request) {
      await require(context, request.artifactId);
      return reader.listFiles(context, request);
    },
    async openFile(context, request) {
      await require(context, request.artifactId);
      return reader.openFile(context, request);
    },
  };
}
