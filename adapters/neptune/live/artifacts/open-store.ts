import { RungraphError } from '../../../../src/contract/error.ts';
import type { Runtime } from '../../../../src/contract/tracker.ts';
import { isFile } from '../../../../src/kit/files/open-stream.ts';
import { openSignedAddresses, type SignedAddresses } from '../../../../src/kit/files/signed-addresses.ts';
import { codeOfStatus } from '../../../../src/kit/status-to-error.ts';

/** Where 3.x keeps files; what it refuses is said. */
export function openStore(openHttp: Runtime['openHttp']): SignedAddresses {
  const addresses = openSignedAddresses(openHttp);
  return {
    ...addresses,
    async open(context, url, range) {
      const stream = await addresses.open(context, url, range);
      if (isFile(stream)) return stream;
      stream.close();
      throw refused(stream.status);
    },
  };
}

/** An address that has run out is refused with 400 by some stores: a second try gets a new one. */
function refused(status: number): RungraphError {
  if (status === 404) return new RungraphError('NOT_FOUND', 'The store does not hold the file any more.');
  const code = codeOfStatus(status);
  if (status === 400 || code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') {
    return new RungraphError('UNAVAILABLE', 'The store refused the address of a file, which may have run out.');
  }
  return new RungraphError(code, `The store of files answered with status ${String(status)}.`);
}
