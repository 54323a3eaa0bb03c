import { execSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

// Fails when a generated file is not what its sources make today. Leaves the tree as it was.

const files = [
  'src/generated/sdl.ts',
  'src/generated/resolvers.ts',
  'src/generated/where-parser.js',
  'src/generated/where-parser.d.ts',
  'rungraph.schema.json',
  'docs/configuration.md',
];
const read = () => files.map((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

const before = read();
execSync('npm run --silent codegen', { stdio: ['ignore', 'ignore', 'inherit'] });
const after = read();
const stale = files.filter((_file, index) => before[index] !== after[index]);
files.forEach((file, index) => writeFileSync(new URL(`../${file}`, import.meta.url), before[index]));

if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run: npm run codegen`);
  process.exit(1);
}
