/** What the process tells a script. Documented in --help. */
export const exitCodes = {
  ok: 0,
  /** The answer has errors, or a source does not answer. */
  failed: 1,
  /** The command or the config is wrong; nothing was asked. */
  usage: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with a message for the person who typed it. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = exitCodes.usage) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}
