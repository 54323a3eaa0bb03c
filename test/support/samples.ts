import { trackers } from '../../adapters/registry.ts';
import { demoSettings } from '../../src/cli/demo-settings.ts';
import type { Sample } from '../../src/contract/tracker.ts';
import { serve } from '../../src/server/serve.ts';
import { assembleConfig } from './assemble.ts';

/** The sample trackers of the demo, and what a config says of them. */
export interface Samples {
  readonly sources: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  close(): Promise<void>;
}

export async function startSamples(): Promise<Samples> {
  const sources: Record<string, Readonly<Record<string, unknown>>> = {};
  const started: Sample[] = [];
  for (const { kind, demo } of trackers) {
    for (const one of demo) {
      const sample = await one.start();
      started.push(sample);
      sources[one.id] = { tracker: kind, ...sample.source };
    }
  }
  return {
    sources,
    async close() {
      await Promise.all(started.map((sample) => sample.close()));
    },
  };
}

/** A gateway over them that listens, with what the demo's config says. */
export async function serveSamples() {
  const samples = await startSamples();
  const gateway = await assembleConfig(samples.sources, { more: demoSettings });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  return {
    url: server.url,
    gateway,
    async close(): Promise<void> {
      await server.close();
      await gateway.close();
      await samples.close();
    },
  };
}
