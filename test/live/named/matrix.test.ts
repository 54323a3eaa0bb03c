import { verifyPlan, type Verdicts } from '../../../src/core/migrate/verify-plan.ts';
import { entriesOf } from '../../../src/core/migrate/fit/losses.ts';
import { requireSource } from '../../../src/core/sources/sources.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { openPlaces } from '../../core/migrate/places.ts';
import { callContext } from '../../support/call-context.ts';
import { places, type OpenPlace } from '../matrix/places.ts';
import { sources } from '../matrix/sources.ts';

// Every source into every target, over the canonical data set. It takes a while, and runs by its name alone:
// `npm run test:live -- matrix`. What became of each pair is printed as a table.

const rows: string[] = [];
const opened = new Map<string, Promise<OpenTarget>>();
afterAll(async () => {
  const head = '| from | to | runs moved | verified | models | losses |\n| --- | --- | --- | --- | --- | --- |';
  process.stdout.write(`\n${head}\n${rows.join('\n')}\n\n`);
  for (const one of opened.values()) await (await one).close();
});

function partedIn({ runs, models }: Verdicts): readonly string[] {
  const all = [...runs, ...models.map(({ model, ...rest }) => ({ run: `model ${model}`, ...rest }))];
  return all.flatMap(({ run, why }) => (why === null ? [] : [`${run}: ${why}`]));
}

/** A source is filled once, for all targets. */
function open(index: number): Promise<OpenTarget> {
  const source = sources[index];
  if (source === undefined) throw new Error('no source');
  const found = opened.get(source.name) ?? source.open(canonicalData, `source-${index}`);
  opened.set(source.name, found);
  return found;
}

describe.each(places.map((place) => [place.name, place] as const))('into %s', (name, place) => {
  let target: OpenPlace | undefined;
  afterAll(() => target?.close());

  test.each(sources.map((source, index) => [source.name, index] as const))('%s', async (from, index) => {
    // Folders are one for each pair, so that none is asked for what another one left there.
    if (!('url' in (target?.settings ?? {}))) await target?.close();
    if (target === undefined || !('url' in target.settings)) target = await place.open();
    const { source } = await open(index);
    const world = await openPlaces({ target: target.settings }, [source]);
    try {
      const { capabilities } = await requireSource(world.world.sources, 'target').adapter.probe(callContext());
      if (capabilities.writes === undefined) {
        rows.push(`| ${from} | ${name} | nothing can be written to it | | | |`);
        return;
      }
      const { plan, wrong, planned, met, lines } = await world.move(source.id, 'target');
      const verdicts = await verifyPlan(plan, { ...world.world, lines, parallel: 4 });
      const equal = verdicts.runs.filter((verdict) => verdict.equal).length;
      const models = verdicts.models.filter((verdict) => verdict.equal).length;
      const losses = entriesOf(met).map(([code, { count }]) => `${code} ${count}`);
      const moved = `${plan.runs.length - wrong.length} of ${plan.runs.length}`;
      const row = `| ${from} | ${name} | ${moved} | ${equal} | ${models} of ${plan.models.length} | ${losses.join(', ')} |`;
      rows.push(row);
      process.stdout.write(`${row}\n`);
      expect(plan.runs.length).toBeGreaterThan(50);
      expect(wrong).toEqual([]);
      expect(partedIn(verdicts)).toEqual([]);
      expect(models).toBe(verdicts.models.length);
      expect(equal).toBe(plan.runs.length);
      // What the plan said is what happened.
      expect(met).toEqual(planned);
    } finally {
      await world.close();
    }
  });
});
