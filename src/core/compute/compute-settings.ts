/** What the config says of GPUs and energy. Globs over names of GPUs do not heed case. */
export interface ComputeSettings {
  /** Of all prices; null where there are none. */
  readonly currency: string | null;
  /** The first entry that fits counts. */
  readonly prices: readonly GpuPrice[];
  readonly watts: readonly GpuWatts[];
  /** Power usage effectiveness: what a data centre takes for each unit that its machines take. */
  readonly pue: number;
  /** Null where it is not known. */
  readonly gridKgPerKwh: number | null;
  /** Where runs say how many GPUs they had: `params.n_gpus`, `metrics.gpus` or `tags.gpus`. */
  readonly gpuCountKeys: readonly string[];
}

export interface GpuPrice {
  readonly gpu: string;
  /** Null: of every source. */
  readonly source: string | null;
  /** Epoch milliseconds: for runs that started then or later. Null: for all. */
  readonly from: number | null;
  readonly perGpuHour: number;
}

export interface GpuWatts {
  readonly gpu: string;
  readonly watts: number;
}

export const noCompute: ComputeSettings = {
  currency: null,
  prices: [],
  watts: [],
  pue: 1,
  gridKgPerKwh: null,
  gpuCountKeys: [],
};
