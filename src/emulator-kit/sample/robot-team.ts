import { drawCurve, plainRun, seededRandom, toParams } from './build-run.ts';
import type { SampleData, SampleRun } from './sample-data.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 8, 8, 5, 30);

const policies = [
  { model: 'ppo-small', lr: 0.0003, width: 64, accuracy: 0.83 },
  { model: 'ppo-large', lr: 0.0001, width: 256, accuracy: 0.93 },
  { model: 'sac', lr: 0.0003, width: 256, accuracy: 0.957 },
  { model: 'sac', lr: 0.01, width: 256, accuracy: 0.31 },
] as const;

/** A team that teaches robots to pick fruit: nested params, plain labels, groups of seeds, one run that goes on. */
export const robotTeam: SampleData = {
  projects: [
    { name: 'fruit-picking', description: 'Which fruit is ripe, and how is it picked?', createdAt: start - 400 * hour },
  ],
  runs: policies.flatMap((policy, index) => [learn(policy, index, 1), learn(policy, index, 2)]),
};

function learn({ model, lr, width, accuracy }: (typeof policies)[number], index: number, seed: number): SampleRun {
  const random = seededRandom(900 + index * 10 + seed);
  const startedAt = start + (index * 2 + seed) * 6 * hour;
  const goesOn = index === 1 && seed === 2;
  const curves = [
    { key: 'val_accuracy', from: 0.1, to: accuracy - seed / 500, noise: 0.01 },
    { key: 'train/reward', from: -20, to: 100 * accuracy, noise: 4 },
  ];
  return plainRun({
    key: `robot-${index}-${seed}`,
    project: 'fruit-picking',
    name: `${model}-seed${seed}`,
    status: goesOn ? 'RUNNING' : accuracy < 0.5 ? 'FAILED' : 'FINISHED',
    startedAt,
    endedAt: goesOn ? null : startedAt + 5 * hour,
    user: seed === 1 ? 'lena' : 'omar',
    notes: index === 2 ? 'Picks softly.' : null,
    group: `${model}-lr${lr}`,
    jobType: 'train',
    tags: [{ key: 'orchard', value: null }],
    params: toParams({ model, lr, 'policy.width': width, 'policy.layers': 3, seed }),
    metrics: curves.map((curve) => drawCurve(curve, goesOn ? 70 : 120, startedAt, 150_000, random)),
    git: {
      commit: 'b7c9e1f3a5d70911233445566778899aabbccdde',
      branch: 'main',
      repository: 'https://git.example.com/robots/pick.git',
      dirty: null,
    },
    entryPoint: 'learn.py',
    machine: { gpu: 'NVIDIA A100-SXM4-40GB', gpus: width / 64, cuda: '12.4' },
  });
}
