import { drawCurve, plainRun, seededRandom, toParams } from './build-run.ts';
import type { SampleData, SampleRun } from './sample-data.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 8, 5, 6, 0);

const models = [
  { model: 'tft', horizon: 24, lr: 0.001, accuracy: 0.9 },
  { model: 'tft', horizon: 48, lr: 0.0005, accuracy: 0.87 },
  { model: 'nbeats', horizon: 24, lr: 0.002, accuracy: 0.89 },
  { model: 'linear', horizon: 24, lr: 0.05, accuracy: 0.71 },
] as const;

/** A team that forecasts harvests: every metric in two contexts, params in groups, plain labels. */
export const forecastTeam: SampleData = {
  projects: [{ name: 'harvest', description: 'How much will this field yield?', createdAt: start - 100 * hour }],
  runs: models.map(forecast),
};

function forecast({ model, horizon, lr, accuracy }: (typeof models)[number], index: number): SampleRun {
  const startedAt = start + index * 5 * hour;
  const random = seededRandom(700 + index);
  const draw = (subset: string, key: string, from: number, to: number) => {
    return { ...drawCurve({ key, from, to, noise: 0.01 }, 40, startedAt, 90_000, random), context: { subset } };
  };
  return plainRun({
    key: `forecast-${index}`,
    project: 'harvest',
    name: `${model}-${horizon}h`,
    startedAt,
    endedAt: startedAt + hour,
    notes: index === 0 ? 'Beats last season.' : null,
    tags: [{ key: 'season-2026', value: null }, ...(index === 0 ? [{ key: 'keeper', value: null }] : [])],
    params: toParams({ model, lr, 'data.horizon': horizon, 'data.fields': 120, seed: 40 + index }),
    metrics: [
      draw('train', 'val_accuracy', 0.3, accuracy + 0.02),
      draw('val', 'val_accuracy', 0.25, accuracy),
      draw('val', 'loss', 2, 1 - accuracy),
    ],
    git: {
      commit: 'e4a1b0c9d8f7e6a5b4c3d2e1f0a9b8c7d6e5f4a3',
      branch: 'main',
      repository: 'https://git.example.com/forecast/harvest.git',
      dirty: null,
    },
    entryPoint: 'forecast.py',
  });
}
