import { RungraphError } from '../../contract/error.ts';

/** What no source can answer through this gateway yet says so. @throws UNSUPPORTED, always. */
export function refuseUnbuilt(what: string): never {
  throw new RungraphError('UNSUPPORTED', `${what} is not something Rungraph can do yet.`);
}
