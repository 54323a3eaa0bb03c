import { copyFileSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepEnvironment, runToEnd } from './environments.ts';

/**
 * An environment with the packages that a lock names, and beside them the scripts that lie beside the lock, so that these
 * find the packages. Packages run no scripts of their own at install: some would download programs. Answers the folder.
 * Throws where npm fails.
 */
export function prepareNodeEnvironment(name: string, requirements: URL): string {
  const from = fileURLToPath(requirements);
  const copy = (folder: string, file: string): void => copyFileSync(join(from, file), join(folder, file));
  const folder = keepEnvironment(name, readFileSync(join(from, 'package-lock.json')), (made) => {
    for (const file of ['package.json', 'package-lock.json']) copy(made, file);
    runToEnd('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], made);
  });
  // They change more often than the packages.
  for (const file of readdirSync(from)) if (!file.startsWith('package')) copy(folder, file);
  return folder;
}
