import { canonicalJson } from '../../src/contract/canonical-json.ts';
import type { CallContext } from '../../src/contract/context.ts';
import { isRungraphError } from '../../src/contract/error.ts';
import type { HttpClient } from '../../src/contract/http.ts';
import { isJsonList, type Json, type MetricContext } from '../../src/contract/value.ts';
import { readAnswer } from '../../src/kit/read-answer.ts';
import { sequenceKinds, type SequenceKey } from './artifact-ids.ts';
import { malformed } from './encoding/malformed.ts';
import type { TreeObject } from './encoding/tree.ts';
import { openSender, type OpenStream } from './send.ts';
import { infoAnswer, type WireInfo } from './wire-artifacts.ts';

/** One function for each endpoint in use. Runs that are not there are NOT_FOUND where nothing else is said. */
export interface ArtifactClient {
  /** What the run tracked and stored. Null where there is no such run. */
  info(context: CallContext, hash: string): Promise<WireInfo | null>;
  /**
   * The records of a sequence, of one step or of all. Undefined where the run has no such sequence. Bytes of images and
   * audios are not among them.
   */
  sequence(context: CallContext, key: SequenceKey, step: number | null): Promise<TreeObject | undefined>;
  blob(context: CallContext, kind: 'images' | 'audios', uri: string): Promise<Uint8Array>;
  /** An entry a line or record, by its number; before the first record comes how many there are. */
  logs(context: CallContext, hash: string, kind: LogKind, part: 'first' | 'all'): Promise<OpenStream>;
}

/** What a run printed, and what it logged by the SDK's own calls. */
export type LogKind = 'logs' | 'log-records';

/** A request for fewer gets a sample. */
const everything = '1000000000';

export function openArtifactClient(http: HttpClient): ArtifactClient {
  const sender = openSender(http);

  async function readAll(stream: OpenStream): Promise<TreeObject> {
    const pairs: (readonly [string, TreeObject[string]])[] = [];
    for await (const { key, value } of stream.roots) pairs.push([key, value]);
    return Object.fromEntries(pairs);
  }

  return {
    async info(context, hash) {
      const path = `/runs/${encodeURIComponent(hash)}/info/`;
      try {
        const query = [['skip_system', 'true'] as const, ...sequenceKinds.map((kind) => ['sequence', kind] as const)];
        return readAnswer(await sender.get(context, path, query), infoAnswer, path);
      } catch (error) {
        if (isRungraphError(error) && error.code === 'NOT_FOUND') return null;
        throw error;
      }
    },

    async sequence(context, { kind, runId, name, context: where }, step) {
      const stream = await sender.open(context, {
        path: `/runs/${encodeURIComponent(runId)}/${kind}/get-batch/`,
        query: [
          // Without a start it begins at the step that was tracked first, which need not be the least.
          ['record_range', step === null ? '0:' : `${step}:${step + 1}`],
          ['record_density', everything],
          ['index_range', '0:'],
          ['index_density', everything],
        ],
        json: spellingsOf(where).map((spelt) => ({ name, context: spelt })),
      });
      const found = await readAll(stream);
      return Object.keys(found).length === 0 ? undefined : found;
    },

    async blob(context, kind, uri) {
      const stream = await sender.open(context, { path: `/runs/${kind}/get-batch`, json: [uri] });
      const bytes = (await readAll(stream))[uri];
      if (bytes instanceof Uint8Array) return bytes;
      throw malformed('the bytes of an object are missing');
    },

    logs(context, hash, kind, part) {
      const path = `/runs/${encodeURIComponent(hash)}/${kind}/`;
      return sender.open(context, {
        path,
        query: [['record_range', part === 'all' ? '0:' : '0:1']],
        ...(part === 'all' ? { long: true } : {}),
      });
    },
  };
}

/**
 * What a context may be that the server listed like this: it lists NaN and the infinities as text, and finds them as
 * numbers alone. A sequence that is not there is left out of the answer, so that both can be asked for.
 */
function spellingsOf(context: MetricContext): readonly MetricContext[] {
  const numbers = new Map(Object.entries({ NaN, inf: Infinity, '-inf': -Infinity }));
  const spell = (json: Json): Json => {
    if (typeof json === 'string') return numbers.get(json) ?? json;
    if (typeof json !== 'object' || json === null) return json;
    return isJsonList(json) ? json.map(spell) : spellMembers(json);
  };
  const spellMembers = (members: MetricContext): MetricContext =>
    Object.fromEntries(Object.entries(members).map(([key, member]) => [key, spell(member)]));
  const other = spellMembers(context);
  return canonicalJson(other) === canonicalJson(context) ? [context] : [context, other];
}
