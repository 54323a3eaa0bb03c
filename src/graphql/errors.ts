import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isRungraphError, type RungraphError } from '../contract/error.ts';
import type { Log } from '../contract/tracker.ts';

/** A coded error as clients see it, without a place in the answer. */
export function toGraphQLError(error: RungraphError): GraphQLError {
  return new GraphQLError(publicMessage(error), { originalError: error, extensions: extensionsOf(error) });
}

/**
 * What a client learns of an error. Coded ones keep code and message; what the server itself refuses keeps the server's
 * code; anything else is a mistake of ours, which the log gets and the client does not.
 */
export function formatError(
  log: Log,
  formatted: GraphQLFormattedError,
  error: unknown,
  traceId?: string,
): GraphQLFormattedError {
  const original = originalOf(error);
  const { locations, path } = formatted;
  const place = { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
  if (isRungraphError(original)) {
    if (original.code === 'INTERNAL') log.warn({ traceId, detail: original.detail }, original.message);
    const paths = formatted.extensions?.['paths'];
    const extensions = { ...extensionsOf(original), ...(paths === undefined ? {} : { paths }) };
    return { message: publicMessage(original), ...place, extensions };
  }
  const code = formatted.extensions?.['code'];
  const cost = formatted.extensions?.['cost'];
  if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR')
    return { message: formatted.message, ...place, extensions: { code, ...(cost === undefined ? {} : { cost }) } };
  const detail = original instanceof Error ? (original.stack ?? original.message) : formatted.message;
  log.warn({ traceId, detail }, 'A resolver failed.');
  const message = 'Rungraph failed to handle this; the log has the details.';
  return { message, ...place, extensions: { code: 'INTERNAL' } };
}

function originalOf(error: unknown): unknown {
  return error instanceof GraphQLError ? error.originalError : error;
}

function publicMessage(error: RungraphError): string {
  return error.source === undefined ? error.message : `${error.source}: ${error.message}`;
}

function extensionsOf(error: RungraphError): Record<string, unknown> {
  const { code, source, position, index } = error;
  return {
    code,
    ...(source === undefined ? {} : { source }),
    ...(position === undefined ? {} : { position }),
    ...(index === undefined ? {} : { index }),
  };
}
