import { Buffer } from 'node:buffer';
import type { Environment, Package } from '../../src/contract/provenance.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import type { FileRoot } from './artifact-client.ts';
import { getWireRuns } from './get-runs.ts';
import { textOf } from './to-model.ts';
import type { WireRun } from './wire.ts';

/** Longer files are none that MLflow's client writes. */
const mostBytes = 1024 * 1024;

/**
 * What the runs' first models were logged with: MLflow keeps an environment nowhere else. A run without a model has
 * none. Two files a run, since the server hands out files one by one.
 */
export async function getEnvironments(
  access: ArtifactAccess,
  runIds: readonly string[],
): Promise<readonly (Environment | RungraphError | null)[]> {
  const runs = await getWireRuns(access, runIds);
  return Promise.all(
    runs.map(async (run) => {
      if (run === null || isRungraphError(run)) return run;
      try {
        return await environmentOf(access, run);
      } catch (error) {
        if (isRungraphError(error)) return error;
        throw error;
      }
    }),
  );
}

async function environmentOf(access: ArtifactAccess, run: WireRun): Promise<Environment | null> {
  const place = placeOf(run);
  if (place === undefined) return null;
  const { root, folder } = place;
  const read = (name: string): Promise<string | null> => readSmall(access, root, `${folder}${name}`);
  const [requirements, python] = await Promise.all([read('requirements.txt'), read('python_env.yaml')]);
  if (requirements === null && python === null) return null;
  return {
    pythonVersion: /^python:\s*["']?([\w.+-]+)/m.exec(python ?? '')?.[1] ?? null,
    packages: requirements === null ? null : parseRequirements(requirements),
    os: null,
    host: null,
    gpus: null,
    cuda: null,
    evidence: `${folder}requirements.txt and ${folder}python_env.yaml of the logged model`,
  };
}

/** The first logged model of the third generation, or the first folder that a model was logged to. */
function placeOf({ info, data, outputs }: WireRun): { root: FileRoot; folder: string } | undefined {
  const modelId = outputs?.model_outputs?.[0]?.model_id;
  if (modelId !== undefined) return { root: { kind: 'model', modelId }, folder: '' };
  // Copies of this tag may be cut off in the middle, so that it is not read as JSON.
  const history = textOf(data?.tags?.find(({ key }) => key === 'mlflow.log-model.history')) ?? '';
  const folder = /"artifact_path":\s*"((?:[^"\\]|\\.)+)"/.exec(history)?.[1];
  if (folder === undefined || folder.includes('\\') || folder.includes('..')) return undefined;
  return { root: { kind: 'files', runId: info.run_id }, folder: `${folder}/` };
}

/** Null where there is no such file. */
async function readSmall({ files, context }: ArtifactAccess, root: FileRoot, path: string): Promise<string | null> {
  const stream = await files.openFile(context, root, path, null);
  if (stream.status !== 200) {
    stream.close();
    return null;
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of stream.body) {
    bytes += piece.length;
    if (bytes > mostBytes) break;
    pieces.push(piece);
  }
  stream.close();
  return Buffer.concat(pieces).toString();
}

/** One requirement a line; options, addresses and comments are none. */
export function parseRequirements(text: string): readonly Package[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match =
      /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:===?\s*([^\s;#,]+)\s*(?:[;#].*)?$|[<>!~=;#\s]|$)/.exec(line);
    return match === null ? [] : [{ name: match[1] ?? '', version: match[2] ?? null }];
  });
}
