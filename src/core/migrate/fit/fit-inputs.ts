import { createHash } from 'node:crypto';
import type { Artifact } from '../../../contract/artifacts.ts';
import type { NewInput } from '../../../contract/writer.ts';
import type { WriteTable } from '../../../contract/write-table.ts';
import { fitKeys } from './fit-keys.ts';
import type { Helpers } from './fit-params.ts';
import type { Tally } from './losses.ts';
import { cut } from './value-text.ts';

/** Letters of a digest for data that the source tells none of. */
const inventedLength = 8;

/** Data that a run read, as the target takes it: each once by name and digest. */
export function fitInputs(
  datasets: readonly Artifact[],
  table: WriteTable,
  tally: Tally,
  noteNames: Helpers['noteNames'],
): readonly NewInput[] {
  if (!table.has.inputs) {
    for (const { name } of datasets) tally.note({ code: 'DATASET_LOST', item: `dataset ${name}`, becomes: '' });
    return [];
  }
  const names = fitNames(datasets, table, tally);
  noteNames('inputs', names);
  const found = new Map<string, NewInput>();
  for (const { name: own, digest: whole, uri, nativeType, metadata } of datasets) {
    const name = names.get(own) ?? own;
    const kept = whole === null ? inventDigest(own, uri) : cut(whole.value, table.lengths.digest);
    if (whole !== null && kept !== whole.value) {
      const becomes = `the first ${kept.length} letters; whole in its profile`;
      tally.note({ code: 'VALUE_CUT', item: `digest of dataset ${own}`, becomes });
    }
    const input = { name, digest: kept, uri, nativeType, metadata, whole };
    const digest = table.inputs?.digestOf(input) ?? kept;
    if (digest !== kept) tally.note({ code: 'DIGEST_NEW', item: `digest of dataset ${own}`, becomes: digest });
    found.set(`${name}\n${digest}`, { ...input, digest });
  }
  return [...found.values()];
}

function fitNames(
  datasets: readonly Artifact[],
  { inputs, lengths }: WriteTable,
  tally: Tally,
): ReadonlyMap<string, string> {
  const fit = (name: string): string => cut(inputs?.name.fit(name) ?? name, lengths.project);
  return fitKeys(
    'dataset',
    datasets.map(({ name }) => name),
    { says: inputs?.name.says ?? 'any text', fit },
    tally,
  );
}

/** The same for the same data, on every tracker. */
function inventDigest(name: string, uri: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([name, uri]))
    .digest('hex')
    .slice(0, inventedLength);
}
