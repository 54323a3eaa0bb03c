import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepEnvironment, runToEnd } from './environments.ts';

/** Python 3.10 or newer with venv, which real trackers need; undefined where this machine has none. */
export function findPython(): string | undefined {
  return ['python3', 'python'].find((command) => {
    const check = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)';
    return spawnSync(command, ['-c', check], { stdio: 'ignore' }).status === 0;
  });
}

/** An environment with the packages of a requirements file. Answers its folder. Throws where pip fails. */
export function prepareEnvironment(python: string, name: string, requirements: URL): string {
  return keepEnvironment(name, readFileSync(requirements), (folder) => {
    runToEnd(python, ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--progress-bar', 'off'];
    runToEnd(join(folder, 'bin', 'python'), [...pip, '--requirement', requirements.pathname]);
  });
}
