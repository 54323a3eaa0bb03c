import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleKey, startWandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { startPair } from '../aim/pair.ts';
import { startFastTrackMl, startMlflow } from '../mlflow/servers.ts';
import type { RealServer } from '../support/server.ts';

/** An empty place that runs may be moved to. */
export interface Place {
  readonly name: string;
  open(): Promise<OpenPlace>;
}

export interface OpenPlace {
  /** What a config says of it. */
  readonly settings: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

function served(name: string, tracker: string, start: () => Promise<RealServer>): Place {
  return {
    name,
    async open() {
      const server = await start();
      return { settings: { tracker, url: server.url }, close: () => server.stop() };
    },
  };
}

function folder(name: string, settings: (path: string) => Readonly<Record<string, unknown>>): Place {
  return {
    name,
    open() {
      const path = mkdtempSync(join(tmpdir(), 'rungraph-matrix-'));
      const close = async (): Promise<void> => {
        await rm(path, { recursive: true, force: true });
      };
      return Promise.resolve({ settings: settings(path), close });
    },
  };
}

/** Every tracker, those that cheap moves go to first. One without a writer is told of, and not tried. */
export const places: readonly Place[] = [
  served('FastTrackML', 'mlflow', startFastTrackMl),
  {
    name: 'W&B',
    async open() {
      const emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
      const settings = { tracker: 'wandb', url: emulator.url, apiKey: sampleKey };
      return { settings, close: () => emulator.close() };
    },
  },
  folder('W&B, local', (path) => ({ tracker: 'wandb', path })),
  folder('archive', (path) => ({ tracker: 'neptune', archive: path })),
  served('MLflow 3', 'mlflow', () => startMlflow('mlflow-3')),
  served('MLflow 2', 'mlflow', () => startMlflow('mlflow-2')),
  {
    name: 'Aim',
    async open() {
      const pair = await startPair();
      return { settings: pair.config, close: () => pair.stop() };
    },
  },
];
