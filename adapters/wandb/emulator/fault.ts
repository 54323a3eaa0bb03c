/** What the server refuses, as an HTTP status and a message. */
export class WandbFault extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'WandbFault';
    this.status = status;
  }
}
