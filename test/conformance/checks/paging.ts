import { answer } from '../oracle/answer.ts';
import { at, listAt } from '../../support/json-at.ts';
import { ask } from './ask.ts';
import type { Check } from './check.ts';
import { walk } from './walk.ts';

export const checkPaging: readonly Check[] = [
  {
    id: 'page-sizes',
    says: 'every page size gives the same list',
    async run({ gateway, runs }) {
      const expected = answer(runs, {}).map(({ source, nativeId }) => `${source}/${nativeId}`);
      for (const first of [1, 2, 7, 50, 1000]) expect((await walk(gateway, { first })).refs).toEqual(expected);
    },
  },
  {
    id: 'edge-cursors',
    says: 'the cursor of every edge goes on behind its own run',
    async run({ gateway, runs }) {
      const orderBy = [{ by: { field: 'STATUS' } }];
      const expected = answer(runs, { orderBy: [{ by: { field: 'STATUS' } }] }).map(({ nativeId }) => nativeId);
      const page = await ask(
        gateway,
        'query ($orderBy: [RunOrder!]) { runs(first: 20, orderBy: $orderBy) { edges { cursor node { nativeId } } } }',
        { orderBy },
      );
      const edges = listAt(page['runs'], 'edges');
      expect(edges.map((edge) => at(edge, 'node', 'nativeId'))).toEqual(expected.slice(0, 20));
      for (const index of [0, 3, 11, 18, 19]) {
        const next = await ask(
          gateway,
          'query ($orderBy: [RunOrder!], $after: String) { runs(first: 3, orderBy: $orderBy, after: $after) { nodes { nativeId } } }',
          {
            orderBy,
            after: at(edges[index], 'cursor'),
          },
        );
        expect(listAt(next['runs'], 'nodes').map((node) => at(node, 'nativeId'))).toEqual(
          expected.slice(index + 1, index + 4),
        );
      }
    },
  },
  {
    id: 'projects-narrow',
    says: 'one project holds its own runs, by argument, by field and by name',
    async run({ gateway, runs }) {
      const { projects } = await ask(gateway, '{ projects { nodes { ref name } } }');
      for (const project of listAt(projects, 'nodes')) {
        const [ref, name] = [String(at(project, 'ref')), String(at(project, 'name'))];
        const expected = answer(runs, { projects: [name] }).map(({ source, nativeId }) => `${source}/${nativeId}`);
        expect((await walk(gateway, { projects: [ref], first: 9 })).refs).toEqual(expected);
        expect((await walk(gateway, { filter: { projectName: { eq: name } }, first: 9 })).refs).toEqual(expected);
        const found = await ask(
          gateway,
          `{ project(id: ${JSON.stringify(ref)}) { runs(first: 1000) { nodes { ref } } } }`,
        );
        expect(listAt(found['project'], 'runs', 'nodes').map((node) => at(node, 'ref'))).toEqual(expected);
      }
    },
  },
];
