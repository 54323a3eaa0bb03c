import { trackers } from '../../adapters/registry.ts';
import { ConfigError } from '../../src/config/config-error.ts';
import { readConfig } from '../../src/config/load-config.ts';

// People paste the address of the page that they look at. They are told what to write instead.

function problemOf(tracker: string, url: string): string | null {
  const config = JSON.stringify({ sources: { lab: { tracker, url } } });
  try {
    readConfig(config, 'rungraph.yaml', { trackers, environment: {} });
    return null;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.join('\n').replace(/^.*lab\.url: /, '');
  }
}

test.each([
  ['mlflow', 'http://127.0.0.1:5000/#/experiments/1', 'write http://127.0.0.1:5000'],
  ['mlflow', 'https://ml.example.com/prefix/#/experiments/1/runs/ab12?x=1', 'write https://ml.example.com/prefix'],
  ['mlflow', 'https://ml.example.com/#/models', 'write https://ml.example.com'],
  ['mlflow', 'https://acme.example.com/ml/experiments/123/runs/ab?o=1', 'write https://acme.example.com'],
  ['aim', 'http://127.0.0.1:43800/runs/0f3ab77c1e2d4b5a9c8d7e6f', 'write http://127.0.0.1:43800'],
  ['aim', 'http://aim.example.com/base/experiments/7ee1/overview', 'write http://aim.example.com/base'],
  ['aim', 'http://127.0.0.1:43800/metrics?grouping=x', 'write http://127.0.0.1:43800'],
  ['wandb', 'https://wandb.ai/acme/vision/runs/ab12', 'leave url out, and entity: acme and projects: [vision]'],
  ['wandb', 'https://wandb.ai/acme', 'leave url out, and entity: acme'],
  ['wandb', 'https://wandb.ai/home', 'leave url out'],
  [
    'wandb',
    'https://wandb.example.com/acme/vision/workspace',
    'write https://wandb.example.com, and entity: acme and projects: [vision]',
  ],
  ['neptune', 'https://app.example.com/o/acme/org/vision/runs?x=1', 'write https://app.example.com'],
])('%s: %s', (tracker, url, advice) => {
  expect(problemOf(tracker, url)).toContain(`is the address of a page: ${advice}`);
});

test.each([
  ['mlflow', 'http://127.0.0.1:5000'],
  ['mlflow', 'https://ml.example.com/prefix/'],
  ['mlflow', 'https://ml.example.com/experiments'],
  ['aim', 'http://127.0.0.1:43800/experiments'],
  ['aim', 'http://127.0.0.1:43800/team/aim'],
  ['wandb', 'https://api.wandb.ai'],
  ['wandb', 'https://wandb.example.com'],
])('%s: %s is no page', (tracker, url) => {
  expect(problemOf(tracker, url)).toBeNull();
});

test('credentials in such an address are not repeated', () => {
  const problem = problemOf('mlflow', 'http://ada:hunter2@host/#/experiments/1');
  expect(problem).toContain('must not hold credentials');
  expect(problem).not.toContain('hunter2');
});
