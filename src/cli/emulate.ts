import { stringify } from 'yaml';
import { trackers } from '../../adapters/registry.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import { untilStopped } from './until-stopped.ts';

export interface EmulateOptions {
  readonly port: number;
  readonly empty?: boolean;
  readonly rejectKey?: readonly string[];
  readonly variant?: string;
}

/** `rungraph emulate`: one tracker's emulator by itself, for trying things out. */
export async function emulate(
  kind: string,
  { port, empty = false, rejectKey = [], variant }: EmulateOptions,
): Promise<ExitCode> {
  const tracker = trackers.find((known) => known.kind === kind);
  if (tracker?.emulate === undefined) {
    const kinds = trackers.filter((known) => known.emulate !== undefined).map((known) => known.kind);
    throw new CommandError(`There is no emulator for "${kind}"; there is one for: ${kinds.join(', ')}.`);
  }
  const { variants = [] } = tracker;
  if (variant !== undefined && !variants.includes(variant)) {
    const known = variants.length === 0 ? 'it has no variants' : `it has: ${variants.join(', ')}`;
    throw new CommandError(`The emulator of ${kind} has no variant "${variant}"; ${known}.`);
  }
  const options = { port, empty, rejectedKeys: rejectKey, ...(variant === undefined ? {} : { variant }) };
  const emulator = await tracker.emulate(options).catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (taken) throw new CommandError(`The port ${port} is in use already; choose another with --port.`);
    throw error;
  });
  const config = stringify({ sources: { [`my-${kind}`]: { tracker: kind, ...emulator.source } } });
  process.stdout.write(
    `${tracker.title} emulator at ${emulator.url}, until Ctrl-C. To read it, write into rungraph.yaml:\n\n${config}`,
  );
  await untilStopped();
  await emulator.close();
  return exitCodes.ok;
}
