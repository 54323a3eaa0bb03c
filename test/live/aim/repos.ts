import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SampleData, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { withDates } from '../../support/with-dates.ts';
import { environment } from '../support/server.ts';

/** A repo of Aim on disk, filled by its SDK. */
export interface Repo {
  readonly folder: string;
  /** From the key of a sample run to its hash. */
  readonly runIds: ReadonlyMap<string, string>;
  remove(): void;
}

/** Makes a repo with the runs of a data set. `extras` says what goes into a run beside what a sample can say. */
export function seedRepo(data: SampleData, extras: (key: string) => object = () => ({})): Repo {
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-aim-'));
  const file = join(folder, 'data.json');
  const runs = data.runs.map((run) => ({ ...toSeed(withDates(run)), ...extras(run.key) }));
  writeFileSync(file, writeJson({ projects: data.projects, runs }));
  const hashes: unknown = JSON.parse(runPython('seed.py', [folder, file]));
  const pairs = Object.entries(Object(hashes)).map(([key, hash]) => [key, String(hash)] as const);
  return { folder, runIds: new Map(pairs), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A repo without runs. */
export function emptyRepo(): Pick<Repo, 'folder' | 'remove'> {
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-aim-'));
  pythonWith(['-c', 'import aim, sys; aim.Repo.from_path(sys.argv[1], init=True)', folder]);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a script of this folder in the environment of Aim, and answers the last line that it prints. */
export function runPython(script: string, args: readonly string[]): string {
  return pythonWith([fileURLToPath(new URL(script, import.meta.url)), ...args]);
}

/** The same, and answers every line. */
export function runPythonLines(script: string, args: readonly string[]): readonly string[] {
  return outputOf([fileURLToPath(new URL(script, import.meta.url)), ...args]).split('\n');
}

/** The same for any arguments of Python and any input, which answers the last line. */
export function pythonWith(args: readonly string[], input = ''): string {
  return outputOf(args, input).split('\n').at(-1) ?? '';
}

function outputOf(args: readonly string[], input = ''): string {
  const command = join(environment('aim'), 'bin', 'python');
  const { status, stdout, stderr } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`${args[0] ?? ''} failed: ${stderr.slice(-3000)}`);
  return stdout.trimEnd();
}

function toSeed(run: SampleRun): object {
  const { git, entryPoint } = run;
  const commit = git && { hash: git.commit.slice(0, 7), timestamp: '2026-01-05T08:00:00', author: 'Ada' };
  const info = git && { branch: git.branch, remote_origin_url: git.repository, commit };
  return {
    ...run,
    tags: run.tags.map(({ key }) => key),
    // Keys with dots are nested dicts, as a training script would set them.
    params: run.params.map(({ key, value }) => ({ path: key.split('.'), value })),
    systemParams: { arguments: entryPoint === null ? [] : [entryPoint], git_info: info ?? {} },
  };
}

/** JSON as Python reads it: NaN and the infinities bare, exact integers by digits, large doubles with an exponent. */
function writeJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') {
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
  }
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${writeJson(member)}`).join(',')}}`;
}
