import { mostPathBytes, mostValueBytes } from './limits.ts';
import { malformed } from './malformed.ts';

/** What is done with a frame: its path is bytes[pathStart, pathEnd), its value bytes[valueStart, valueEnd). */
export type OnFrame = (bytes: Buffer, pathStart: number, pathEnd: number, valueStart: number, valueEnd: number) => void;

/**
 * Cuts a stream into frames, whatever pieces it comes in: u32 length, path, u32 length, value, all little-endian. There
 * is no header, no end and no checksum, so that nothing but a whole number of frames tells a whole stream from a part.
 */
export interface FrameReader {
  /** Hands out every frame that is whole now. */
  push(piece: Uint8Array): void;
  /** Throws PROTOCOL where the stream ended inside a frame. */
  end(): void;
}

export function openFrameReader(onFrame: OnFrame): FrameReader {
  /** The start of a frame that is not whole yet, in the pieces that it came in. */
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  /** How many bytes that frame takes at least. */
  let needed = 0;

  function keep(rest: Uint8Array, least: number): void {
    waiting = rest.length === 0 ? [] : [rest];
    waitingBytes = rest.length;
    needed = least;
  }

  return {
    push(piece) {
      waiting.push(piece);
      waitingBytes += piece.length;
      if (waitingBytes < needed || waitingBytes === 0) return;
      const bytes = toBuffer(waiting, waitingBytes);
      let at = 0;
      for (;;) {
        const left = bytes.length - at;
        if (left < 8) {
          keep(bytes.subarray(at), 8);
          return;
        }
        const pathBytes = bytes.readUInt32LE(at);
        if (pathBytes > mostPathBytes) throw malformed(`a path claims ${pathBytes} bytes`);
        if (left < 8 + pathBytes) {
          keep(bytes.subarray(at), 8 + pathBytes);
          return;
        }
        const pathEnd = at + 4 + pathBytes;
        const valueBytes = bytes.readUInt32LE(pathEnd);
        if (valueBytes > mostValueBytes) throw malformed(`a value claims ${valueBytes} bytes`);
        const end = pathEnd + 4 + valueBytes;
        if (end > bytes.length) {
          keep(bytes.subarray(at), end - at);
          return;
        }
        onFrame(bytes, at + 4, pathEnd, pathEnd + 4, end);
        at = end;
      }
    },
    end() {
      if (waitingBytes > 0) throw malformed('it ends inside a frame');
    },
  };
}

function toBuffer(pieces: readonly Uint8Array[], length: number): Buffer {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
  return Buffer.concat(pieces, length);
}
