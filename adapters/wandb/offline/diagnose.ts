import type { Diagnostic } from '../../../src/contract/adapter.ts';
import type { DamagedFile, Listing } from './open-shelf.ts';
import type { OfflineRun } from './to-run.ts';

/** What of the settings decides what is found. */
export interface Scope {
  readonly path: string;
  readonly projects: readonly string[] | undefined;
  readonly isWanted: (run: OfflineRun) => boolean;
}

/** So many files are named one by one. */
const mostNamed = 20;

/** What was found in the folder, and which files are not as they should be. */
export function diagnose(listing: Listing, scope: Scope): readonly Diagnostic[] {
  const { complaints, damaged } = listing;
  return [
    found(listing, scope),
    ...named(complaints.map((message) => ({ severity: 'WARNING', code: 'UNREADABLE_FILE', message, ...nothing }))),
    ...named(damaged.map(ofDamage)),
  ];
}

const nothing = { remedy: null, subject: null };

function found({ runs, files }: Listing, { path, projects, isWanted }: Scope): Diagnostic {
  const wanted = [...runs.values()].filter(isWanted).length;
  const within = projects === undefined ? '' : ` of the projects named (${projects.join(', ')})`;
  const message = `${count(wanted, 'run')}${within} found, in ${count(files, '.wandb file')} in and below ${path}.`;
  if (wanted > 0) return { severity: 'INFO', code: 'RUNS_FOUND', message, remedy: null, subject: path };
  const remedy =
    files > 0
      ? 'Check projects of this source: the runs in the folder are of others, or cannot be read.'
      : 'Name the folder that a script ran in, or the folder wandb in it: files are looked for up to three folders below.';
  return { severity: 'WARNING', code: 'NOTHING_FOUND', message, remedy, subject: path };
}

function ofDamage({ name, runId, damage }: DamagedFile): Diagnostic {
  const message = damage.torn
    ? `"${name}" ends within a record: it is still being written, or was cut off.`
    : `"${name}" has damaged records near its end (${damage.broken}).`;
  const code = damage.torn ? 'TORN_FILE' : 'DAMAGED_FILE';
  return { severity: 'WARNING', code, message, remedy: null, subject: runId };
}

/** All of a kind, or the first of many and how many more there are. */
function named(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const [first] = diagnostics;
  const more = diagnostics.length - mostNamed;
  if (first === undefined || more <= 0) return diagnostics;
  const message = `${count(more, 'more file')} like that.`;
  return [...diagnostics.slice(0, mostNamed), { ...first, message, ...nothing }];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
