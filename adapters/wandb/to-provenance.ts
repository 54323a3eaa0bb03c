import { z } from 'zod';
import type { Gpu, Provenance } from '../../src/contract/provenance.ts';
import type { JsonObject } from './flatten-config.ts';
import type { WireRun } from './wire.ts';

const text = z.string().nullish().catch(null);
const number = z
  .union([z.number(), z.bigint(), z.string().transform(Number)])
  .nullish()
  .catch(null);

/** What the SDK writes of the machine and the code: the members of wandb's EnvironmentRecord, by their JSON names. */
const environment = z.object({
  os: text,
  python: text,
  host: text,
  program: text,
  codePath: text,
  executable: text,
  docker: text,
  cudaVersion: text,
  gpu: text,
  gpu_count: number,
  gpu_nvidia: z
    .array(z.object({ name: text, memoryTotal: number }))
    .nullish()
    .catch(null),
  args: z.array(z.string()).nullish().catch(null),
  git: z.object({ remote: text, commit: text }).nullish().catch(null),
});
export type WireEnvironment = z.infer<typeof environment>;

const environments = z.record(z.string(), environment).catch({});

/** What the run was made from. Several writers of one run each leave a record; the first tells. */
export function provenanceOf(
  wire: Pick<WireRun, 'commit' | 'host' | 'runInfo'>,
  bookkeeping: JsonObject,
  datasets: Provenance['datasets'],
): Provenance {
  const found = Object.values(environments.parse(bookkeeping['e'] ?? {}))[0];
  const commit = wire.commit ?? found?.git?.commit ?? null;
  const repository = found?.git?.remote ?? null;
  return {
    git: commit === null && repository === null ? null : { commit, branch: null, repository, dirty: null, diff: null },
    entryPoint: found?.codePath ?? found?.program ?? null,
    command: found?.executable ?? null,
    arguments: found?.args ?? null,
    host: wire.host ?? found?.host ?? null,
    os: found?.os ?? null,
    pythonVersion: found?.python?.replace(/^CPython /, '') ?? null,
    packages: null,
    gpus: found === undefined ? gpusOfInfo(wire.runInfo) : gpusOf(found),
    cuda: found?.cudaVersion ?? null,
    containerImage: found?.docker ?? null,
    datasets,
  };
}

/** One entry a kind of GPU, with how many of it there are. */
export function gpusOf({ gpu, gpu_count: count, gpu_nvidia: devices }: WireEnvironment): readonly Gpu[] | null {
  const kinds = new Map<string, { count: number; memoryBytes: number | null }>();
  for (const { name, memoryTotal } of devices ?? []) {
    const known = kinds.get(name ?? '');
    const memoryBytes = memoryTotal === null || memoryTotal === undefined ? null : Number(memoryTotal);
    kinds.set(name ?? '', { count: (known?.count ?? 0) + 1, memoryBytes });
  }
  if (kinds.size > 0) return [...kinds].map(([name, rest]) => ({ name: name === '' ? null : name, ...rest }));
  return gpusOfInfo({ gpu, gpuCount: count === null || count === undefined ? null : Number(count) });
}

function gpusOfInfo(info: WireRun['runInfo']): readonly Gpu[] | null {
  if (info?.gpu === null || info?.gpu === undefined) return null;
  const count = info.gpuCount === null || info.gpuCount === undefined ? null : Number(info.gpuCount);
  return [{ name: info.gpu, count, memoryBytes: null }];
}
