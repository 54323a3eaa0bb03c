import { emulate, sampleRun, series, type Emulated } from './emulated.ts';

const text = (key: string, value: string) => ({ key, value });
const last = (key: string, value: number) => series(key, [[0, value]]);

// Newest first, which is the order of answers.
const runs = [
  sampleRun('a', {
    startedAt: 4000,
    endedAt: 9000,
    params: [text('lr', '0.1'), text('name', '100%')],
    tags: [text('val/set', 'b'), text('team', 'Vision')],
    metrics: [last('acc', 0.9), last('val/acc', 1)],
    datasets: [{ name: 'train', digest: 'd1', uri: '/data', role: 'training' }],
  }),
  sampleRun('b', {
    startedAt: 3000,
    endedAt: 8000,
    status: 'FAILED',
    params: [text('lr', '10'), text('name', '100X')],
    tags: [text('team', 'vision')],
    metrics: [last('acc', Number.NaN)],
    datasets: [{ name: 'Train', digest: 'd2', uri: '/data', role: 'training' }],
  }),
  sampleRun('c', {
    startedAt: 2000,
    status: 'RUNNING',
    params: [text('lr', '9'), text('name', "it's")],
    tags: [text('team', 'ÉCOLE')],
    metrics: [last('acc', -Infinity)],
  }),
  sampleRun('d', { startedAt: 1000, params: [text('name', 'back\\slash')], archived: true }),
];

let server: Emulated;
let older: Emulated;

beforeAll(async () => {
  server = await emulate(runs);
  older = await emulate(runs, { version: '2.22.5' });
});

afterAll(() => Promise.all([server.close(), older.close()]));

async function found(filter: string, emulated = server): Promise<string> {
  const answer = await emulated.search({ filter, run_view_type: 'ALL' });
  return typeof answer === 'string' ? answer : answer.join('');
}

test.each([
  ['', 'abcd'],
  ["params.lr = '9'", 'c'],
  ["params.lr = '9' params.name LIKE '%'", 'c'],
  ["params.name LIKE '%' and AND params.lr != '9' AND", 'ab'],
  ["params.\nlr LIKE '%'", ''],
  ['params.name = "it\'s"', 'c'],
  ["params.name = 'it''s'", ''],
  ["params.name LIKE 'back\\slash'", 'd'],
  ["params.name LIKE '100%'", 'ab'],
  ["params.name LIKE '100\\%'", ''],
  ["params.name LIKE 'it_s'", 'c'],
  ["tags.team = 'vision'", 'b'],
  ["tags.team LIKE 'V%'", 'a'],
  ["tags.team ILIKE 'V%'", 'ab'],
  ["tags.team ilike 'école'", ''],
  ["tags.team ILIKE 'École'", 'c'],
  ["tags.`val/set` = 'b'", 'a'],
  ['tags."val/set" = \'b\'', 'a'],
  ["params.lr != '9'", 'ab'],
  ['params.lr IS NULL AND params.name is not null', 'd'],
  ['metrics.acc > 0.5', 'a'],
  ['metric.`val/acc` >= 1.', 'a'],
  ['metrics.acc = -1.7976931348623157e308', 'c'],
  ['metrics.acc < 1e400 AND metrics.acc > -5e-1', 'a'],
  ["status = 'FAILED'", 'b'],
  ["status = 'failed'", ''],
  ["attributes.`Run name` LIKE 'a%'", 'a'],
  ["`status` != 'FINISHED'", 'bc'],
  ['start_time >= 3000.5', 'a'],
  ['end_time != 9000', 'b'],
  ['Created <= 2000', 'cd'],
  ["datasets.name IN ('train', 'Train')", 'ab'],
  ["dataset.context = 'training' AND datasets.digest LIKE '_2'", 'b'],
])('the filter %s finds %j', async (filter, names) => {
  expect(await found(filter)).toBe(names);
});

test('run ids may be listed, in either kind of quotes', async () => {
  const [a, b] = [server.idOf('a'), server.idOf('b')];
  expect(await found(`run_id IN ('${a}', "${b}",)`)).toBe('ab');
  expect(await found(`run_id NOT IN ('${a}') AND params.lr LIKE '%'`)).toBe('bc');
});

