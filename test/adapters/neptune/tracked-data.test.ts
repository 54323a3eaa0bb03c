import { openTrackedData } from '../../../adapters/neptune/archive/artifacts/tracked-data.ts';
import type { ArchivedRun } from '../../../adapters/neptune/archive/catalog.ts';

const owner: ArchivedRun = {
  project: 'acme/vision',
  run: 'VIS-1',
  nativeId: 'acme/vision/VIS-1',
  scope: 'runs',
  line: '2.x',
  archived: false,
  rows: 1,
  phantoms: 0,
  system: new Map(),
  params: [],
  largeIntegers: [],
  blanks: [],
  series: [],
  seriesCount: 0,
  files: [['data/train', 'artifact', 'acme/vision/VIS-1/data/train', null]],
  parts: [],
  otherCopies: 0,
};

test('tracked data that could not be looked for is looked for again, and what was read is kept', async () => {
  let looked = 0;
  const tracked = openTrackedData({
    holds: () => true,
    find() {
      looked += 1;
      return looked === 1 ? Promise.reject(new Error('too many open files')) : Promise.resolve('missing');
    },
  });
  await expect(tracked.of(owner)).rejects.toThrow('too many open files');
  expect(await tracked.of(owner)).toMatchObject([{ name: 'data/train' }]);
  await tracked.of(owner);
  expect(looked).toBe(2);
});
