import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import { CommandError, exitCodes, type ExitCode } from '../exit-codes.ts';

/** Codes that say that the command was wrong, and not a tracker. */
const usage: readonly RungraphError['code'][] = ['INVALID_QUERY', 'NOT_FOUND', 'UNSUPPORTED', 'CONFLICT'];

/** Says what went wrong to the person who typed the command. */
export async function told(command: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    if (!isRungraphError(error) || error.code === 'INTERNAL') throw error;
    throw new CommandError(error.message, usage.includes(error.code) ? exitCodes.usage : exitCodes.failed);
  }
}
