import { isRungraphError } from '../../contract/error.ts';
import type { Gpu } from '../../contract/provenance.ts';
import type { Run } from '../../contract/run.ts';
import { asNumber } from '../rows/compare-values.ts';
import { findMetric, findParam, findTag } from '../rows/read-field.ts';

/** GPUs of one name; the name is empty where nobody told it. */
export interface GpuGroup {
  readonly name: string;
  readonly count: number;
}

export type GpuCount =
  | { readonly groups: readonly GpuGroup[]; readonly from: 'DERIVED' | 'CONFIGURED' }
  | { readonly groups: null; readonly why: string };

/**
 * The GPUs of a run: as its provenance counts them, else by the system metrics that each GPU has, else as a configured key
 * says. Names without a count are one GPU each where nothing else tells.
 */
export function countGpus(run: Run, gpus: readonly Gpu[] | null, keys: readonly string[]): GpuCount {
  if (gpus?.length === 0) return { groups: null, why: 'it ran without GPUs' };
  if (gpus !== null && gpus.every(({ count }) => count !== null)) {
    return { groups: gpus.map(({ name, count }) => ({ name: name ?? '', count: count ?? 0 })), from: 'DERIVED' };
  }
  const name = nameOfAll(gpus);
  const measured = gpusOfMetrics(run);
  if (measured > 0) return { groups: [{ name, count: measured }], from: 'DERIVED' };
  const configured = keys.map((key) => readCount(run, key)).find((count) => count !== undefined);
  if (configured !== undefined) return { groups: [{ name, count: configured }], from: 'CONFIGURED' };
  if (gpus !== null)
    return { groups: gpus.map((gpu) => ({ name: gpu.name ?? '', count: gpu.count ?? 1 })), from: 'DERIVED' };
  return { groups: null, why: 'no GPU was recorded' };
}

/** The one name that all GPUs have. */
function nameOfAll(gpus: readonly Gpu[] | null): string {
  const names = new Set((gpus ?? []).map((gpu) => gpu.name ?? ''));
  const [name = ''] = names;
  return names.size === 1 ? name : '';
}

/** A GPU's number in the key of a system metric, such as `system/gpu_0_utilization` or `gpu.1.powerWatts`. */
const numbered = /(?:^|[^a-z0-9])gpu[._/:-]?(\d+)(?![0-9])/i;

/** How many GPUs have metrics of their own: by a number in the key, or by a context such as `{"gpu": 0}`. */
function gpusOfMetrics({ metrics }: Run): number {
  if (isRungraphError(metrics)) return 0;
  const found = new Set<string>();
  for (const { nativeKey, context } of metrics) {
    const number = context?.['gpu'] ?? numbered.exec(nativeKey)?.[1];
    if (typeof number === 'number' || typeof number === 'bigint') found.add(String(number));
    else if (typeof number === 'string' && /^\d+$/.test(number)) found.add(number);
  }
  return found.size;
}

/** A count of GPUs under `params.…`, `metrics.…` or `tags.…`; undefined where it is none. */
function readCount(run: Run, place: string): number | undefined {
  const [, collection = '', key = ''] = /^(\w+)\.([^]+)$/.exec(place) ?? [];
  const value =
    collection === 'params'
      ? findParam(run.params, key)?.value
      : collection === 'metrics'
        ? findMetric(run.metrics, key, undefined)?.last
        : collection === 'tags'
          ? findTag(run.tags, key)?.value
          : undefined;
  const count = value === undefined ? undefined : asNumber(value);
  return count !== undefined && Number(count) > 0 && Number.isFinite(Number(count)) ? Number(count) : undefined;
}
