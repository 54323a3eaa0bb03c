import { renderAnswer, renderErrors, renderIncomplete } from '../../src/cli/render-answer.ts';
import { renderCsv } from '../../src/cli/render-csv.ts';
import { renderPlans } from '../../src/cli/render-plans.ts';
import { describeFinding } from '../../src/cli/doctor.ts';
import { describeRedis } from '../../src/cli/doctor-redis.ts';
import { rungraph } from './command.ts';

// What commands print: text from outside does not steer the terminal, and columns are those that hold something.

const screen = { width: undefined };
const nasty = 'a\u001b]0;owned\u0007b\u009b31mc\rd\u202ee';
const shown = 'a\\x1b]0;owned\\x07b\\x9b31mc\\x0dd\\u202ee';

test('a run that is named with control bytes does not steer the terminal', () => {
  const table = { refs: ['s/1'], columns: [{ name: nasty, values: [nasty] }] };
  const lists = { runs: { nodes: [{ name: nasty, tags: [{ key: nasty, value: nasty }] }], reports: [] } };
  const text = [
    renderAnswer({ data: { ...lists, framed: { table }, run: { name: nasty }, plain: nasty } }, screen),
    renderErrors({ errors: [{ message: nasty, path: ['run', nasty], extensions: { code: 'NOT_FOUND' } }] }),
    ...renderIncomplete({ extensions: { incomplete: [{ state: 'FAILED', source: 's', code: null, message: nasty }] } }),
    renderPlans({ data: { runs: [{ source: { name: nasty }, sort: 'NATIVE', native: nasty, pushed: [nasty] }] } }),
    describeRedis({ url: nasty, reachable: false, latencyMs: 1, message: nasty, remedy: null }),
    describeFinding({
      ...{ source: nasty, ok: false, tracker: 't', url: nasty, reachable: true, authorised: true, version: nasty },
      ...{ latencyMs: 1, clockSkewMs: null, filters: [], sorts: [], code: 'PROTOCOL', message: nasty, remedy: null },
      diagnostics: [{ severity: 'WARNING', code: 'X', message: nasty, remedy: nasty, subject: null }],
    }),
  ];
  for (const part of text) {
    expect(part).toContain(shown);
    expect(part).not.toMatch(/(?![\n\t])\p{Cc}|\u202e/u);
  }
});

test('CSV keeps the bytes: it is for files', () => {
  expect(renderCsv({ data: { runs: { nodes: [{ name: '\u001bx' }] } } })).toBe('name\r\n\u001bx\r\n');
});

test('a metric that some runs lack makes no column of its own', () => {
  const nodes = [
    { name: 'a', metric: null },
    { name: 'b', metric: { last: 0.5, min: 0.1 } },
  ];
  const [, head = ''] = renderAnswer({ data: { runs: { nodes } } }, screen).split('\n');
  expect(head.trim().split(/\s+/)).toEqual(['name', 'metric.last', 'metric.min']);
  const [csvHead, ...rows] = renderCsv({ data: { runs: { nodes } } }).split('\r\n');
  expect(csvHead).toBe('name,metric.last,metric.min');
  expect(rows).toEqual(['a,,', 'b,0.5,0.1', '']);
});

test('a metric that no run has keeps the column that was asked for', () => {
  const nodes = [{ name: 'a', metric: null }];
  expect(renderCsv({ data: { runs: { nodes } } })).toBe('name,metric\r\na,\r\n');
});

test('an error of a command does not steer the terminal', async () => {
  const { code, stderr } = await rungraph(['doctor', '-c', `none\u001b]0;owned\u0007.yaml`]);
  expect(code).not.toBe(0);
  expect(stderr).toContain('none\\x1b]0;owned\\x07.yaml');
  expect(stderr).not.toMatch(/(?!\n)\p{Cc}/u);
});
