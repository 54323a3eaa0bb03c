import { RungraphError } from '../../contract/error.ts';
import type { ModelWriter } from '../../contract/model-writer.ts';
import type { RunWriter } from '../../contract/writer.ts';
import type { SourceContext } from '../call/source-context.ts';

/** Writes for callers that may write all of the source; the others are refused before the tracker is asked. */
export function permitWriter(writer: RunWriter<SourceContext>): RunWriter<SourceContext> {
  return {
    ensureProject: (context, name) => allowed(context, () => writer.ensureProject(context, name)),
    // It tells of runs in any project, which is for those who may make copies.
    findCopies: (context, search) => allowed(context, () => writer.findCopies(context, search)),
    createRun: (context, run) => allowed(context, () => writer.createRun(context, run)),
    writeParams: (context, id, params) => allowed(context, () => writer.writeParams(context, id, params)),
    writeTags: (context, id, tags) => allowed(context, () => writer.writeTags(context, id, tags)),
    writePoints: (context, id, series, row) => allowed(context, () => writer.writePoints(context, id, series, row)),
    writeInputs: (context, id, inputs) => allowed(context, () => writer.writeInputs(context, id, inputs)),
    filesId: (id) => writer.filesId(id),
    writeFile: (context, id, file) => allowed(context, () => writer.writeFile(context, id, file)),
    finishRun: (context, id, end) => allowed(context, () => writer.finishRun(context, id, end)),
    noteDigest: (context, id, digest) => allowed(context, () => writer.noteDigest(context, id, digest)),
    archiveRun: (context, id) => allowed(context, () => writer.archiveRun(context, id)),
    endMove: (context) => allowed(context, () => writer.endMove(context)),
  };
}

/** The same of the registry. */
export function permitModelWriter(writer: ModelWriter<SourceContext>): ModelWriter<SourceContext> {
  return {
    findModel: (context, name) => allowed(context, () => writer.findModel(context, name)),
    createModel: (context, model) => allowed(context, () => writer.createModel(context, model)),
    createVersion: (context, version) => allowed(context, () => writer.createVersion(context, version)),
    nameVersion: (context, names) => allowed(context, () => writer.nameVersion(context, names)),
  };
}

/** @throws FORBIDDEN. */
async function allowed<T>({ mayWrite }: SourceContext, write: () => Promise<T>): Promise<T> {
  if (mayWrite) return write();
  throw new RungraphError('FORBIDDEN', 'Writing needs the right to write all of the source.');
}
