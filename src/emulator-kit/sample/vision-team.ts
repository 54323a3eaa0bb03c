import { drawCurve, plainRun, seededRandom, toParams, toTags } from './build-run.ts';
import { fieldNotes } from './field-notes.ts';
import type { SampleData, SampleModel, SampleRun } from './sample-data.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 8, 1, 7, 30);

const grid = [
  { model: 'resnet50', lr: 0.1, batch: 256, accuracy: 0.912, status: 'FINISHED' },
  { model: 'resnet50', lr: 0.03, batch: 256, accuracy: 0.931, status: 'FINISHED' },
  { model: 'resnet50', lr: 0.01, batch: 128, accuracy: 0.924, status: 'FINISHED' },
  { model: 'vit-s16', lr: 0.001, batch: 512, accuracy: 0.942, status: 'FINISHED' },
  { model: 'vit-s16', lr: 0.0003, batch: 512, accuracy: 0.948, status: 'FINISHED' },
  { model: 'vit-s16', lr: 0.01, batch: 512, accuracy: 0.61, status: 'FAILED' },
  { model: 'convnext-t', lr: 0.004, batch: 256, accuracy: 0.951, status: 'FINISHED' },
  { model: 'convnext-t', lr: 0.001, batch: 256, accuracy: 0.944, status: 'KILLED' },
] as const;

/** The run of the grid that everybody looks at. */
const best = 6;

const classifier: SampleModel = {
  key: 'crop-classifier',
  name: 'crop-classifier',
  files: [
    { path: 'MLmodel', content: 'flavors:\n  python_function:\n    python_version: 3.11.7\n' },
    { path: 'requirements.txt', content: 'torch==2.8.0\ntimm==1.0.19\nnumpy==2.3.2\n' },
    { path: 'python_env.yaml', content: 'python: 3.11.7\ndependencies:\n- -r requirements.txt\n' },
  ],
  registered: { name: 'crop-classifier', aliases: ['champion'] },
};

/** A team that classifies images: two projects, a small grid, one run that goes on. */
export const visionTeam: SampleData = {
  projects: [
    { name: 'image-classification', description: 'Which crop grows on this field?', createdAt: start - 30 * day },
    { name: 'segmentation', description: 'Where does the field end?', createdAt: start - 12 * day },
  ],
  runs: [...grid.map(classify), segment()],
};

function classify(cell: (typeof grid)[number], index: number): SampleRun {
  const random = seededRandom(index + 1);
  const startedAt = start + index * day + Math.floor(random() * 3_600_000);
  const epochs = cell.status === 'FINISHED' ? 90 : 31;
  const curves = [
    { key: 'val_accuracy', from: 0.2, to: cell.accuracy, noise: 0.01 },
    { key: 'train/loss', from: 4.6, to: 1 - cell.accuracy, noise: 0.05 },
  ];
  return plainRun({
    key: `vision-${index}`,
    project: 'image-classification',
    name: `${cell.model}-lr${cell.lr}`,
    status: cell.status,
    startedAt,
    endedAt: startedAt + epochs * 120_000,
    user: index % 2 === 0 ? 'mira' : 'jonas',
    notes: index === 6 ? 'Best so far; candidate for the field test.' : null,
    tags: toTags({ team: 'vision', stage: index === 6 ? 'candidate' : 'search' }),
    params: toParams({
      model: cell.model,
      lr: cell.lr,
      batch_size: cell.batch,
      epochs,
      seed: 17 + index,
      augment: true,
      n_gpus: cell.batch / 128,
    }),
    metrics: curves.map((curve) => drawCurve(curve, epochs, startedAt, 120_000, random)),
    git: {
      commit: `${index}c4f1e8a9b7d2036e5f4a1b8c9d0e7f6a5b4c3d2`,
      branch: 'main',
      repository: 'https://git.example.com/vision/classify.git',
      dirty: index % 3 === 0,
    },
    entryPoint: 'train.py',
    datasets: [
      { name: 'fields-2026', digest: '5f2b8c1d', uri: 's3://fields/2026/train', role: 'training' },
      ...(index === best ? [fieldNotes] : []),
    ],
    files:
      index === best
        ? [{ path: 'report/summary.md', content: `# ${cell.model}\n\nval_accuracy ${cell.accuracy}\n` }]
        : [],
    models: index === best ? [classifier] : [],
  });
}

function segment(): SampleRun {
  const startedAt = start + 9 * day;
  const curve = { key: 'val_iou', from: 0.3, to: 0.81, noise: 0.02 };
  return plainRun({
    key: 'vision-unet',
    project: 'segmentation',
    name: 'unet-baseline',
    status: 'RUNNING',
    startedAt,
    user: 'mira',
    tags: toTags({ team: 'vision' }),
    params: toParams({ model: 'unet', lr: 0.002, batch_size: 16, seed: 3 }),
    metrics: [drawCurve(curve, 24, startedAt, 300_000, seededRandom(99))],
    entryPoint: 'segment.py',
    datasets: [{ name: 'fields-2026', digest: '5f2b8c1d', uri: 's3://fields/2026/train', role: 'training' }],
    usedModels: [classifier.key],
  });
}