const wrong = (list: string): string => `Invalid clause(s) in filter string: ${list}`;

test.each([
  ["params.lr = '9' OR params.lr = '10'", wrong("'OR'")],
  ["(params.lr = '9')", wrong("'(params.lr = '9')'")],
  ["NOT params.lr = '9'", wrong("'NOT'")],
  ['metrics.acc BETWEEN 0 AND 1', wrong("'metrics.acc', 'BETWEEN', '0', '1'")],
  ["params.lr = '9';", wrong("';'")],
  ["params.in = '9'", wrong("'params.', 'in', '=', ''9''")],
  ["params.a b = '9'", wrong("'params.a'")],
  ["params.a-b = '9'", "Invalid comparison clause. Expected 'Identifier' found 'params.a-b'"],
  ['metrics.val/acc > 0', "Invalid comparison clause. Expected 'Identifier' found 'metrics.val/acc'"],
  ["'9' = params.lr", "Invalid comparison clause. Expected 'Identifier' found ''9''"],
  ['params.lr = 9', "Expected a quoted string value for parameter (e.g. 'my-value'). Got value 9"],
  ["params.lr IN ('9')", "Expected a quoted string value for parameter (e.g. 'my-value'). Got value ('9')"],
  ['params.lr = nine', 'used for string value nine. Use either single or double quotes.'],
  ["params.lr > '9'", "Invalid comparator '>'"],
  ["params.lr == '9'", "Invalid comparator '=='"],
  ["params.lr NOT LIKE '9'", "Invalid comparator 'NOT LIKE'"],
  ["metrics.acc > '0'", "Expected numeric value type for metric. Found '0'"],
  ['metrics.acc > NaN', 'Expected numeric value type for metric. Found NaN'],
  ['metrics.acc IS NULL', "IS NULL / IS NOT NULL is only supported for tags and params, not for 'metric' 'acc'"],
  ["status IN ('FAILED')", "Only ['run_id'] attributes support comparison with a list"],
  ['run_id IN ()', 'expected a non-empty list of string values, but got empty list'],
  ["run_id IN ('a', 1)", "but got different type in list: ('a', 1)"],
  ["experiment_id = '1'", "Invalid attribute key 'experiment_id' specified"],
  ["lifecycle_stage = 'active'", "Invalid attribute key 'lifecycle_stage' specified"],
  ["foo.lr = '9'", "Invalid entity type 'foo'"],
  ["datasets.uri = '/data'", "Invalid dataset key 'uri' specified"],
  [' ', "Invalid filter ' '. Could not be parsed."],
  ["params.a = 'x'; params.a = 'y'", 'Search filter contained multiple expression'],
])('the filter %s is refused', async (filter, message) => {
  expect(await found(filter)).toContain(message);
});

test('NaN matches nothing but != in 3.17, and is 0 in 2.22', async () => {
  expect(await found('metrics.acc = 0')).toBe('');
  expect(await found('metrics.acc != 0')).toBe('abc');
  expect(await found('metrics.acc = 0', older)).toBe('b');
  expect(await found('metrics.acc != 0', older)).toBe('ac');
});

test('2.22 has no IS NULL', async () => {
  expect(await found('params.lr IS NULL', older)).toBe(wrong("'params.lr', 'IS', 'NULL'"));
});

test('2.22 drops items of a list that hold an upper-case letter, and knows single quotes only', async () => {
  expect(await found("datasets.name IN ('train', 'Train')", older)).toBe('a');
  expect(await found('run_id IN ("a")', older)).toContain('ill-formed list');
});

test('2.22 cannot filter datasets and params at once', async () => {
  expect(await found("datasets.name = 'train' AND params.lr = '0.1'")).toBe('a');
  expect(await found("datasets.name = 'train' AND params.lr = '0.1'", older)).toContain('no such column');
});

