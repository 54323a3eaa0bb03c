import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareNodeEnvironment } from './support/node.ts';
import { findPython, prepareEnvironment } from './support/python.ts';

// `npm run test:live`, or `npm run test:live -- mlflow`: prepares real servers and runs the tests against them. Where
// Python, Redis or R is missing it says what was not proven and ends well, unless LIVE_REQUIRED=1 says that a missing piece
// is a failure. With `--prepare` it ends when the environments are made. An environment is a file or a folder in
// requirements/, named like the folder of its tests, with a version behind: packages of Python, or of Node. Tests in named/
// take long, and run where a word names them: `npm run test:live -- kills`.

const required = process.env['LIVE_REQUIRED'] === '1';
const listed = readdirSync(new URL('requirements/', import.meta.url));
const known = listed.map((file) => file.replace(/\.txt$/, ''));
const words = process.argv.slice(2).filter((word) => word !== '--prepare');
const isNamed = (tracker: string): boolean => words.some((word) => word.includes(tracker));
/** Tests in named/ that are about several trackers. */
const ofSeveral: Readonly<Record<string, readonly string[]>> = {
  matrix: ['mlflow-3', 'mlflow-2', 'aim'],
  kills: ['mlflow-3', 'mlflow-2', 'aim'],
  loader: ['mlflow-3'],
};
/** Servers at a URL of another tracker, which must say so. */
const strangers: Readonly<Record<string, string>> = { 'mlflow-2': 'aim' };
const isNeeded = (name: string): boolean =>
  Object.entries(ofSeveral).some(([test, needs]) => isNamed(test) && needs.includes(name));
const named = known.filter(
  (name) => isNamed(name.replace(/-.*/, '')) || isNamed(strangers[name] ?? '/none') || isNeeded(name),
);
const environments = named.length === 0 ? known : named;

function giveUp(why: string): never {
  notProven(`nothing was checked against real servers (${environments.join(', ')})`, why);
  process.exit(0);
}

function notProven(what: string, why: string): void {
  process.stderr.write(`\nNOT PROVEN: ${what}: ${why}.\n\n`);
  if (required) process.exit(1);
}

const python = findPython() ?? giveUp('there is no Python 3.10 or newer with venv on this machine');
const folders = environments.map((name) => {
  try {
    const at = (file: string): URL => new URL(`requirements/${file}`, import.meta.url);
    const isPython = listed.includes(`${name}.txt`);
    const make = isPython
      ? () => prepareEnvironment(python, name, at(`${name}.txt`))
      : () => prepareNodeEnvironment(name, at(`${name}/`));
    return [name, make()] as const;
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error));
  }
});

if (process.argv.includes('--prepare')) process.exit(0);

const long = readdirSync(new URL('named/', import.meta.url));
const isAskedFor = long.some((file) => words.some((word) => file.startsWith(word)));
const ignored: string[] = isAskedFor ? [] : ['--testPathIgnorePatterns', 'test/live/named'];
for (const [program, what, tests] of [
  ['redis-server', 'the cache was not checked with a real Redis', 'test/live/redis'],
  ['Rscript', 'exports were not read by R', 'test/live/exports/r.test'],
] as const) {
  if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0) continue;
  notProven(what, `there is no ${program} on this machine`);
  ignored.push('--testPathIgnorePatterns', tests);
}

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(
  process.execPath,
  // The words first: the option would take them for more folders to leave out.
  [jest, ...words, '--config', 'test/live/jest.config.js', ...ignored],
  {
    stdio: 'inherit',
    env: {
      ...(isAskedFor && { TEST_FILE_MINUTES: '180' }),
      ...process.env,
      RUNGRAPH_LIVE: JSON.stringify(Object.fromEntries(folders)),
    },
  },
);
process.exit(status ?? 1);
