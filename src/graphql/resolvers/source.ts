import type { Capabilities } from '../../contract/capabilities.ts';
import type { Source } from '../../core/sources/source.ts';
import type { SourceResolvers } from '../../generated/resolvers.ts';
import { encodeId } from '../ids.ts';

export const sourceResolvers: SourceResolvers = {
  id: ({ source }) => encodeId('Source', source.id),
  name: ({ source }) => source.id,
  tracker: ({ source }) => source.tracker,
  url: ({ source }) => source.url,
  version: ({ source }) => known(source)?.version ?? null,
  state: ({ source }) => (source.probe.state().kind === 'unknown' ? 'UNKNOWN' : known(source) ? 'UP' : 'DOWN'),
  capabilities: ({ source }) => spell(known(source)?.capabilities ?? source.capabilities),
  diagnostics: ({ source }) => {
    const state = source.probe.state();
    if (state.kind === 'known') return state.answer.diagnostics;
    if (state.kind === 'unknown') return [];
    const { code, message } = state.error;
    return [{ severity: 'ERROR', code, message, remedy: null, subject: source.url }];
  },
};

function known(source: Source) {
  const state = source.probe.state();
  return state.kind === 'known' ? state.answer : undefined;
}

/** The table in words: conditions are said, not run. */
function spell({ clauses, sorts, ...rest }: Capabilities): unknown {
  const said = <T extends { readonly when?: { readonly says: string } }>({ when, ...rule }: T) => ({
    ...rule,
    ...(when === undefined ? {} : { when: when.says }),
  });
  return { clauses: clauses.map(said), sorts: sorts.map(said), ...rest };
}
