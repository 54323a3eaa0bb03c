import type { Artifact } from '../../../../src/contract/artifacts.ts';
import { comparePaths } from '../../../../src/kit/files/order-paths.ts';
import { toOwned, typeOfMime, type Owning } from '../../artifacts/to-owned.ts';
import { toDataset } from '../../artifacts/tracked-files.ts';
import type { WireAttribute } from '../../wire.ts';
import type { ServerFacts } from '../session.ts';

/** A run, or an entry of the model registry, with what was read of it. */
export interface Holder extends Owning {
  readonly attributes: readonly WireAttribute[];
}

/** Types of attributes that are files or are read as such. */
export const heldTypes = {
  '2.x': ['file', 'fileSet', 'imageSeries', 'stringSeries'],
  '3.x': ['fileRef', 'fileRefSeries', 'stringSeries', 'histogramSeries'],
} as const;

/** What one holds beside numbers, by id: its files in one, then each file series, file set and series of others. */
export function heldBy(holder: Holder): readonly Artifact[] {
  const files = filesOf(holder);
  const sizes = files.map(
    ({ fileProperties, fileRefProperties }) => fileProperties?.size ?? fileRefProperties?.sizeBytes,
  );
  const whole = sizes.every((size) => size !== null && size !== undefined);
  const sizeBytes = whole ? sizes.reduce<number>((sum, size) => sum + Number(size), 0) : null;
  const single = { ...toOwned(holder, 'files', ''), metadata: { files: files.length }, sizeBytes };
  const others = holder.attributes.flatMap((attribute): readonly Artifact[] => {
    const { name } = attribute;
    switch (attribute.type) {
      case 'imageSeries':
        return [toOwned(holder, 'file_series', name, 'MEDIA')];
      case 'fileRefSeries': {
        const type = typeOfMime(attribute.fileRefSeriesProperties?.last?.mimeType ?? null);
        return [toOwned(holder, 'file_series', name, type)];
      }
      case 'fileSet':
        return [{ ...toOwned(holder, 'file_set', name), sizeBytes: attribute.fileSetProperties?.size ?? null }];
      case 'stringSeries':
        return [toOwned(holder, 'string_series', name)];
      case 'histogramSeries':
        return [toOwned(holder, 'histogram_series', name)];
      default:
        return [];
    }
  });
  const all = files.length === 0 ? others : [single, ...others];
  return [...all].sort((a, b) => comparePaths(a.nativeId, b.nativeId));
}

/** Attributes that are one file each. */
export function filesOf({ attributes }: Holder): readonly WireAttribute[] {
  return attributes.filter(({ type }) => type === 'file' || type === 'fileRef');
}

/** Data of 2.x that it tracked, in the order of its attributes. Without a hash nobody can tell what else tracks it. */
export function trackedBy(holder: Holder, hashing: ServerFacts['hashing']): readonly Artifact[] {
  const tracked = holder.attributes.filter(({ type }) => type === 'artifact');
  return tracked.map(({ name, artifactProperties }) => {
    const hash = artifactProperties?.hash;
    return hash ? toDataset(name, hash, hashing) : toOwned(holder, 'artifact', name);
  });
}
