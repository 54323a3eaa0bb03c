import { cpus } from 'node:os';
import { access } from './access.ts';
import { aimDecoder } from './aim-decoder.ts';
import { aimSeries } from './aim-series.ts';
import { archive } from './archive.ts';
import { clients } from './clients.ts';
import { comparing } from './comparing.ts';
import { comparison } from './comparison.ts';
import { dashboard } from './dashboard.ts';
import { execution } from './execution.ts';
import { exportImport } from './export-import.ts';
import { exports } from './exports.ts';
import { hive } from './hive.ts';
import { loader } from './loader.ts';
import { movingAim } from './moving-aim.ts';
import { movingArchive } from './moving-archive.ts';
import { moving } from './moving.ts';
import { nPlusOne } from './n-plus-one.ts';
import { pageOverhead } from './page-overhead.ts';
import { planning } from './planning.ts';
import { selections } from './selections.ts';
import { series } from './series.ts';
import { soak } from './soak.ts';
import { supergraph } from './supergraph.ts';
import { toxicBench } from './toxics.ts';
import { wandbSeries } from './wandb-series.ts';
import { warm } from './warm.ts';

// `npm run bench`, or `npm run bench -- name`: ratios measured side by side in one run. No figure is asserted.

const benches = {
  'page-overhead': pageOverhead,
  'n-plus-one': nPlusOne,
  execution,
  series,
  warm,
  selections,
  dashboard,
  toxics: toxicBench,
  archive,
  'aim-decoder': aimDecoder,
  'aim-series': aimSeries,
  'wandb-series': wandbSeries,
  comparing,
  comparison,
  exports,
  clients,
  access,
};
/** Only by name: one takes ten minutes, the others install half a gigabyte of packages and more. */
const onDemand = { soak, hive, supergraph, moving, movingAim, movingArchive, planning, exportImport, loader };
const wanted = process.argv.slice(2);

const [cpu] = cpus();
process.stdout.write(`${String(cpus().length)} x ${cpu?.model ?? 'unknown processor'}, Node ${process.version}\n`);
const chosen = wanted.length === 0 ? Object.entries(benches) : Object.entries({ ...benches, ...onDemand });
for (const [name, bench] of chosen) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
