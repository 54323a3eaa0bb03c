import { RungraphError } from '../../contract/error.ts';
import type { Run } from '../../contract/run.ts';
import type { LossCode } from '../../contract/write-table.ts';
import type { WriteSlots } from '../../contract/writer.ts';
import { requireGroup } from '../sources/groups.ts';
import type { Gates } from './batches.ts';
import { createCopy } from './create-copy.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fitRun, type FittedRun } from './fit/fit-run.ts';
import { openTally, orphanLoss, refuseOthers, type Tally } from './fit/losses.ts';
import { firstDifference } from './image/difference.ts';
import { digestOf, type FileImage } from './image/run-image.ts';
import type { MoveEvents, MoveItem, Moved, Moving } from './moving.ts';
import { expectedImage, isListed, readBack, withoutOwnFiles } from './read-back.ts';
import { readFitted } from './read-series.ts';
import { readRun } from './side.ts';
import { listSourceFiles, readProduced } from './source-files.ts';
import { writeFiles } from './write-files.ts';
import { writeRows } from './write-rows.ts';
import { writeSeries } from './write-series.ts';

/**
 * Moves one run: create, params, tags, metrics, inputs, files, end; then all of it is read back and compared with what
 * the source and the declared losses say, and only then it is noted as complete.
 * @throws CONFLICT where what is read back is something else, with the first difference.
 */
export async function moveRun(moving: Moving, item: MoveItem, events: MoveEvents, gates: Gates): Promise<Moved> {
  const { from, to, table, policy, allowed } = moving;
  const tally = openTally();
  const run = await readRun(from, item.id);
  const fitted = fitRun(run, table, tally);
  const parent = parentOf(moving, run, item, tally);
  const produced = (await readProduced(from, [item.id])).get(item.id) ?? { artifacts: [], partial: null };
  const files = await listSourceFiles(from, produced, table, policy, tally);
  if (run.archived && !table.has.archived) tally.note({ code: 'ARCHIVED_LOST', item: 'archived', becomes: '' });
  if (allowed !== null) await refuseLosses(moving, run, fitted, tally, allowed);

  const anew = item.copy === null || table.resumes === 'whole';
  const runId = item.copy === null || anew ? await createCopy(moving, item, fitted, run) : item.copy;
  if (runId !== item.copy) await events.onCreated(runId);
  await writeParams(moving, runId, fitted);
  await writeTags(moving, runId, fitted);
  const { projectId } = item;
  const resumed = !anew;
  const writing = { from, to, table, run, runId, projectId, resumed, tally, onPoints: events.onPoints };
  const series = await (table.merges === 'rows' ? writeRows : writeSeries)(writing, fitted.series);
  if (fitted.inputs.length > 0) {
    await to.ask('writeInputs', (adapter, context) =>
      requireGroup(adapter, 'writer').writeInputs(context, runId, fitted.inputs),
    );
  }
  const sent = anew && item.copy !== null ? new Map<string, FileImage>() : item.sent;
  const filing = { from, to, runId, sent, tally, onFile: events.onFile };
  const written = await writeFiles(filing, files, fitted.texts);
  const { name, status, endedAt } = fitted;
  const end = (): Promise<void> =>
    to.ask('finishRun', (adapter, context) =>
      requireGroup(adapter, 'writer').finishRun(context, runId, { name, status, endedAt }),
    );
  await end();
  const expected = expectedImage(table, fitted, parent, series, written);
  const digest = digestOf(expected);
  const isThere = (found: Run): boolean => isListed(found, expected, table, (id) => moving.fromOf(id) ?? id);
  await gates.toRead({ runId, isThere, endAgain: end });
  await check(moving, runId, expected);
  await gates.toNote();
  await to.ask('noteDigest', (adapter, context) => requireGroup(adapter, 'writer').noteDigest(context, runId, digest));
  if (run.archived) await archive(moving, runId);
  return {
    id: runId,
    digest,
    points: Object.values(series).reduce((sum, { points }) => sum + points, 0),
    files: Object.keys(written).length,
    bytes: Object.values(written).reduce((sum, { bytes }) => sum + bytes, 0),
    losses: tally.counts(),
    changed: item.fingerprint !== null && item.fingerprint !== fingerprintOf(run),
  };
}

/** Archives a copy that is complete, where the target can. */
export async function archive({ to, table }: Pick<Moving, 'to' | 'table'>, runId: string): Promise<void> {
  if (!table.has.archived) return;
  await to.ask('archiveRun', (adapter, context) => requireGroup(adapter, 'writer').archiveRun(context, runId));
}

type Expected = ReturnType<typeof expectedImage>;

async function check(moving: Moving, runId: string, expected: Expected): Promise<void> {
  const { table } = moving;
  const found = await readBack(moving, runId, expected.series);
  const difference = firstDifference(expected, withoutOwnFiles(found, expected, table));
  if (difference === null) return;
  const { at, expected: want, found: have } = difference;
  const unseen = table.readable === null ? '' : ' Where the index of the target has stopped, start its server anew.';
  throw new RungraphError(
    'CONFLICT',
    `What is read back of ${runId} is not what was moved: ${at} should be ${want} and is ${have}.${unseen}`,
  );
}

/** The parent as it is called in images: by what it was copied from. */
export function parentOf({ table, nameOf }: Moving, run: Run, { parentCopy }: MoveItem, tally: Tally): string | null {
  if (run.parentId === null) return null;
  if (table.has.parent && parentCopy !== null) return nameOf(run.parentId);
  tally.note(table.has.parent ? orphanLoss : { code: 'PARENT_LOST', item: 'parent', becomes: '' });
  return null;
}

/** Before the first write: series are read once more for it, since only they show some losses. */
async function refuseLosses(
  { from, table }: Moving,
  run: Run,
  { series }: FittedRun,
  tally: Tally,
  allowed: ReadonlySet<LossCode>,
): Promise<void> {
  const counting = openTally();
  counting.add(tally.counts());
  for await (const _read of readFitted({ from, table, run, tally: counting }, series)) continue;
  refuseOthers('Nothing was written', counting.counts(), allowed);
}

async function writeParams({ to, table }: Moving, runId: string, { params }: FittedRun): Promise<void> {
  for (const some of chunks(params, table.batch.params)) {
    const slots = await to.ask('writeParams', (adapter, context) =>
      requireGroup(adapter, 'writer').writeParams(context, runId, some),
    );
    throwRefused('param', some, slots);
  }
}

async function writeTags({ to, table }: Moving, runId: string, { tags }: FittedRun): Promise<void> {
  for (const some of chunks(tags, table.batch.tags)) {
    const slots = await to.ask('writeTags', (adapter, context) =>
      requireGroup(adapter, 'writer').writeTags(context, runId, some),
    );
    throwRefused('tag', some, slots);
  }
}

function throwRefused(what: string, items: readonly { readonly key: string }[], slots: WriteSlots): void {
  const refused = slots.flatMap((slot, index) => (slot === null ? [] : [{ slot, key: items[index]?.key ?? '' }]));
  const [first] = refused;
  if (first === undefined) return;
  const more = refused.length > 1 ? `, and ${refused.length - 1} more` : '';
  throw new RungraphError(first.slot.code, `The target refused the ${what} ${first.key}${more}: ${first.slot.message}`);
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_chunk, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
