import type { Json } from '../../../../src/contract/value.ts';
import { WandbFault } from '../fault.ts';
import { isObject } from '../json.ts';
import { historyKeys } from '../history/history-keys.ts';
import type { StoredRun } from '../store/world.ts';
import type { Traits } from '../traits.ts';

/** The value of a run that a filter or a sort names; undefined where the run has none. @throws a 400 for no column. */
export function columnOf(run: StoredRun, path: string, traits: Traits): Json | undefined {
  const plain = plainColumns[path];
  if (plain !== undefined) return plain(run) ?? undefined;
  const [, table = '', rest = ''] = /^(\w+)\.(.+)$/s.exec(path) ?? [];
  switch (table) {
    case 'config':
      return configValue(run, rest, traits);
    case 'summary_metrics':
      return valueAt(run.summary, rest, traits);
    case 'keys_info': {
      const key = /^keys\.(.+)$/s.exec(rest)?.[1];
      return key === undefined ? undefined : historyKeys(run)?.keys[key];
    }
    default:
      throw new WandbFault(400, `invalid filter: unknown column ${path}`);
  }
}

const plainColumns: Readonly<Record<string, (run: StoredRun) => Json>> = {
  name: ({ name }) => name,
  displayName: ({ displayName }) => displayName,
  display_name: ({ displayName }) => displayName,
  state: ({ state }) => state,
  tags: ({ tags }) => tags,
  group: ({ group }) => group,
  jobType: ({ jobType }) => jobType,
  host: ({ host }) => host,
  username: ({ user }) => user,
  sweep: ({ sweep }) => sweep,
  createdAt: ({ createdAt }) => timeText(createdAt),
  created_at: ({ createdAt }) => timeText(createdAt),
  heartbeatAt: ({ heartbeatAt }) => (heartbeatAt === null ? null : timeText(heartbeatAt)),
  heartbeat_at: ({ heartbeatAt }) => (heartbeatAt === null ? null : timeText(heartbeatAt)),
  duration: ({ createdAt, heartbeatAt }) => (heartbeatAt === null ? null : (heartbeatAt - createdAt) / 1000),
};

/** Times have no zone and are UTC. */
export function timeText(time: number): string {
  return new Date(time).toISOString().replace('Z', '');
}

/** `config.lr`, `config.lr.value` and `config.opt.value.lr` are all understood. */
function configValue({ config }: StoredRun, path: string, traits: Traits): Json | undefined {
  const direct = valueAt(config, path, traits);
  if (!isObject(direct) || !('value' in direct)) return direct;
  return direct['value'];
}

function valueAt(at: Json | undefined, path: string, traits: Traits): Json | undefined {
  if (!isObject(at)) return undefined;
  if (Object.hasOwn(at, path) && (traits.findsDottedKeys || !path.includes('.'))) return at[path];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const key = path.slice(0, dot);
    if (Object.hasOwn(at, key)) return valueAt(at[key], path.slice(dot + 1), traits);
    if (!traits.findsDottedKeys) return undefined;
  }
  return undefined;
}
