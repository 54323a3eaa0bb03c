import type { Capabilities } from '../../contract/capabilities.ts';
import type { Diagnostic } from '../../contract/adapter.ts';
import { tellCollisions } from '../../core/keys/tell-collisions.ts';
import { stateOf } from '../../core/sources/state.ts';
import type { ProbeState } from '../../core/sources/probe-memo.ts';
import { principalOf } from '../../core/sources/open-call.ts';
import type { SourceResolvers } from '../../generated/resolvers.ts';
import type { RequestContext } from '../context.ts';
import { encodeId } from '../ids.ts';
import type { SourceNode } from '../nodes.ts';

export const sourceResolvers: SourceResolvers = {
  id: ({ source }) => encodeId('Source', source.id),
  name: ({ source }) => source.id,
  tracker: ({ source }) => source.tracker,
  url: ({ source }) => source.url,
  version: (node, _args, context) => known(node, context)?.version ?? null,
  state: (node, _args, context) => stateOf(node.source, probeState(node, context)),
  capabilities: (node, _args, context) => spell(known(node, context)?.capabilities ?? node.source.capabilities),
  diagnostics(node, _args, context) {
    if (!context.scope.rights.mayAll('admin', node.source.id)) return [untold(node)];
    return [...probed(node, context), ...lastFailure(node), ...tellCollisions(node.source.collisions?.() ?? [])];
  },
};

/** What is known of a source at this moment: no answer that tells it is kept. */
function probeState({ source }: SourceNode, { scope }: RequestContext): ProbeState {
  scope.parts?.spoil();
  return source.probeOf(principalOf(source, scope)).state();
}

function known(node: SourceNode, context: RequestContext) {
  const state = probeState(node, context);
  return state.kind === 'known' ? state.answer : undefined;
}

/** Diagnostics name hosts and versions: they are for who keeps the gateway. */
function untold({ source: { id } }: SourceNode): Diagnostic {
  const message = `Diagnostics of this source are told to callers with the scope admin:${id}/*.`;
  return { severity: 'INFO', code: 'FORBIDDEN', message, remedy: null, subject: null };
}

/** What the probe found out. */
function probed(node: SourceNode, context: RequestContext): readonly Diagnostic[] {
  const state = probeState(node, context);
  if (state.kind === 'known') return state.answer.diagnostics;
  if (state.kind === 'unknown') return [];
  const { code, message } = state.error;
  return [{ severity: 'ERROR', code, message, remedy: null, subject: node.source.url }];
}

/** What went wrong at the last call, and who is left alone because of it. */
function lastFailure({ source: { health, url } }: SourceNode): readonly Diagnostic[] {
  const failure = health?.failure() ?? null;
  if (failure === null) return [];
  const { code, message } = failure;
  return [{ severity: 'WARNING', code, message, remedy: null, subject: url }];
}

/** The table in words: conditions are said, not run. */
function spell({ clauses, sorts, ...rest }: Capabilities): unknown {
  const said = <T extends { readonly when?: { readonly says: string } }>({ when, ...rule }: T) => ({
    ...rule,
    ...(when === undefined ? {} : { when: when.says }),
  });
  return { clauses: clauses.map(said), sorts: sorts.map(said), ...rest };
}
