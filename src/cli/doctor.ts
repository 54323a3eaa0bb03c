import pc from 'picocolors';
import type { Capabilities } from '../contract/capabilities.ts';
import type { Diagnostic } from '../contract/adapter.ts';
import type { ErrorCode } from '../contract/error.ts';
import { toRungraphError } from '../core/resilience/to-rungraph-error.ts';
import type { Scope } from '../core/scope.ts';
import type { Source } from '../core/sources/source.ts';
import { tellCollisions } from '../core/keys/tell-collisions.ts';
import { checkCredentials, principalOf } from '../core/sources/open-call.ts';
import { describeRedis, examineRedis } from './doctor-redis.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { readHeaders } from './headers.ts';
import { openLog, type LogLevel } from './log.ts';
import { openGateway } from './open-gateway.ts';
import { openProgress } from './progress.ts';
import type { Gateway } from '../graphql/gateway.ts';
import { printable } from './printable.ts';
import { remedyFor } from './remedies.ts';

export interface DoctorOptions {
  readonly config: string;
  readonly json?: boolean;
  /** As a client of the gateway would send them. */
  readonly header?: readonly string[];
  readonly logLevel: LogLevel;
}

/** What was found at one source. */
export interface Finding {
  readonly source: string;
  /** It answers, and nothing that it tells of itself is an error. */
  readonly ok: boolean;
  readonly tracker: string;
  readonly url: string | null;
  readonly reachable: boolean;
  readonly authorised: boolean;
  readonly version: string | null;
  readonly latencyMs: number;
  readonly clockSkewMs: number | null;
  readonly filters: readonly string[];
  readonly sorts: readonly string[];
  readonly code: ErrorCode | null;
  readonly message: string | null;
  readonly remedy: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** `rungraph doctor`: probes every source and the shared cache, and says how to mend what fails. */
export async function doctor({ config, json = false, header: given, logLevel }: DoctorOptions): Promise<ExitCode> {
  const header = readHeaders(given);
  const { gateway } = await openGateway(config, openLog(logLevel));
  const { sources } = gateway;
  const asked = examineRedis(gateway.redis);
  const bar = openProgress('Probing', sources.size);
  const findings = await Promise.all(
    [...sources.values()].map(async (source) => {
      const finding = withCollisions(await examine(source, header), await collisionsOf(gateway, source, header));
      bar.update({ source: source.id, rowsScanned: 0, done: true });
      return finding;
    }),
  );
  const redis = await asked;
  bar.stop();
  await gateway.close();
  const shown = [...findings.map(describeFinding), ...(redis === null ? [] : [describeRedis(redis)])];
  const text = json ? JSON.stringify({ sources: findings, redis }, null, 2) : shown.join('\n\n');
  process.stdout.write(`${text}\n`);
  const isWell = findings.every(({ ok }) => ok) && redis?.reachable !== false;
  return isWell ? exitCodes.ok : exitCodes.failed;
}

async function examine(source: Source, header: Scope['header']): Promise<Finding> {
  const { id, tracker, url, callerHeader } = source;
  const startedAt = Date.now();
  const none = { version: null, clockSkewMs: null, filters: [], sorts: [], diagnostics: [] };
  try {
    const { version, clockSkewMs, capabilities, diagnostics } = await probeAs(source, principalOf(source, { header }));
    const table = { filters: filtersOf(capabilities), sorts: sortsOf(capabilities), diagnostics };
    const ok = diagnostics.every(({ severity }) => severity !== 'ERROR');
    const good = { reachable: true, authorised: true, code: null, message: null, remedy: null };
    return { source: id, ok, tracker, url, ...good, version, latencyMs: Date.now() - startedAt, clockSkewMs, ...table };
  } catch (thrown) {
    const { code, message } = toRungraphError(thrown);
    const reachable = code !== 'UNAVAILABLE' && code !== 'TIMEOUT';
    const lacksHeader = callerHeader !== undefined && header(callerHeader) === null;
    const remedy = lacksHeader ? `Pass them on: rungraph doctor --header "${callerHeader}: …"` : remedyFor(code, url);
    const bad = { reachable, authorised: false, code, message, remedy };
    return { source: id, ok: false, tracker, url, ...none, ...bad, latencyMs: Date.now() - startedAt };
  }
}

/** Runs that are looked through for keys that they have under several names. */
const sampled = 500;

/** What the latest runs of a source say of keys that mean the same; nothing where the config names none. */
async function collisionsOf(
  gateway: Gateway,
  { id, collisions }: Source,
  header: Scope['header'],
): Promise<readonly Diagnostic[]> {
  if (collisions === undefined) return [];
  const document =
    'query ($id: ID!, $first: Int!) { runs(sources: [$id], first: $first) { nodes { params { key } metrics { key } tags { key } } } }';
  const { data, errors = [] } = await gateway.execute(document, { id, first: sampled }, { header });
  const told = tellCollisions(collisions());
  if (data?.['runs']) return told;
  const message = `Runs could not be looked through for keys under several names: ${errors[0]?.message ?? 'no answer'}`;
  return [...told, { severity: 'WARNING', code: 'KEYS_NOT_CHECKED', message, remedy: null, subject: 'keys' }];
}

function withCollisions(finding: Finding, found: readonly Diagnostic[]): Finding {
  return found.length === 0 ? finding : { ...finding, diagnostics: [...finding.diagnostics, ...found] };
}

/** With the credentials of a caller, where the gateway has none of its own. */
async function probeAs(source: Source, principal: string | null) {
  checkCredentials(source, principal);
  return source.probeOf(principal).refresh();
}

function filtersOf({ clauses }: Capabilities): readonly string[] {
  const pushed = clauses.filter(({ support }) => support !== 'absent');
  return [...new Set(pushed.flatMap(({ fields }) => fields))];
}

function sortsOf({ sorts }: Capabilities): readonly string[] {
  return [...new Set(sorts.flatMap(({ fields }) => fields))];
}

export function describeFinding(finding: Finding): string {
  const head = `${finding.ok ? pc.green('ok  ') : pc.red('FAIL')} ${pc.bold(printable(finding.source))} (${finding.tracker})`;
  const lines: [string, string | null][] = [
    ['url', finding.url],
    ['reachable', finding.reachable ? `yes, in ${finding.latencyMs} ms` : 'no'],
    [
      'authorised',
      finding.authorised ? 'yes' : finding.code === 'UNAUTHENTICATED' || finding.code === 'FORBIDDEN' ? 'no' : null,
    ],
    ['version', finding.version],
    ['filters there', finding.filters.join(', ') || null],
    ['sorts there', finding.sorts.join(', ') || null],
    ['clock', skewText(finding.clockSkewMs)],
    ['problem', finding.code === null ? null : `${finding.code}: ${finding.message ?? ''}`],
    ['mend', finding.remedy],
    ...finding.diagnostics.flatMap(({ severity, message, remedy }): [string, string | null][] => [
      [severity.toLowerCase(), message],
      ['mend', remedy],
    ]),
  ];
  const shown = lines.filter((line): line is [string, string] => line[1] !== null);
  return [head, ...shown.map(([label, text]) => `     ${label.padEnd(14)}${printable(text)}`)].join('\n');
}

/** The Date header counts whole seconds, so that a smaller difference is none. */
function skewText(skewMs: number | null): string | null {
  if (skewMs === null) return null;
  if (Math.abs(skewMs) < 2000) return 'agrees with this machine';
  return `${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} this machine: times in answers are the tracker's`;
}
