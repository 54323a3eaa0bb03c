import { drawCurve, plainRun, seededRandom, toParams } from './build-run.ts';
import type { SampleData, SampleMachine, SampleRun } from './sample-data.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 7, 10, 8, 0);
const epochs = 50;
const seeds = [1, 2, 3, 4];

const small: SampleMachine = { gpu: 'NVIDIA GeForce RTX 4090', gpus: 1, cuda: '12.4' };
const large: SampleMachine = { gpu: 'NVIDIA A100-SXM4-40GB', gpus: 4, cuda: '12.4' };

const sweep = [
  { lr: 0.0003, width: 64, optimizer: 'adamw', dropout: 0.1 },
  { lr: 0.0003, width: 256, optimizer: 'sgd', dropout: 0.2 },
  { lr: 0.001, width: 64, optimizer: 'sgd', dropout: 0.1 },
  { lr: 0.001, width: 256, optimizer: 'adamw', dropout: 0.2 },
  { lr: 0.003, width: 64, optimizer: 'adamw', dropout: 0.2 },
  { lr: 0.003, width: 256, optimizer: 'sgd', dropout: 0.1 },
  { lr: 0.03, width: 64, optimizer: 'sgd', dropout: 0.2 },
  { lr: 0.03, width: 256, optimizer: 'adamw', dropout: 0.1 },
] as const;
type Cell = (typeof sweep)[number];

const runs = sweep.flatMap((cell, at) => seeds.map((seed) => count(cell, seed, at * seeds.length + seed - 1)));

/**
 * A team that counts fruit: a sweep with four seeds a configuration, on machines that cost unlike much. One run was done
 * again elsewhere and came out otherwise; two were started in a hurry, and lack what runs should have.
 */
export const countingTeam: SampleData = {
  projects: [{ name: 'fruit-counting', description: 'How many are on this tree?', createdAt: start - 48 * hour }],
  runs: [...runs, ...runs.flatMap((run) => (run.key === 'count-20' ? [repeat(run)] : [])), ...hasty()],
};

/** How good a configuration is in the end, apart from luck: best at a learning rate of 0.003, and where it is wide. */
function quality({ lr, width, optimizer }: Cell): number {
  return 0.74 - 0.11 * Math.log10(lr / 0.003) ** 2 + (width === 256 ? 0.05 : 0) + (optimizer === 'adamw' ? 0.008 : 0);
}

function count(cell: Cell, seed: number, index: number): SampleRun {
  const random = seededRandom(4000 + index);
  const startedAt = start + index * 7 * hour;
  const minutes = Math.round((cell.width === 256 ? 360 : 150) * (0.9 + random() / 5));
  const luck = (random() - 0.5) * 0.03;
  const curves = [
    { key: 'val_map', from: 0.05, to: quality(cell) + luck, noise: 0.008 },
    { key: 'train/loss', from: 3.2, to: 1.3 - quality(cell) - luck, noise: 0.04 },
  ];
  return plainRun({
    key: `count-${index}`,
    project: 'fruit-counting',
    name: `detector_w${cell.width}_lr${cell.lr}_seed${seed}`,
    startedAt,
    endedAt: startedAt + minutes * 60_000,
    user: 'omar',
    group: `w${cell.width}-lr${cell.lr}`,
    jobType: 'train',
    params: toParams({ ...cell, epochs, seed }),
    metrics: curves.map((curve) => drawCurve(curve, epochs, startedAt, minutes * 1000, random)),
    git: {
      commit: '5d3f0a92c7e14b86a0f7c2d94e6b1837f5a0c9e2',
      branch: 'main',
      repository: 'https://git.example.com/robots/count.git',
      dirty: null,
    },
    entryPoint: 'count.py',
    datasets: [{ name: 'trees-2026', digest: 'b7710c52', uri: 's3://orchards/trees/2026', role: 'training' }],
    machine: cell.width === 256 ? large : small,
  });
}

/** The same seed and params with newer code on other GPUs: alike until epoch 20, and then ever further apart. */
function repeat(run: SampleRun): SampleRun {
  const startedAt = run.startedAt + 400 * hour;
  const parting = 20;
  return {
    ...run,
    key: 'count-again',
    name: 'best one AGAIN',
    startedAt,
    endedAt: startedAt + 3 * hour,
    user: 'lena',
    metrics: run.metrics.map((metric) => ({
      ...metric,
      points: metric.points.map(({ step, value, timestamp }) => {
        const apart = Number(step) < parting ? 0 : (Number(step) - parting + 1) * 0.002;
        const other = metric.key === 'val_map' ? value - apart : value + apart;
        return { step, value: Number(other.toPrecision(6)), timestamp: startedAt + (timestamp - run.startedAt) / 2 };
      }),
    })),
    git: run.git && { ...run.git, commit: 'e91b6c04d2a85f7390cb1d46a7f2e8530c4d7b16' },
    machine: { gpu: 'NVIDIA H100 80GB HBM3', gpus: 4, cuda: '12.8' },
  };
}

function hasty(): readonly SampleRun[] {
  return ['test2', 'final_FINAL'].map((name, at) => {
    const startedAt = start + (300 + at) * hour;
    const curve = { key: 'val_map', from: 0.05, to: 0.58 + at / 50, noise: 0.02 };
    return plainRun({
      key: `count-hasty-${at}`,
      project: 'fruit-counting',
      name,
      startedAt,
      endedAt: startedAt + hour,
      user: 'lena',
      params: toParams(at === 0 ? { lr: 0.01, width: 64 } : { width: 64, seed: 9 }),
      metrics: [drawCurve(curve, 20, startedAt, 170_000, seededRandom(4500 + at))],
      entryPoint: 'count.py',
      machine: small,
    });
  });
}
