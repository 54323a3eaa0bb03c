import { isRungraphError } from '../../contract/error.ts';
import type { Gpu } from '../../contract/provenance.ts';
import type { Run } from '../../contract/run.ts';
import { fitsGlob } from '../keys/glob.ts';
import { asNumber } from '../rows/compare-values.ts';
import type { ComputeSettings } from './compute-settings.ts';
import { countGpus, type GpuGroup } from './count-gpus.ts';

/** Logged by the run; worked out from what was recorded; or resting on a number of the config. */
export type FigureFrom = 'MEASURED' | 'DERIVED' | 'CONFIGURED';

/** What a run took. Null is not known, and `why` says why; a run without GPUs has none of these figures. */
export interface Compute {
  readonly gpuHours: number | null;
  readonly gpuHoursFrom: FigureFrom | null;
  readonly cost: number | null;
  readonly currency: string | null;
  readonly costFrom: FigureFrom | null;
  readonly energyKwh: number | null;
  readonly energyFrom: FigureFrom | null;
  readonly co2eKg: number | null;
  readonly co2eFrom: FigureFrom | null;
  readonly why: readonly string[];
}

export interface ComputeSubject {
  readonly run: Run;
  readonly source: string;
  /** From provenance or environment; null where not recorded. */
  readonly gpus: readonly Gpu[] | null;
  /** A run that goes on counts until then, in epoch milliseconds; null counts it not at all. */
  readonly now: number | null;
}

const hourMs = 3_600_000;

/** GPU hours, cost, energy and emissions of a run, from what it recorded and what the config says. */
export function computeOf({ run, source, gpus, now }: ComputeSubject, settings: ComputeSettings): Compute {
  const why: string[] = [];
  const hours = hoursOf(run, now, why);
  const counted = countGpus(run, gpus, settings.gpuCountKeys);
  if (counted.groups === null) why.push(`gpuHours: ${counted.why}`);
  const groups = hours === null ? null : counted.groups;
  const from = counted.groups === null ? null : counted.from;
  const timesHours = (rate: (group: GpuGroup) => number | undefined, lacks: string): number | null => {
    if (groups === null || hours === null) return null;
    const rates = groups.map((group) => rate(group));
    const missing = groups[rates.indexOf(undefined)];
    if (missing !== undefined) why.push(`${lacks} ${missing.name === '' ? 'a GPU without a name' : missing.name}`);
    return missing === undefined
      ? groups.reduce((sum, { count }, at) => sum + count * (rates[at] ?? 0) * hours, 0)
      : null;
  };
  const gpuHours = timesHours(() => 1, '');
  const price = (group: GpuGroup): number | undefined => priceOf(group, source, run.startedAt, settings);
  const cost = settings.prices.length === 0 ? null : timesHours(price, 'cost: no price fits');
  if (settings.prices.length === 0) why.push('cost: no prices are configured');
  const energy = energyOf(run, settings, timesHours, why);
  const carbon = carbonOf(run, settings, energy.figure, why);
  return {
    gpuHours,
    gpuHoursFrom: gpuHours === null ? null : from,
    cost,
    currency: cost === null ? null : settings.currency,
    costFrom: cost === null ? null : 'CONFIGURED',
    energyKwh: energy.figure,
    energyFrom: energy.from,
    co2eKg: carbon.figure,
    co2eFrom: carbon.from,
    why,
  };
}

function hoursOf({ startedAt, endedAt }: Run, now: number | null, why: string[]): number | null {
  const end = endedAt ?? now;
  if (startedAt !== null && end !== null && end >= startedAt) return (end - startedAt) / hourMs;
  why.push(
    `gpuHours: ${startedAt === null ? 'its start is not known' : end === null ? 'it has not ended' : 'it ended before it started'}`,
  );
  return null;
}

function fitsGpu(glob: string, name: string): boolean {
  return fitsGlob(glob.toLowerCase(), name.toLowerCase());
}

function priceOf(
  group: GpuGroup,
  source: string,
  startedAt: number | null,
  { prices }: ComputeSettings,
): number | undefined {
  return prices.find(
    (entry) =>
      fitsGpu(entry.gpu, group.name) &&
      (entry.source === null || entry.source === source) &&
      (entry.from === null || (startedAt !== null && startedAt >= entry.from)),
  )?.perGpuHour;
}

interface Figure {
  readonly figure: number | null;
  readonly from: FigureFrom | null;
}

const unknown: Figure = { figure: null, from: null };

function energyOf(
  run: Run,
  settings: ComputeSettings,
  timesHours: (rate: (group: GpuGroup) => number | undefined, lacks: string) => number | null,
  why: string[],
): Figure {
  const measured = loggedAs(run, 'energy_consumed');
  if (measured !== undefined) return { figure: measured, from: 'MEASURED' };
  if (settings.watts.length === 0) {
    why.push('energyKwh: it was not logged, and no watts are configured');
    return unknown;
  }
  const watts = ({ name }: GpuGroup): number | undefined => settings.watts.find(({ gpu }) => fitsGpu(gpu, name))?.watts;
  const wattHours = timesHours(watts, 'energyKwh: no watts fit');
  return wattHours === null ? unknown : { figure: (wattHours / 1000) * settings.pue, from: 'CONFIGURED' };
}

function carbonOf(run: Run, { gridKgPerKwh }: ComputeSettings, energyKwh: number | null, why: string[]): Figure {
  const measured = loggedAs(run, 'emissions');
  if (measured !== undefined) return { figure: measured, from: 'MEASURED' };
  if (gridKgPerKwh === null) why.push('co2eKg: it was not logged, and gridKgPerKwh is not configured');
  if (gridKgPerKwh === null || energyKwh === null) return unknown;
  return { figure: energyKwh * gridKgPerKwh, from: 'CONFIGURED' };
}

/** A figure under a name of CodeCarbon's, alone or as the last part of a key: a metric's last value, else a param. */
function loggedAs({ metrics, params }: Run, name: string): number | undefined {
  const isMeant = ({ key }: { readonly key: string }): boolean => key.split(/[./]/).at(-1) === name;
  const metric = isRungraphError(metrics) ? undefined : metrics.find(isMeant)?.last;
  const param = isRungraphError(params) ? undefined : params.find(isMeant)?.value;
  for (const value of [metric, param]) {
    const number = value === undefined || value === null ? undefined : asNumber(value);
    if (number !== undefined && Number.isFinite(Number(number)) && Number(number) >= 0) return Number(number);
  }
  return undefined;
}
