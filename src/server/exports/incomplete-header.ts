import type { Account } from '../../export/ask/account.ts';

/**
 * `Rungraph-Incomplete`: what is missing or old, as a list of RFC 9651, such as `"lab";state=FAILED;code=TIMEOUT`. Nothing
 * where all is whole and fresh.
 */
export function incompleteHeader(account: Account): Readonly<Record<string, string>> {
  const entries = account.lacking().map(({ source, state, code }) => {
    return `"${source}";state=${state}${code === null ? '' : `;code=${code}`}`;
  });
  return entries.length === 0 ? {} : { 'rungraph-incomplete': entries.join(', ') };
}
