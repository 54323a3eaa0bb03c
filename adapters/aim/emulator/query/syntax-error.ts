/** An expression that Python does not read. The server shows it in the brackets that it puts around it. */
export class QuerySyntaxError extends Error {
  readonly statement: string;
  readonly offset: number;

  constructor(source: string, at: number) {
    super('SyntaxError');
    this.name = 'QuerySyntaxError';
    this.statement = `(${source})`;
    this.offset = at + 2;
  }
}
