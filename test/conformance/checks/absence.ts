import { at, listAt } from '../../support/json-at.ts';
import type { StoredArtifacts } from '../target.ts';
import { ask } from './ask.ts';
import type { Check, Conformance } from './check.ts';

type Kind = keyof StoredArtifacts;

/** What is proven of a target that was not filled with something: that it shows none of it. */
export function checkAbsence(kind: Kind, unproven: readonly Check[]): Check {
  const ids = unproven.filter(({ needs }) => needs === kind).map(({ id }) => id);
  return {
    id: `no-${kind}`,
    says: `filled with no ${kind}, it shows none; not proven of it: ${ids.join(', ')}`,
    run: (conformance) => absence[kind](conformance),
  };
}

const absence: Readonly<Record<Kind, (conformance: Conformance) => Promise<void>>> = {
  datasets: (conformance) => showsNone(conformance, 'artifacts(first: 1, filter: { type: DATASET })'),
  models: (conformance) => showsNone(conformance, 'artifacts(first: 1, filter: { type: MODEL })'),
  registry: (conformance) => showsNone(conformance, 'models(first: 1)'),

  async files({ gateway, samples, source }) {
    const owners = samples.filter(({ run }) => run.files.length > 0);
    for (const { nativeId } of owners) {
      const selection = 'nodes { files(recursive: true) { nodes { path } } }';
      const { run } = await ask(gateway, `{ run(id: "${source.id}/${nativeId}") { produced { ${selection} } } }`);
      const files = listAt(run, 'produced', 'nodes').flatMap((artifact) => listAt(artifact, 'files', 'nodes'));
      expect(files).toEqual([]);
    }
  },
};

async function showsNone({ gateway }: Conformance, field: string): Promise<void> {
  const { list } = await ask(gateway, `{ list: ${field} { nodes { id } reports { state code } } }`);
  expect(at(list, 'nodes')).toEqual([]);
  expect([[{ state: 'OK', code: null }], [{ state: 'SKIPPED', code: 'UNSUPPORTED' }]]).toContainEqual(
    at(list, 'reports'),
  );
}
