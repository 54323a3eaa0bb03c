import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `rungraph` command that runs in a process of its own. */
export interface Command {
  readonly child: ChildProcessWithoutNullStreams;
  /** Waits until stdout holds a match, and answers with it. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
}

/** Starts `rungraph` from build/, which jest has brought up to date. */
export function startRungraph(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): Command {
  const child = spawn(process.execPath, [`${root}build/src/cli/main.js`, ...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, NODE_OPTIONS: '', ...options.env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end(options.input ?? '');
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const until = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(stdout);
        if (match !== null) resolve(match);
      };
      child.stdout.on('data', look);
      void ended.then(({ code }) =>
        reject(new Error(`ended with ${String(code)} before ${String(pattern)}: ${stdout}${stderr}`)),
      );
      look();
    });
  return { child, until, ended };
}

/** Runs `rungraph` to its end. */
export function rungraph(args: readonly string[], options: Parameters<typeof startRungraph>[1] = {}): Promise<Ended> {
  return startRungraph(args, options).ended;
}
