import fc from 'fast-check';
import { encodeEntry } from '../../../adapters/aim/emulator/encode-tree.ts';
import { readColumn } from '../../../adapters/aim/encoding/read-column.ts';
import type { Tree } from '../../../adapters/aim/encoding/tree.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { someEntries } from './arbitrary-tree.ts';
import { decode, recordedStream } from './decode.ts';

const hex = (text: string): Buffer => Buffer.from(text.replace(/[^0-9a-f]/g, ''), 'hex');

// What the encoder of Aim 3.29 makes of one object.
const golden = hex(`
14000000 61623132fe 70726f7073fe 6172636869766564fe        02000000 0100
14000000 61623132fe 70726f7073fe 656e645f74696d65fe        01000000 00
10000000 61623132fe 70726f7073fe 74616773fe                01000000 06
0f000000 61623132fe 706172616d73fe 6c72fe                  09000000 03 000000000000e03f
0e000000 61623132fe 706172616d73fe 6efe                    09000000 02 feffffffffffffff
0f000000 61623132fe 706172616d73fe c3a9fe                  02000000 04 78
0c000000 61623132fe 747261636573fe                         01000000 06
1e000000 61623132fe 747261636573fe fe0000000000000000fe 636f6e74657874fe            01000000 07
23000000 61623132fe 747261636573fe fe0000000000000000fe 76616c756573fe 7368617065fe 09000000 02 0200000000000000
22000000 61623132fe 747261636573fe fe0000000000000000fe 76616c756573fe 626c6f62fe   11000000 05 000000000000f83f 000000000000f87f
`);
const goldenBlob = new Uint8Array(hex('000000000000f83f000000000000f87f'));
const goldenValue = {
  props: { archived: false, end_time: null, tags: [] },
  params: { lr: 0.5, n: -2, é: 'x' },
  traces: [{ context: {}, values: { shape: 2, blob: goldenBlob } }],
};

test('the bytes of a real server are read as what they were', async () => {
  expect(golden).toHaveLength(343);
  expect(await decode(golden)).toEqual([{ key: 'ab12', value: goldenValue }]);
});

test('the emulator writes the bytes that a real server writes', () => {
  const { n: _n, ...params } = goldenValue.params;
  expect(encodeEntry('ab12', { ...goldenValue, params: { lr: params.lr, n: -2, é: 'x' } })).toEqual(golden);
});

test('random trees are read as they were written, whatever pieces they come in', async () => {
  const pieces = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(someEntries, pieces, async (entries, lengths) => {
      const bytes = Buffer.concat(entries.map(([key, { sent }]) => encodeEntry(key, sent)));
      expect(await decode(bytes, lengths)).toEqual(entries.map(([key, { read }]) => ({ key, value: read })));
    }),
    { numRuns: 500 },
  );
});

test('a stream that comes byte by byte is the same stream', async () => {
  const bytes = recordedStream().subarray(0, 2000);
  const whole = recordedStream();
  const single = Array.from({ length: bytes.length }, () => 1);
  expect(await decode(whole, single)).toEqual(await decode(whole));
});

/** Where frames end. */
function boundaries(bytes: Buffer): ReadonlySet<number> {
  const ends = new Set([0]);
  for (let at = 0; at < bytes.length;) {
    at += 4 + bytes.readUInt32LE(at);
    at += 4 + bytes.readUInt32LE(at);
    ends.add(at);
  }
  return ends;
}

async function outcome(bytes: Uint8Array): Promise<unknown> {
  try {
    return await decode(bytes);
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    return error.code;
  }
}

test('TRUNCATION: a stream cut anywhere inside a frame is PROTOCOL, never a short answer', async () => {
  const bytes = recordedStream();
  const ends = boundaries(bytes);
  for (let at = 0; at < bytes.length; at += at > 2000 && at < bytes.length - 400 ? 97 : 1) {
    const found = await outcome(bytes.subarray(0, at));
    if (ends.has(at)) expect(Array.isArray(found)).toBe(true);
    else expect([at, found]).toEqual([at, 'PROTOCOL']);
  }
});

test('every flipped bit of a stream gives PROTOCOL or a well-formed tree', async () => {
  const bytes = recordedStream(5);
  const counts = { PROTOCOL: 0, tree: 0 };
  for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    const found = await outcome(flipped);
    expect(found === 'PROTOCOL' || Array.isArray(found)).toBe(true);
    counts[found === 'PROTOCOL' ? 'PROTOCOL' : 'tree'] += 1;
  }
  expect(counts.PROTOCOL).toBeGreaterThan(1000);
  expect(counts.tree).toBeGreaterThan(1000);
});

