import { isRungraphError } from '../../contract/error.ts';
import type { Model, ModelReader } from '../../contract/models.ts';
import type { SourceContext } from '../call/source-context.ts';
import { hideSlots } from './guessing.ts';
import { viewOf } from './view.ts';
import type { Visible } from './visible.ts';

/** How many versions of a model are looked at for one that may be seen. */
const mostVersions = 1000;

/** A version is seen by who may read the run that it came from; a model by who may see one of its versions. */
export function permitModels(reader: ModelReader<SourceContext>, visible: Visible): ModelReader<SourceContext> {
  async function seenModels(context: SourceContext, models: readonly Model[]): Promise<ReadonlySet<string>> {
    if (models.length === 0) return new Set();
    const requests = models.map(({ nativeId }) => ({ modelId: nativeId, limit: mostVersions, after: null }));
    const slots = await reader.listVersions(context, requests);
    const pages = slots.map((slot) => (isRungraphError(slot) ? [] : slot.items));
    const seen = await visible.versions(context, pages.flat());
    const has = (place: number): boolean => (pages[place] ?? []).some(({ nativeId }) => seen.has(nativeId));
    return new Set(models.filter((_model, place) => has(place)).map(({ nativeId }) => nativeId));
  }

  return {
    async searchModels(context, search) {
      const page = await reader.searchModels(context, search);
      if ((await viewOf(context)) === null) return page;
      const seen = await seenModels(context, page.items);
      return { ...page, items: page.items.filter(({ nativeId }) => seen.has(nativeId)) };
    },
    async getModels(context, ids) {
      if ((await viewOf(context)) === null) return reader.getModels(context, ids);
      return hideSlots(
        context,
        () => reader.getModels(context, ids),
        async (found) => {
          const seen = await seenModels(context, found);
          return ({ nativeId }) => seen.has(nativeId);
        },
      );
    },
    async listVersions(context, requests) {
      const slots = await reader.listVersions(context, requests);
      if ((await viewOf(context)) === null) return slots;
      const pages = slots.flatMap((slot) => (isRungraphError(slot) ? [] : [slot]));
      const seen = await visible.versions(
        context,
        pages.flatMap(({ items }) => items),
      );
      return slots.map((slot) =>
        isRungraphError(slot) ? slot : { ...slot, items: slot.items.filter(({ nativeId }) => seen.has(nativeId)) },
      );
    },
    async getVersions(context, ids) {
      if ((await viewOf(context)) === null) return reader.getVersions(context, ids);
      return hideSlots(
        context,
        () => reader.getVersions(context, ids),
        async (found) => {
          const seen = await visible.versions(context, found);
          return ({ nativeId }) => seen.has(nativeId);
        },
      );
    },
  };
}