test('SQLite joins 64 tables at most', async () => {
  const clauses = (count: number): string => Array.from({ length: count }, () => "params.lr = '9'").join(' AND ');
  expect(await found(clauses(63))).toBe('c');
  const reply = await server.post('runs/search', { filter: clauses(64), experiment_ids: ['1'] });
  expect([reply.status, reply.text]).toEqual([503, expect.stringContaining('TEMPORARILY_UNAVAILABLE')]);
});

test.each([
  [[], 'abc'],
  [['metrics.acc'], 'cab'],
  [['metrics.acc DESC'], 'acb'],
  [['params.lr ASC'], 'abc'],
  [['params.lr DESC'], 'cba'],
  [['tags.`val/set` desc', 'end_time'], 'abc'],
  [['end_time DESC'], 'abc'],
  [['status', 'start_time'], 'bac'],
])('the order %j gives %j: missing values last, NaN before them, text as text', async (order, names) => {
  expect(await server.search({ order_by: order })).toEqual(Array.from(names));
});

test.each([
  [['metrics.acc '], "Invalid order_by clause 'metrics.acc '. Could not be parsed."],
  [['metrics.acc DESC NULLS LAST'], 'Could not be parsed.'],
  [['metrics.acc, params.lr'], 'Could not be parsed.'],
  [['metrics.acc down'], "Invalid ordering key in order_by clause 'metrics.acc down'."],
  [['datasets.name'], "Invalid identifier type 'dataset'"],
  [['created', 'start_time desc'], "`order_by` contains duplicate fields: ['created', 'start_time desc']"],
  ['metrics.acc', 'Invalid value "metrics.acc" for parameter \'order_by\' supplied:'],
])('the order %j is refused', async (order, message) => {
  expect(await server.search({ order_by: order })).toContain(message);
});

test('a view without a word holds active runs', async () => {
  expect(await server.search({})).toEqual(['a', 'b', 'c']);
  expect(await server.search({ run_view_type: 'DELETED_ONLY' })).toEqual(['d']);
  expect(await server.search({ run_view_type: 2 })).toEqual(['d']);
  expect(await server.search({ run_view_type: 'nonsense' })).toEqual(['a', 'b', 'c']);
});

test('a page token is an offset, and an exactly full last page has one in 2.22 only', async () => {
  const token = Buffer.from('{"offset": 2}').toString('base64');
  const ask = { experiment_ids: ['1'], max_results: 2 };
  expect((await server.post('runs/search', ask)).text).toContain(`"next_page_token": "${token}"`);
  expect(await server.search({ page_token: token, order_by: ['metrics.acc'] })).toEqual(['b']);
  const full = { ...ask, max_results: 3 };
  expect((await server.post('runs/search', full)).text).not.toContain('next_page_token');
  expect((await older.post('runs/search', full)).text).toContain('next_page_token');
});

test.each([
  [{ max_results: 0 }, "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer"],
  [{ max_results: 50_001 }, "Invalid value 50001 for parameter 'max_results' supplied:"],
  [{ page_token: 'x' }, 'Invalid page token, could not base64-decode'],
  [{ page_token: Buffer.from('{"offset":0}').toString('base64') }, "parsed value={'offset': 0}"],
  [{ experiment_ids: ['abc'] }, "Invalid experiment ID 'abc'. Experiment ID must be a valid integer."],
  [{ filter: 5 }, "Invalid value 5 for parameter 'filter' supplied:"],
])('%j is refused', async (body, message) => {
  expect(await server.search(body)).toContain(message);
});

test('what has a wrong type ends the reading of a request, and nobody is told', async () => {
  expect((await server.post('runs/search', '{"experiment_ids": [1]}')).text).toBe('{}');
  expect((await server.post('runs/search', '{"page_token": 5, "experiment_ids": ["1"]}')).text).toBe('{}');
  expect((await server.post('runs/search', '{"experiment_ids": ["1"')).text).toBe('{}');
  expect((await server.post('runs/search', {})).text).toBe('{}');
  expect((await older.post('runs/search', { experiment_ids: [1] })).text).toContain('"runs"');
});

test('a body must be declared as JSON', async () => {
  const reply = await server.post('runs/search', '{}', { 'content-type': 'text/plain' });
  expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('Content-Type must be one of')]);
});
