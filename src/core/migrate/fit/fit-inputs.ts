import { createHash } from 'node:crypto';
import type { Artifact } from '../../../contract/artifacts.ts';
import type { NewInput } from '../../../contract/writer.ts';
import type { WriteTable } from '../../../contract/write-table.ts';
import type { Tally } from './losses.ts';
import { cut } from './value-text.ts';

/** Letters of a digest for data that the source tells none of. */
const inventedLength = 8;

/** Data that a run read, as the target takes it: each once by name and digest. */
export function fitInputs(datasets: readonly Artifact[], table: WriteTable, tally: Tally): readonly NewInput[] {
  const found = new Map<string, NewInput>();
  for (const { name, digest: whole, uri, nativeType, metadata } of datasets) {
    if (!table.has.inputs) {
      tally.note({ code: 'DATASET_LOST', item: `dataset ${name}`, becomes: '' });
      continue;
    }
    const digest = whole === null ? inventDigest(name, uri) : cut(whole.value, table.lengths.digest);
    if (whole !== null && digest !== whole.value) {
      const becomes = `the first ${digest.length} letters; whole in its profile`;
      tally.note({ code: 'VALUE_CUT', item: `digest of dataset ${name}`, becomes });
    }
    const named = cut(name, table.lengths.project);
    if (named !== name) tally.note({ code: 'VALUE_CUT', item: `dataset ${name}`, becomes: named });
    found.set(`${named}\n${digest}`, { name: named, digest, uri, nativeType, metadata, whole });
  }
  return [...found.values()];
}

/** The same for the same data, on every tracker. */
function inventDigest(name: string, uri: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([name, uri]))
    .digest('hex')
    .slice(0, inventedLength);
}
