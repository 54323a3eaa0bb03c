import { join } from 'node:path';
import { environment, startServer, type RealServer } from '../support/server.ts';

/** What keeps a server light and quiet in a test. */
const quiet = {
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
  MLFLOW_DISABLE_TELEMETRY: 'true',
  DO_NOT_TRACK: 'true',
  GIT_PYTHON_REFRESH: 'quiet',
};

/** The workers of MLflow 2 answer one request at a time, so that a slow reader holds one; those of MLflow 3 many. */
const workers = { 'mlflow-2': '2', 'mlflow-3': '1' } as const;

/** A real MLflow tracking server on sqlite. */
export function startMlflow(
  version: 'mlflow-3' | 'mlflow-2',
  extra: readonly string[] = [],
  env: (folder: string) => Readonly<Record<string, string>> = () => ({}),
  health = '/health',
): Promise<RealServer> {
  const store = (folder: string): readonly string[] => ['--backend-store-uri', `sqlite:///${folder}/store.db`];
  return startServer({
    command: join(environment(version), 'bin', 'mlflow'),
    args: (port, folder) => [
      'server',
      ...store(folder),
      ...['--artifacts-destination', join(folder, 'artifacts')],
      ...['--host', '127.0.0.1', '--port', String(port), '--workers', workers[version]],
      ...extra,
    ],
    env: (folder) => ({ ...quiet, ...env(folder) }),
    health,
  });
}

/** A real FastTrackML server on sqlite. */
export function startFastTrackMl(): Promise<RealServer> {
  return startServer({
    command: join(environment('mlflow-2'), 'bin', 'fml'),
    args: (port, folder) => [
      'server',
      ...['--listen-address', `127.0.0.1:${String(port)}`],
      ...['--database-uri', `sqlite://${folder}/store.db`],
      ...['--default-artifact-root', join(folder, 'artifacts')],
    ],
    health: '/health',
  });
}
