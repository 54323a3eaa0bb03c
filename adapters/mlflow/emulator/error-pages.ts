export interface ErrorPage {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const sentences = {
  404: [
    'Not Found',
    'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  ],
  405: ['Method Not Allowed', 'The method is not allowed for the requested URL.'],
  500: [
    'Internal Server Error',
    'The server encountered an internal error and was unable to complete your request. ' +
      'Either the server is overloaded or there is an error in the application.',
  ],
} as const;

/** Flask's page for what never came to a handler, or broke one. */
export function errorPage(status: keyof typeof sentences): ErrorPage {
  const [title, sentence] = sentences[status];
  const body = `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${sentence}</p>\n`;
  return { status, type: 'text/html; charset=utf-8', body };
}

/** gunicorn's page for a request line that is too long. */
export function tooLongPage(bytes: number): ErrorPage {
  const sentence = `Request Line is too large (${bytes} &gt; 4094)`;
  const body =
    '<html>\n  <head>\n    <title>Bad Request</title>\n  </head>\n  <body>\n    <h1><p>Bad Request</p></h1>\n' +
    `    ${sentence}\n  </body>\n</html>\n`;
  return { status: 400, type: 'text/html', body };
}
