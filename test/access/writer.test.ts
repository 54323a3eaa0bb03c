import { permitWriter } from '../../src/core/access/permit-writer.ts';
import type { SourceContext } from '../../src/core/call/source-context.ts';
import type { RunWriter } from '../../src/contract/writer.ts';
import { callContext } from '../support/call-context.ts';
import { at } from '../support/json-at.ts';
import { newRun } from '../support/new-run.ts';

// Writing needs its own right, whatever may be read.

const calls: string[] = [];
const note = (name: string): Promise<void> => {
  calls.push(name);
  return Promise.resolve();
};
const writer: RunWriter<SourceContext> = {
  ensureProject: () => note('ensureProject').then(() => ({ projectId: 'p' })),
  findCopies: () => note('findCopies').then(() => []),
  createRun: () => note('createRun').then(() => ({ runId: 'r' })),
  writeParams: () => note('writeParams').then(() => []),
  writeTags: () => note('writeTags').then(() => []),
  writePoints: () => note('writePoints'),
  writeInputs: () => note('writeInputs'),
  filesId: (id) => id,
  writeFile: () => note('writeFile'),
  finishRun: () => note('finishRun'),
  noteDigest: () => note('noteDigest'),
  archiveRun: () => note('archiveRun'),
  endMove: () => note('endMove'),
};

const permitted = permitWriter(writer);
const run = newRun({ projectId: 'p', from: 'a/b', name: 'n', startedAt: 0, endedAt: 0 });
const end = { name: 'n', status: 'FINISHED', endedAt: 1 } as const;
const file = { path: 'f', sizeBytes: 0, body: (async function* () {})() };

const writes: Readonly<Record<Exclude<keyof RunWriter, 'filesId'>, (context: SourceContext) => Promise<unknown>>> = {
  ensureProject: (context) => permitted.ensureProject(context, 'p'),
  findCopies: (context) => permitted.findCopies(context, { source: 's', projects: [] }),
  createRun: (context) => permitted.createRun(context, run),
  writeParams: (context) => permitted.writeParams(context, 'r', []),
  writeTags: (context) => permitted.writeTags(context, 'r', []),
  writePoints: (context) => permitted.writePoints(context, 'r', [], null),
  writeInputs: (context) => permitted.writeInputs(context, 'r', []),
  writeFile: (context) => permitted.writeFile(context, 'r', file),
  finishRun: (context) => permitted.finishRun(context, 'r', end),
  noteDigest: (context) => permitted.noteDigest(context, 'r', 'd'),
  archiveRun: (context) => permitted.archiveRun(context, 'r'),
  endMove: (context) => permitted.endMove(context),
};

test.each(Object.entries(writes))('%s is for who may write all of the source', async (name, write) => {
  calls.length = 0;
  const refused = await write(callContext({ mayWrite: false })).catch((error: unknown) => at(error, 'code'));
  expect([refused, calls]).toEqual(['FORBIDDEN', []]);
  await write(callContext({ mayWrite: true }));
  expect(calls).toEqual([name]);
});
