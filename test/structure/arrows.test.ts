import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The check of arrows itself: a rule that refuses nothing would pass for ever.

const root = fileURLToPath(new URL('../..', import.meta.url));

const probes = [
  ['src/contract/x-probe.ts', '../kit/chunk.ts', 'contract-depends-on-nothing'],
  ['src/kit/x-probe.ts', '../core/query/plan.ts', 'kit-sees-the-contract'],
  ['src/disk/x-probe.ts', '../kit/chunk.ts', 'disk-sees-the-contract'],
  ['src/core/x-probe.ts', '../kit/chunk.ts', 'core-sees-the-contract'],
  ['src/core/y-probe.ts', '../graphql/ids.ts', 'core-sees-the-contract'],
  ['src/graphql/x-probe.ts', '../server/health.ts', 'graphql-sees-the-core'],
  ['src/server/x-probe.ts', '../cli/serve.ts', 'nothing-sees-the-cli'],
  ['src/export/x-probe.ts', '../server/health.ts', 'export-sees-graphql-and-core'],
  ['src/cli/x-probe.ts', '../../adapters/mlflow/client.ts', 'cli-sees-the-registry-alone'],
  ['adapters/mlflow/x-probe.ts', '../../src/core/query/plan.ts', 'adapters-see-kit-and-contract'],
  ['adapters/mlflow/y-probe.ts', '../../src/emulator-kit/inject-faults.ts', 'adapters-see-kit-and-contract'],
  ['adapters/mlflow/z-probe.ts', './emulator/start.ts', 'readers-know-no-emulator'],
  ['adapters/mlflow/emulator/x-probe.ts', '../wire.ts', 'emulators-know-no-reader'],
  ['src/kit/w-probe.ts', '../emulator-kit/inject-faults.ts', 'kit-sees-the-contract'],
  ['src/config/x-probe.ts', '../core/query/plan.ts', 'config-sees-settings'],
  ['src/assemble/x-probe.ts', '../server/health.ts', 'assemble-sees-what-it-assembles'],
  ['src/server/y-probe.ts', '../assemble/assemble-gateway.ts', 'the-cli-alone-sees-assemble'],
  ['src/core/cache/x-probe.ts', 'ioredis', 'redis-in-the-cache'],
  ['src/core/z-probe.ts', 'axios', 'axios-in-the-kit'],
  ['src/kit/z-probe.ts', '@apollo/server', 'apollo-in-graphql-and-server'],
  ['src/kit/y-probe.ts', 'fast-check', 'run-time-dependencies-are-declared'],
] as const;

let report = '';

/** A copy of the house: other tests compile the real one meanwhile. */
const copy = mkdtempSync(join(tmpdir(), 'rungraph-arrows-'));

/** Two files that know each other by their types alone. */
const circle = ['src/core/circle-probe.ts', 'src/core/circles-probe.ts'] as const;

beforeAll(() => {
  for (const part of ['src', 'adapters', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [file, imported] of probes) writeFileSync(join(copy, file), `import '${imported}';\n`);
  const [one, other] = circle;
  writeFileSync(join(copy, one), `import type { B } from './circles-probe.ts';\nexport type A = B | null;\n`);
  writeFileSync(join(copy, other), `import type { A } from './circle-probe.ts';\nexport type B = A | null;\n`);
  const files = [...probes.map(([file]) => file), ...circle];
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err'];
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  report = spawnSync(process.execPath, [cruiser, ...files, ...args], { cwd: copy, encoding: 'utf8' }).stdout;
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

test.each(probes)('%s may not import %s', (file, _imported, rule) => {
  expect(report.split('\n').filter((line) => line.includes(rule) && line.includes(file))).not.toEqual([]);
});

test('types may not go in circles either', () => {
  expect(report).toMatch(/no-cycles: src\/core\/circles?-probe/);
});
