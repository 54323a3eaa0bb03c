import { encodeEntry, Float } from '../../../adapters/aim/emulator/encode-tree.ts';
import { readRoots } from '../../../adapters/aim/encoding/read-roots.ts';

// Reads a listing that as trees does not fit into the heap that this process may take, and prints how many runs came.

const params = Object.fromEntries(
  Array.from({ length: 200 }, (_param, at) => [`param_${String(at)}`, new Float(at / 7)]),
);
const run = encodeEntry('0'.repeat(24), { props: { name: 'run' }, params });
const total = Number(process.argv[2]);

async function* stream(): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < total; index += 1) {
    // The hash is at the same place in every frame of the run, which is written over in a copy.
    const bytes = Buffer.from(
      run.toString('latin1').replaceAll('0'.repeat(24), String(index).padStart(24, 'a')),
      'latin1',
    );
    yield await Promise.resolve(bytes);
  }
}

let found = 0;
for await (const { key } of readRoots(stream())) if (key.endsWith(String(found))) found += 1;
process.stdout.write(String(found));
