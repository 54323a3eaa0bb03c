import { monitorEventLoopDelay } from 'node:perf_hooks';
import { requireSource } from '../../src/core/sources/sources.ts';
import { assembleBench } from './assembled.ts';

// Opens an archive in a process of its own, asks it some questions, and tells how long each took and what it needed.

const [folder = '', cacheFolder = ''] = process.argv.slice(2);
// How long the thread was held at a stretch while the archive was opened.
const delays = monitorEventLoopDelay({ resolution: 10 });
delays.enable();
const startedAt = performance.now();
const startedCpu = process.cpuUsage();
const gateway = await assembleBench({ source: { tracker: 'neptune', path: folder }, freshMs: 0, folder: cacheFolder });
const source = requireSource(gateway.sources, 'bench');
await source.probe.answer();
const openMs = performance.now() - startedAt;
const cpu = process.cpuUsage(startedCpu);
const openCpuMs = (cpu.user + cpu.system) / 1000;
const heldMs = { p99: delays.percentile(99) / 1e6, most: delays.max / 1e6 };

const questions: Readonly<Record<string, string>> = {
  page: '{ runs(first: 50) { nodes { ref params { key value } metrics { key last } } totalCount } }',
  'filtered, sorted by a metric': `{ runs(first: 50,
    filter: { param: { key: "config/param_1", lt: 5 }, metric: { key: "train/metric_0", gt: 0.25 }, user: { in: ["ada", "grace"] } },
    orderBy: [{ by: { metric: { key: "train/metric_1" } }, direction: DESC }, { by: { param: "config/param_2" } }]
  ) { nodes { ref } } }`,
  'text, sorted by a param': `{ runs(first: 50, filter: { or: [{ param: { key: "config/param_0", endsWith: "-3" } }, { name: { matches: "exp-1.*" } }] },
    orderBy: [{ by: { param: "config/param_1" } }]) { nodes { ref } } }`,
  series: '{ runs(first: 1) { nodes { metric(key: "train/metric_3") { series { steps values } } } } }',
};
const tookMs: Record<string, number[]> = {};
for (const [name, document] of Object.entries(questions)) {
  const took: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const before = performance.now();
    const { errors } = await gateway.execute(document);
    if (errors !== undefined && errors.length > 0) throw new Error(JSON.stringify(errors));
    took.push(performance.now() - before);
  }
  tookMs[name] = took.slice(2);
}
const peakMb = process.resourceUsage().maxRSS / 1024;
process.send?.({ openMs, openCpuMs, heldMs, tookMs, peakMb });
await gateway.close();
