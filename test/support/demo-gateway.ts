import { trackers } from '../../adapters/registry.ts';
import type { Sample } from '../../src/contract/tracker.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { assembleConfig } from './assemble.ts';

export interface DemoGateway {
  readonly gateway: Gateway;
  close(): Promise<void>;
}

/** A gateway over the sample trackers of the demo, behind all layers. Answers are kept for as long as a test may take. */
export async function demoGateway(comparing: Readonly<Record<string, unknown>> = {}): Promise<DemoGateway> {
  const samples = trackers.flatMap((tracker) => tracker.demo.map((source) => ({ tracker, source })));
  const started: { id: string; tracker: (typeof trackers)[number]; sample: Sample }[] = [];
  // One after the other: jest cannot load modules for several at once.
  for (const { tracker, source } of samples) started.push({ id: source.id, tracker, sample: await source.start() });
  const sources = Object.fromEntries(
    started.map(({ id, tracker, sample }) => [id, { tracker: tracker.kind, ...sample.source }]),
  );
  const gateway = await assembleConfig(sources, { keeps: 'everything', more: comparing });
  return {
    gateway,
    async close() {
      await gateway.close();
      await Promise.all(started.map(({ sample }) => sample.close()));
    },
  };
}