test('random bytes are PROTOCOL or a tree, and end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const found = await outcome(bytes);
      expect(found === 'PROTOCOL' || Array.isArray(found)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

const frame = (path: string, value: string): string => {
  const size = (text: string): string => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(hex(text).length);
    return bytes.toString('hex');
  };
  return size(path) + path.replace(/ /g, '') + size(value) + value.replace(/ /g, '');
};
const list = frame('61fe', '06');
const place = (index: string, value = '00'): string => frame(`61fe fe${index}fe`, value);

test.each<[string, string]>([
  ['a length of four gigabytes', 'ffffffff00'],
  ['a value of four gigabytes', '0200000061feffffffff00'],
  ['a value without bytes', frame('61fe', '')],
  ['a boolean of two bytes', frame('61fe', '01 0000')],
  ['an integer of three bytes', frame('61fe', '02 000000')],
  ['a double of seven bytes', frame('61fe', '03 00000000000000')],
  ['a key that does not end', frame('61', '00')],
  ['a value without a key', frame('', '00')],
  ['a place in a list that is text', list + frame('61fe 62fe', '00')],
  ['a place in a list below zero', list + place('ffffffffffffffff')],
  ['a place in a list that would take all memory', list + place('0000000100000000')],
  ['a value with keys below it', frame('61fe', '00') + frame('61fe 62fe', '00')],
  ['keys below that become a value', frame('61fe 62fe', '00') + frame('61fe', '00')],
  ['a list that becomes an object', list + frame('61fe', '07')],
  ['three hundred levels', frame('61fe'.repeat(300), '00')],
])('%s is PROTOCOL', async (_name, bytes) => {
  expect(await outcome(hex(bytes))).toBe('PROTOCOL');
});

test.each<[string, string, Tree]>([
  ['INTEGER KEYS hold the separator among their bytes', frame('61fe fe00000000000000fefe', '00'), { '254': null }],
  ['an object with integer keys is no list', frame('61fe fe0000000000000000fe', '00'), { '0': null }],
  ['an EMPTY KEY is a lone separator', frame('61fe fe', '00'), { '': null }],
  ['gaps of a list are null', list + place('0000000000000002', '0101'), [null, null, true]],
  ['an unknown tag is null, as it is to Aim', frame('61fe 62fe', '0f6162'), { b: null }],
  [
    'short integers and doubles, as imitators send them',
    frame('61fe 62fe', '02ff') + frame('61fe 63fe', '030000803f'),
    { b: -1, c: 1 },
  ],
])('%s', async (_name, bytes, value) => {
  expect(await decode(hex(bytes))).toEqual([{ key: 'a', value }]);
});

test('REPEATED ROOTS: what comes again right away is added, after another root it is an entry of its own', async () => {
  const bytes = Buffer.concat([
    encodeEntry('a', { x: 1 }),
    encodeEntry('a', { y: 2 }),
    encodeEntry('b', 1),
    encodeEntry('a', { z: 3 }),
  ]);
  expect(await decode(bytes)).toEqual([
    { key: 'a', value: { x: 1, y: 2 } },
    { key: 'b', value: 1 },
    { key: 'a', value: { z: 3 } },
  ]);
});

test('PROGRESS and keep-alive frames are no entries, and neither is an empty object', async () => {
  expect((await decode(recordedStream())).map(({ key }) => key)).toEqual([
    '40fb5d074f3d47dd8ad0b642',
    'fa25c5b51a9e4c71bc851d29',
  ]);
  expect(await decode(hex('00000000 01000000 07'))).toEqual([]);
  expect(await decode(Buffer.of())).toEqual([]);
});

test('UNALIGNED columns are read wherever they start in a piece', async () => {
  for (let pad = 0; pad < 9; pad += 1) {
    const blob = Buffer.alloc(16);
    blob.writeDoubleLE(1 / 3, 0);
    blob.writeDoubleLE(-0, 8);
    const [root] = await decode(encodeEntry('a'.repeat(pad + 1), { type: 'numpy', shape: 2, dtype: 'float64', blob }));
    expect(readColumn(root?.value, 'values')).toEqual(Float64Array.of(1 / 3, -0));
  }
});

test('a column that is not what it claims is PROTOCOL', () => {
  const blob = new Uint8Array(16);
  for (const column of [
    { shape: 3, dtype: 'float64', blob },
    { shape: 2, dtype: 'float32', blob },
    { shape: 2, dtype: 'float64' },
    null,
  ]) {
    expect(() => readColumn(column as Tree, 'values')).toThrow(expect.objectContaining({ code: 'PROTOCOL' }));
  }
});

test('keys that every object inherits are data like others', async () => {
  const [root] = await decode(
    encodeEntry('a', JSON.parse('{"__proto__": {"x": 1}, "constructor": "y"}') as Record<string, never>),
  );
  expect(Object.keys(Object(root?.value))).toEqual(['__proto__', 'constructor']);
  expect(Reflect.get(Object(root?.value), 'x')).toBeUndefined();
});
