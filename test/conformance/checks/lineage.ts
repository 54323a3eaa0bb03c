import { encodeId } from '../../../src/graphql/ids.ts';
import { at, listAt } from '../../support/json-at.ts';
import { ask } from './ask.ts';
import type { Check, Conformance } from './check.ts';

const document = `query ($of: ID!, $direction: LineageDirection, $depth: Int) {
  lineage(of: $of, direction: $direction, depth: $depth, limit: 1000) {
    nodes { id ... on Run { nativeId } ... on Artifact { name } ... on ModelVersion { version } }
    edges { from to kind }
    complete stoppedBy
    reports { state code message upstreamCalls }
  }
}`;

function idOf({ samples, source }: Conformance, key: string): string {
  const sample = samples.find(({ run }) => run.key === key);
  return encodeId('Run', source.id, sample?.nativeId);
}

export const checkLineage: readonly Check[] = [
  {
    id: 'lineage-family',
    says: 'the runs nested in a run are found level by level, and so are those that it is nested in',
    async run(conformance) {
      const { gateway, samples } = conformance;
      if (samples.every(({ run }) => run.parent === null)) return;
      const [parent, child, grandchild] = ['parent', 'child-1', 'grandchild'].map((key) => idOf(conformance, key));
      const walk = async (of: unknown, direction: string, depth: number) => {
        const kinds = 'kinds: [CHILD_OF]';
        const { lineage } = await ask(
          gateway,
          `query ($of: ID!) { lineage(of: $of, direction: ${direction}, depth: ${String(depth)}, ${kinds}) { nodes { id } edges { from to kind } stoppedBy } }`,
          { of },
        );
        return lineage;
      };
      const up = await walk(grandchild, 'UPSTREAM', 5);
      expect(listAt(up, 'nodes').map((node) => at(node, 'id'))).toEqual([grandchild, child, parent]);
      expect(listAt(up, 'edges')).toEqual([
        { from: grandchild, to: child, kind: 'CHILD_OF' },
        { from: child, to: parent, kind: 'CHILD_OF' },
      ]);
      expect(at(await walk(parent, 'DOWNSTREAM', 1), 'stoppedBy')).toBe('DEPTH');
      expect(at(await walk(parent, 'DOWNSTREAM', 2), 'stoppedBy')).toBeNull();
      expect(listAt(await walk(parent, 'DOWNSTREAM', 2), 'nodes')).toHaveLength(4);
    },
  },
  {
    id: 'lineage-model',
    needs: 'models',
    says: 'from a run to the model that it made, its version, the run that read it, and the data of both',
    async run(conformance) {
      const { gateway } = conformance;
      const of = idOf(conformance, 'reads-the-model');
      const { lineage } = await ask(gateway, document, { of, direction: 'UPSTREAM', depth: 4 });
      const names = listAt(lineage, 'nodes').map((node) => at(node, 'name') ?? at(node, 'nativeId'));
      const maker = conformance.samples.find(({ run }) => run.key === 'makes-a-model');
      expect(names).toEqual(expect.arrayContaining(['digits', 'Numbered', 'first-model', maker?.nativeId]));
      expect(lineage).toMatchObject({ complete: true, stoppedBy: null });
      const down = await ask(gateway, document, { of, direction: 'DOWNSTREAM', depth: 4 });
      expect(listAt(down['lineage'], 'nodes').map((node) => at(node, 'version') ?? null)).toContain(
        conformance.versionName(1),
      );
    },
  },
  {
    id: 'lineage-calls',
    needs: 'datasets',
    says: 'a level costs calls by its kinds of nodes and not by their number',
    async run(conformance) {
      const { gateway, source, samples } = conformance;
      const { artifacts: list } = await ask(
        gateway,
        '{ artifacts(filter: { name: { eq: "digits" } }) { nodes { id } } }',
      );
      const of = at(list, 'nodes', 0, 'id');
      const { lineage } = await ask(gateway, document, { of, direction: 'BOTH', depth: 2 });
      const readers = samples.filter(({ run }) => !run.archived && run.datasets.some(({ name }) => name === 'digits'));
      const runs = listAt(lineage, 'nodes').filter((node) => at(node, 'nativeId') !== undefined);
      expect(readers.length).toBeGreaterThan(10);
      expect(runs.length).toBeGreaterThanOrEqual(readers.length);
      for (const edge of listAt(lineage, 'edges')) {
        const ids = listAt(lineage, 'nodes').map((node) => at(node, 'id'));
        expect([ids.includes(at(edge, 'from')), ids.includes(at(edge, 'to'))]).toEqual([true, true]);
      }
      expect(Number(at(lineage, 'reports', 0, 'upstreamCalls'))).toBeLessThan(readers.length + 20);
      expect(source.id).toBe('target');
    },
  },
];
