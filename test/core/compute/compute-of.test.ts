import type { Gpu } from '../../../src/contract/provenance.ts';
import type { Run } from '../../../src/contract/run.ts';
import { computeOf, type Compute } from '../../../src/core/compute/compute-of.ts';
import type { ComputeSettings } from '../../../src/core/compute/compute-settings.ts';
import { metric, param, run, tag } from '../../support/runs.ts';

const hour = 3_600_000;
const settings: ComputeSettings = {
  currency: 'EUR',
  prices: [
    { gpu: '*A100*', source: 'prod', from: Date.UTC(2026, 0, 1), perGpuHour: 3 },
    { gpu: '*a100*', source: null, from: null, perGpuHour: 2 },
    { gpu: 'T4', source: null, from: null, perGpuHour: 0.5 },
  ],
  watts: [{ gpu: '*A100*', watts: 400 }],
  pue: 1.2,
  gridKgPerKwh: 0.35,
  gpuCountKeys: ['params.n_gpus', 'tags.gpus'],
};
const started = Date.UTC(2026, 2, 1);
const ended = { startedAt: started, endedAt: started + 10 * hour };
const a100 = (count: number | null): Gpu => ({ name: 'NVIDIA A100-SXM4-40GB', count, memoryBytes: null });

function compute(
  parts: Partial<Run>,
  gpus: readonly Gpu[] | null,
  more: Partial<ComputeSettings> = {},
  source = 'lab',
  now: number | null = null,
): Compute {
  return computeOf({ run: run('r', { ...ended, ...parts }), source, gpus, now }, { ...settings, ...more });
}

test('hours, cost, energy and emissions of recorded GPUs', () => {
  const told = compute({}, [a100(4)]);
  expect(told).toMatchObject({
    gpuHours: 40,
    gpuHoursFrom: 'DERIVED',
    cost: 80,
    currency: 'EUR',
    costFrom: 'CONFIGURED',
    energyFrom: 'CONFIGURED',
    co2eFrom: 'CONFIGURED',
    why: [],
  });
  expect(told.energyKwh).toBeCloseTo(40 * 0.4 * 1.2, 12);
  expect(told.co2eKg).toBeCloseTo(40 * 0.4 * 1.2 * 0.35, 12);
});

test('the first price that fits counts: by source and by when the run started', () => {
  expect(compute({}, [a100(1)], {}, 'prod').cost).toBe(30);
  const before = Date.UTC(2025, 11, 31);
  expect(compute({ startedAt: before, endedAt: before + hour }, [a100(1)], {}, 'prod').cost).toBe(2);
});

test('several kinds of GPUs each have their price, and one without takes the cost away', () => {
  const t4 = { name: 'T4', count: 2, memoryBytes: null };
  const told = compute({}, [a100(1), t4]);
  expect(told).toMatchObject({ gpuHours: 30, cost: 20 + 10, energyKwh: null, co2eKg: null });
  expect(told.why).toEqual(['energyKwh: no watts fit T4']);
  const other = compute({}, [a100(1), { name: 'H200', count: 1, memoryBytes: null }]);
  expect(other.cost).toBeNull();
  expect(other.why[0]).toBe('cost: no price fits H200');
});

test.each<[string, Partial<Run>, readonly Gpu[] | null, number | null, string | null]>([
  [
    'numbers in keys of system metrics',
    {
      metrics: [
        metric('system/gpu_0_utilization', 1),
        metric('system/gpu_1_utilization', 1),
        metric('system/gpu_1_memory', 1),
      ],
    },
    null,
    20,
    'DERIVED',
  ],
  [
    'also with dots',
    { metrics: [metric('system.gpu.0.powerWatts', 1), metric('system.gpu.10.temp', 1)] },
    null,
    20,
    'DERIVED',
  ],
  [
    'contexts',
    {
      metrics: [
        metric('__system__gpu', 1, { context: { gpu: 0 } }),
        metric('__system__gpu', 1, { context: { gpu: 1 } }),
      ],
    },
    null,
    20,
    'DERIVED',
  ],
  ['not what only looks so', { metrics: [metric('egpu_0', 1), metric('gpu_hours', 1)] }, null, null, null],
  ['a configured param', { params: [param('n_gpus', '8', '8')] }, null, 80, 'CONFIGURED'],
  ['a configured tag', { tags: [tag('gpus', '2')] }, null, 20, 'CONFIGURED'],
  ['no number there', { params: [param('n_gpus', 'many')] }, null, null, null],
  ['provenance before anything else', { params: [param('n_gpus', 8)] }, [a100(1)], 10, 'DERIVED'],
  [
    'names without a count leave the count to the metrics',
    { metrics: [metric('gpu.3.x', 1)] },
    [a100(null), a100(null)],
    10,
    'DERIVED',
  ],
  ['or are one each', {}, [a100(null), a100(null)], 20, 'DERIVED'],
  ['no GPU is not none', {}, null, null, null],
  ['a CPU run has no GPU hours', {}, [], null, null],
])('GPUs are counted by %s', (_name, parts, gpus, hours, from) => {
  expect(compute(parts, gpus)).toMatchObject({ gpuHours: hours, gpuHoursFrom: from });
});

test('why a figure is not known is said', () => {
  expect(compute({}, []).why).toContain('gpuHours: it ran without GPUs');
  expect(compute({}, null).why).toContain('gpuHours: no GPU was recorded');
  expect(compute({ startedAt: null }, [a100(1)]).why).toContain('gpuHours: its start is not known');
  expect(compute({ endedAt: started - 1 }, [a100(1)]).why).toContain('gpuHours: it ended before it started');
  expect(compute({}, [a100(1)], { prices: [], watts: [], gridKgPerKwh: null })).toMatchObject({
    cost: null,
    currency: null,
    why: [
      'cost: no prices are configured',
      'energyKwh: it was not logged, and no watts are configured',
      'co2eKg: it was not logged, and gridKgPerKwh is not configured',
    ],
  });
  expect(compute({ params: [param('n_gpus', 1)] }, null).why).toContain('cost: no price fits a GPU without a name');
});

test('a run that goes on counts until now, where somebody says now', () => {
  const running = { endedAt: null };
  expect(compute(running, [a100(1)])).toMatchObject({ gpuHours: null, why: ['gpuHours: it has not ended'] });
  expect(compute(running, [a100(1)], {}, 'lab', started + 2 * hour).gpuHours).toBe(2);
  expect(compute({}, [a100(1)], {}, 'lab', started + 100 * hour).gpuHours).toBe(10);
});

test('what was measured is told as it was logged', () => {
  const metrics = [metric('codecarbon/energy_consumed', 1.5), metric('emissions', 0.25)];
  expect(compute({ metrics }, null)).toMatchObject({
    energyKwh: 1.5,
    energyFrom: 'MEASURED',
    co2eKg: 0.25,
    co2eFrom: 'MEASURED',
  });
  const [energy] = metrics;
  expect(compute({ metrics: energy === undefined ? [] : [energy] }, null)).toMatchObject({
    co2eKg: 1.5 * 0.35,
    co2eFrom: 'CONFIGURED',
  });
  expect(compute({ params: [param('emissions', '0.5')] }, null)).toMatchObject({ co2eKg: 0.5, co2eFrom: 'MEASURED' });
  expect(compute({ metrics: [metric('emissions', Number.NaN)] }, [a100(1)]).co2eFrom).toBe('CONFIGURED');
  expect(compute({ metrics: [metric('co_emissions', 9)] }, null).co2eKg).toBeNull();
});
