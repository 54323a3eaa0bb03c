import fc from 'fast-check';
import { isZone, toUtc } from '../../../adapters/neptune/archive/zone.ts';
import { neptune } from '../../../adapters/neptune/index.ts';

const problemsOf = (settings: unknown): readonly string[] =>
  neptune.settings.safeParse(settings).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const token = (members: object): string => Buffer.from(JSON.stringify(members)).toString('base64');

test.each([
  [{ path: 'a' }, []],
  [{ path: ['a', 'b'], forks: 'stitched', timeZone: '-05:00', errorsPath: 'e' }, []],
  [{}, [expect.stringMatching(/^path: is missing/)]],
  [{ url: 'https://neptune.example.com', apiToken: token({ api_address: 'x' }) }, []],
  [{ apiToken: token({ api_address: 'neptune.example.com' }) }, []],
  [{ apiToken: token({}) }, [expect.stringMatching(/^url: is missing/)]],
  [{ apiToken: 'no base64 JSON' }, ['apiToken: is no API token of Neptune: those are base64 of JSON']],
  [{ url: 'https://neptune.example.com' }, [expect.stringMatching(/^apiToken: is missing/)]],
  [{ path: 'a', apiToken: token({ api_url: 'x' }) }, [expect.stringMatching(/^path: is of an export/)]],
  [{ path: 'a', timeZone: 'Mars/Olympus' }, [expect.stringMatching(/^timeZone: must be an offset/)]],
  [{ path: [] }, [expect.stringMatching(/^path: /)]],
])('settings %j', (settings, problems) => {
  expect(problemsOf(settings)).toEqual(problems);
});

test('wall clock times of a zone become UTC', () => {
  const berlin = toUtc('Europe/Berlin');
  expect(berlin(Date.UTC(2026, 6, 1, 12))).toBe(Date.UTC(2026, 6, 1, 10));
  expect(berlin(Date.UTC(2026, 0, 1, 12))).toBe(Date.UTC(2026, 0, 1, 11));
  // Clocks go from 03:00 back to 02:00 on 2025-10-26: of two readings the first.
  expect(berlin(Date.UTC(2025, 9, 26, 2, 30))).toBe(Date.UTC(2025, 9, 26, 0, 30));
  expect(berlin(Date.UTC(2025, 9, 26, 3, 0))).toBe(Date.UTC(2025, 9, 26, 2, 0));
  expect(toUtc('+05:30')(Date.UTC(2026, 0, 1, 5, 30))).toBe(Date.UTC(2026, 0, 1));
  expect(['UTC', '+02:00', '-0330', 'Asia/Kolkata', '5', ''].map(isZone)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('there and back: a time that a clock shows once is found again', () => {
  const zones = ['America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns'];
  const hour = 3_600_000;
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2026, 0) }),
      (zone, utc) => {
        const offset = offsetOf(zone, utc);
        fc.pre([-3, -2, -1, 1, 2, 3].every((hours) => offsetOf(zone, utc + hours * hour) === offset));
        expect(toUtc(zone)(utc + offset)).toBe(utc);
      },
    ),
  );
});

/** A zone's offset by another way: the text that a date is shown as. */
function offsetOf(zone: string, utc: number): number {
  const text = new Date(utc).toLocaleString('sv-SE', { timeZone: zone });
  return Date.parse(`${text.replace(' ', 'T')}Z`) - Math.floor(utc / 1000) * 1000;
}
