import type { ApolloServerPlugin } from '@apollo/server';

/** Who mends a document mends one error after the other: more would only make the answer longer than the question. */
const mostErrors = 5;

/** Cuts the list of what is wrong with a document, and says how many were left out. */
export const fewErrors: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body } }) {
        if (body.kind !== 'single') return Promise.resolve();
        const { errors = [], data } = body.singleResult;
        if (data === undefined && errors.length > mostErrors) {
          const [first, ...rest] = errors.slice(0, mostErrors);
          const more = ` (and ${errors.length - mostErrors} errors more, which are left out)`;
          body.singleResult.errors = first ? [{ ...first, message: first.message + more }, ...rest] : errors;
        }
        return Promise.resolve();
      },
    }),
};
