import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sdl } from '../src/generated/sdl.ts';
import { subgraphSdl } from '../src/graphql/federation/subgraph-sdl.ts';
import { compose, startHive } from '../test/live/federation/supergraph.ts';
import { prepareNodeEnvironment } from '../test/live/support/node.ts';
import { inTurn } from './access.ts';
import { documents } from './execution.ts';
import { startChild } from './support/children.ts';
import { heading, line, ms, times } from './support/print.ts';

/** The same page by way of Hive Gateway, with each of its planners, and without. */
export async function supergraph(): Promise<void> {
  heading('A warm page of 100 runs with 90 key-values each, by way of Hive Gateway; medians, asked in turn');
  const requirements = new URL('../test/live/requirements/federation/', import.meta.url);
  process.env['RUNGRAPH_LIVE'] = JSON.stringify({ federation: prepareNodeEnvironment('federation', requirements) });
  const emulator = await startChild(new URL('support/emulator-child.ts', import.meta.url), 'wide');
  const gateway = await startChild(new URL('support/guarded-child.ts', import.meta.url), { url: emulator.url });
  // What the gateway of others takes for itself is asked of a subgraph that takes no time.
  const instant = await startChild(new URL('support/static-child.ts', import.meta.url), {
    url: gateway.url,
    query: documents.nodes,
  });
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-supergraph-'));
  const file = join(folder, 'runs.graphql');
  writeFileSync(file, subgraphSdl(sdl));
  const over = (name: string, url: string): string => {
    const composed = join(folder, `${name}.graphql`);
    writeFileSync(composed, compose({ runs: { url: `${url}/graphql`, file } }));
    return composed;
  };
  const [ours, others] = [over('ours', gateway.url), over('instant', instant.url)];
  const [javascript, rust] = [await startHive(ours, 'hive'), await startHive(ours, 'hive-rust')];
  const floors = [await startHive(others, 'hive'), await startHive(others, 'hive-rust')];
  const urls = [gateway.url, javascript.url, rust.url];
  const taken = await inTurn(floors.map(({ url }) => ({ url: `${url}/graphql`, query: documents.nodes })));
  for (const [place, planner] of ['JavaScript', 'Rust'].entries()) {
    line(`an instant subgraph, through Hive Gateway, planned in ${planner}`, ms(taken[place] ?? 0));
  }
  const executed = documents.nodes.replace(/ }$/, ' sources { state } }');
  for (const [name, query] of [
    ['kept', documents.nodes],
    ['executed', executed],
  ] as const) {
    const [direct = 0, ...through] = await inTurn(urls.map((url) => ({ url: `${url}/graphql`, query })));
    line(`${name}, direct`, ms(direct));
    for (const [place, planner] of ['JavaScript', 'Rust'].entries()) {
      line(`${name}, through Hive Gateway, planned in ${planner}`, ms(through[place] ?? 0));
      line('  times direct', times((through[place] ?? 0) / direct), 'goal: at most 2 x');
      line('  times Hive Gateway over the instant subgraph', times((through[place] ?? 0) / (taken[place] ?? 0)));
    }
  }
  await Promise.all([javascript, rust, ...floors, instant, gateway, emulator].map((one) => one.stop()));
  rmSync(folder, { recursive: true });
}
