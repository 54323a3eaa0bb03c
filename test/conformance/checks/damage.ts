import { at, listAt } from '../../support/json-at.ts';
import { canonicalData } from '../canonical/canonical-data.ts';
import type { DamagedTarget, Target } from '../target.ts';
import { ask } from './ask.ts';
import type { Check } from './check.ts';

const list = `{ runs(first: 1000, archived: INCLUDE) {
  nodes { nativeId } totalCount reports { state message }
} }`;

/** What is proven of a tracker that is files: those that cannot be read are missing, and every list says so. */
export function checkDamage(target: Target): readonly Check[] {
  const open = target.openDamaged?.bind(target);
  if (open === undefined) return [];
  return [
    {
      id: 'damaged-files',
      says: 'files that cannot be read are named in a report that is PARTIAL, leave no total, and are refused by strict',
      async run({ runs }) {
        const damaged = await open(canonicalData, 'target');
        try {
          await proveDamage(damaged, runs.length);
        } finally {
          await damaged.close();
        }
      },
    },
  ];
}

async function proveDamage({ gateway, damaged, lostRun, runIds }: DamagedTarget, runCount: number): Promise<void> {
  const lost = runIds.get(lostRun) ?? '';
  const { runs } = await ask(gateway, list);
  const found = listAt(runs, 'nodes').map((node) => at(node, 'nativeId'));
  expect(found).toHaveLength(runCount - 1);
  expect(found).not.toContain(lost);
  const partial = { state: 'PARTIAL', message: expect.stringContaining(damaged) };
  expect({ totalCount: at(runs, 'totalCount'), reports: at(runs, 'reports') }).toEqual({
    totalCount: null,
    reports: [partial],
  });
  const strict = await gateway.execute('{ runs(strict: true) { nodes { ref } } }');
  expect(strict.errors?.[0]?.message).toContain(damaged);
  const { keys } = await ask(gateway, '{ keys(kind: METRIC) { reports { state message } } }');
  expect(at(keys, 'reports')).toEqual([partial]);
  const { source } = await ask(gateway, '{ source(id: "target") { diagnostics { severity message } } }');
  const errors = listAt(source, 'diagnostics').filter((one) => at(one, 'severity') === 'ERROR');
  expect(errors.map((one) => String(at(one, 'message'))).join('\n')).toContain(damaged);
}
