import { drawCurve, plainRun, seededRandom, toParams, toTags } from './build-run.ts';
import type { SampleData, SampleRun } from './sample-data.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 12, 9, 0);

const attempts = [
  { model: 'conformer-s', lr: 0.002, accuracy: 0.887 },
  { model: 'conformer-m', lr: 0.001, accuracy: 0.936 },
  { model: 'conformer-m', lr: 0.0005, accuracy: 0.95 },
  { model: 'conformer-l', lr: 0.0005, accuracy: 0.49 },
] as const;

/** A team that recognised speech, and whose tracker is gone: what is left of its runs lies on disk. */
export const speechTeam: SampleData = {
  projects: [{ name: 'speech', description: null, createdAt: start }],
  runs: attempts.map(recognise),
};

function recognise({ model, lr, accuracy }: (typeof attempts)[number], index: number): SampleRun {
  const random = seededRandom(index + 71);
  const startedAt = start + index * day;
  const epochs = 40;
  const curves = [
    { key: 'val_accuracy', from: 0.1, to: accuracy, noise: 0.008 },
    { key: 'train/loss', from: 6.1, to: 1.2 - accuracy, noise: 0.06 },
  ];
  return plainRun({
    key: `speech-${index}`,
    project: 'speech',
    name: `${model}-lr${lr}`,
    status: accuracy < 0.5 ? 'FAILED' : 'FINISHED',
    startedAt,
    endedAt: startedAt + epochs * 240_000,
    user: 'samir',
    notes: index === 2 ? 'Goes to the call centre.' : null,
    tags: toTags({ speech: '' }),
    params: toParams({ model, lr, batch_size: 64, epochs, seed: 5 + index }),
    metrics: curves.map((curve) => drawCurve(curve, epochs, startedAt, 240_000, random)),
    entryPoint: 'recognise.py',
    files: [
      { path: 'config/model.yaml', content: `model: ${model}\nlearning_rate: ${lr}\n` },
      { path: 'reports/errors.csv', content: `word,times\neight,${12 - 2 * index}\nate,${9 - index}\n` },
    ],
  });
}
