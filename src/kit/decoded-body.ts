import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { RungraphError } from '../contract/error.ts';

type Headers = Readonly<Record<string, string>>;

/** A body as the server has it, without the compression that it, or a proxy on the way, put around it. */
export interface DecodedBody {
  readonly body: Readable;
  /** Without what was true of the compressed bytes alone. */
  readonly headers: Headers;
}

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Its length is not known where it came compressed. @throws PROTOCOL for a compression that nobody asked for. */
export function decodeBody(body: Readable, headers: Headers): DecodedBody {
  const { 'content-encoding': encoding = '', ...others } = headers;
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length === 0) return { body, headers };
  const { 'content-length': length, ...rest } = others;
  // Nothing was put around nothing, whatever the header says.
  if (length === '0') return { body, headers: others };
  // The one that was put on last comes off first.
  const steps = names.reverse().map((name) => decoders[name]?.());
  return {
    body: steps.reduce<Readable>((from, step) => {
      if (step !== undefined) return pipeline(from, step, () => undefined);
      body.destroy();
      throw new RungraphError('PROTOCOL', `The answer is compressed in a way that nobody asked for: ${encoding}.`);
    }, body),
    headers: rest,
  };
}
