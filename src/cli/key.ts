import { createKey } from '../server/auth/api-keys.ts';
import { authSettings } from '../config/auth-settings.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';

export interface KeyCommandOptions {
  readonly name: string;
  /** Parted by commas. */
  readonly scopes: string;
}

/** `rungraph key create`: a new API key, told once, and what the config says of it. */
export function createApiKey({ name, scopes: text }: KeyCommandOptions): ExitCode {
  const { key, hash } = createKey();
  const scopes = text.split(',').map((scope) => scope.trim());
  const checked = authSettings.safeParse({ keys: [{ id: name, hash, scopes }] });
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const option = issue?.path.includes('scopes') === true ? '--scopes' : '--name';
    throw new CommandError(`${option}: ${issue?.message ?? 'is not right'}.`);
  }
  // JSON is YAML, and needs no thought about quotes.
  const line = `{ id: ${JSON.stringify(name)}, hash: '${hash}', scopes: ${JSON.stringify(scopes)} }`;
  process.stdout.write(
    `The key, which is told this once and kept nowhere:\n\n  ${key}\n\nPut this under auth.keys in the config:\n\n  - ${line}\n\nCallers send it as: Authorization: Bearer ${key.slice(0, 7)}…\n`,
  );
  return exitCodes.ok;
}
