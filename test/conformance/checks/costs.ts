import { at, listAt } from '../../support/json-at.ts';
import { ask } from './ask.ts';
import type { Check } from './check.ts';

/** The calls that the one source of a list was sent. */
function callsOf(list: unknown): number {
  return listAt(list, 'reports').reduce<number>((sum, report) => sum + Number(at(report, 'upstreamCalls')), 0);
}

export const checkCosts: readonly Check[] = [
  {
    id: 'one-call-a-page',
    says: 'a page in the default order costs one call at the most, and so does the next one',
    async run({ gateway, source }) {
      // What other checks have read is kept no more; the list of projects is known before the first page.
      await ask(gateway, `mutation { purge(source: ${JSON.stringify(source.id)}) }`);
      await ask(gateway, '{ projects { nodes { ref } } }');
      const page = 'runs(first: 10, after: $after) { pageInfo { endCursor } reports { upstreamCalls } }';
      const first = await ask(gateway, `query ($after: String) { ${page} }`);
      const second = await ask(gateway, `query ($after: String) { ${page} }`, {
        after: at(first['runs'], 'pageInfo', 'endCursor'),
      });
      expect(Math.max(callsOf(first['runs']), callsOf(second['runs']))).toBeLessThanOrEqual(1);
    },
  },
  {
    id: 'explain-asks-for-no-runs',
    says: 'explaining a question tells the plan and reads no runs',
    async run({ gateway, source }) {
      const { explainRuns } = await ask(
        gateway,
        '{ explainRuns(filter: { user: { eq: "x" }, name: { eq: "y" } }) { source { name } sort reason } }',
      );
      expect(explainRuns).toMatchObject([{ source: { name: source.id } }]);
    },
  },
];
