import type { ApolloServerPlugin } from '@apollo/server';

/**
 * To clients that ask for application/json, a well-formed request whose document does not parse, validate or coerce is
 * answered with 200 and errors; the newer application/graphql-response+json gets the 400 (GraphQL over HTTP, section 6.4).
 */
export const plainJsonStatus: ApolloServerPlugin = {
  requestDidStart() {
    return Promise.resolve({
      willSendResponse({ request, response, errors }) {
        const accept = request.http?.headers.get('accept') ?? '';
        const refused = errors?.length !== 0 && errors?.every(({ extensions }) => isAboutDocument(extensions['code']));
        if (refused === true && !accept.includes('application/graphql-response+json')) response.http.status = 200;
        return Promise.resolve();
      },
    });
  },
};

function isAboutDocument(code: unknown): boolean {
  return code === 'GRAPHQL_PARSE_FAILED' || code === 'GRAPHQL_VALIDATION_FAILED' || code === 'BAD_USER_INPUT';
}
