import { subgraphSdl } from '../graphql/federation/subgraph-sdl.ts';
import { sdl } from '../generated/sdl.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';

/** `rungraph schema`: the schema as SDL, for registries and generators of code. */
export function printSdl({ federation = false }: { readonly federation?: boolean | undefined }): ExitCode {
  process.stdout.write(federation ? subgraphSdl(sdl) : `${sdl.trim()}\n`);
  return exitCodes.ok;
}
