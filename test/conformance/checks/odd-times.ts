import { hasDate } from '../../../src/contract/time.ts';
import { at, listAt } from '../../support/json-at.ts';
import type { OracleRun } from '../oracle/oracle-run.ts';
import { askWithGaps } from './ask.ts';
import type { Check } from './check.ts';

const document = `{ runs(first: 1000, archived: INCLUDE) {
  nodes { nativeId startedAt endedAt native }
  table(columns: [{ value: { field: ID } } { value: { field: STARTED_AT } } { value: { field: STATUS } }]) {
    columns { values }
  }
} }`;

function hasOddTime({ startedAt, endedAt }: OracleRun): boolean {
  return [startedAt, endedAt].some((time) => time !== null && !hasDate(time));
}

export const checkOddTimes: readonly Check[] = [
  {
    id: 'times-without-a-date',
    says: 'a time that has no date is null with an error that names the run, native holds it, and the page stands',
    async run({ gateway, runs }) {
      const odd = runs.filter(hasOddTime);
      const { errors = [] } = await gateway.execute(document);
      const { runs: list } = await askWithGaps(gateway, document);
      const nodes = listAt(list, 'nodes');
      expect(nodes).toHaveLength(runs.length);
      const [ids, started, status] = listAt(list, 'table', 'columns').map((column) => listAt(column, 'values'));
      expect(status).not.toContain(null);
      for (const run of odd) {
        const node = nodes.find((one) => at(one, 'nativeId') === run.nativeId);
        expect(node).toMatchObject({ startedAt: null });
        expect(JSON.stringify(at(node, 'native'))).toContain(String(run.startedAt));
        expect(started?.[ids?.indexOf(run.nativeId) ?? -1]).toBeNull();
        const told = errors.filter(({ message }) => message.includes(run.nativeId));
        expect(told.map(({ path, extensions }) => [path?.at(-1), extensions?.['code']])).toContainEqual([
          'startedAt',
          'PROTOCOL',
        ]);
      }
      expect(errors.some(({ path }) => path === undefined)).toBe(odd.length > 0);
    },
  },
];
