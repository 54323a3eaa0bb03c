import { drawCurve, plainRun, seededRandom, toParams, toTags } from './build-run.ts';
import { fieldNotes } from './field-notes.ts';
import type { SampleData, SampleRun } from './sample-data.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 8, 3, 12, 0);

const sizes = [
  { name: 'tiny', layers: 6, gpus: 1, lr: 0.001, loss: 3.41, accuracy: 0.74 },
  { name: 'small', layers: 12, gpus: 2, lr: 0.0006, loss: 2.97, accuracy: 0.88 },
  { name: 'base', layers: 24, gpus: 4, lr: 0.0003, loss: 2.71, accuracy: 0.945 },
] as const;

/** A team that trains small language models: each size is a parent run with one child a seed. */
export const languageTeam: SampleData = {
  projects: [{ name: 'small-lm', description: 'How small can it be?', createdAt: start - 240 * hour }],
  runs: sizes.flatMap((size, index) => [parent(size, index), ...[11, 12, 13].map((seed) => child(size, index, seed))]),
};

type Size = (typeof sizes)[number];

function parent(size: Size, index: number): SampleRun {
  const startedAt = start + index * 24 * hour;
  return plainRun({
    key: `lm-${size.name}`,
    project: 'small-lm',
    name: `lm-${size.name}`,
    startedAt,
    endedAt: startedAt + 20 * hour,
    user: 'aiko',
    tags: toTags({ team: 'language', kind: 'sweep' }),
    params: toParams({ layers: size.layers }),
  });
}

function child(size: Size, index: number, seed: number): SampleRun {
  const random = seededRandom(seed * 31 + index);
  const startedAt = start + index * 24 * hour + (seed - 10) * hour;
  const drift = (random() - 0.5) * 0.02;
  const curves = [
    { key: 'eval_loss', from: 9.2, to: size.loss + drift, noise: 0.03 },
    { key: 'val_accuracy', from: 0.05, to: size.accuracy - drift, noise: 0.005 },
  ];
  return plainRun({
    key: `lm-${size.name}-${seed}`,
    project: 'small-lm',
    name: `lm-${size.name}-seed${seed}`,
    startedAt,
    endedAt: startedAt + 5 * hour,
    user: 'aiko',
    parent: `lm-${size.name}`,
    tags: toTags({ team: 'language' }),
    params: toParams({ model: `lm-${size.name}`, layers: size.layers, lr: size.lr, seed, tokenizer: 'bpe-32k' }),
    metrics: [
      ...curves.map((curve) => drawCurve(curve, 60, startedAt, 240_000, random)),
      ...Array.from({ length: size.gpus }, (_gpu, at) => utilization(at, startedAt)),
    ],
    git: {
      commit: '9b1d5e7f3a2c4d6e8f0a1b3c5d7e9f1a2b4c6d8e',
      branch: 'scaling',
      repository: 'https://git.example.com/language/lm.git',
      dirty: false,
    },
    entryPoint: 'pretrain.py',
    datasets: [
      { name: 'corpus-v4', digest: 'a91c0e44', uri: 's3://corpus/v4', role: 'training' },
      ...(size.name === 'base' ? [{ ...fieldNotes, role: 'evaluation' }] : []),
    ],
  });
}

/** As clients that watch over a machine log it: a metric for each GPU. */
function utilization(gpu: number, startedAt: number): SampleRun['metrics'][number] {
  const curve = { key: `system/gpu_${gpu}_utilization_percentage`, from: 40, to: 93, noise: 4 };
  return drawCurve(curve, 10, startedAt, 1_800_000, seededRandom(gpu + 1));
}
