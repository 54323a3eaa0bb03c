/** The codes that this server uses, each with its status and the classes that newer versions add. */
const codes = {
  INVALID_PARAMETER_VALUE: { status: 400, sqlstate: 'KAM00', errorClass: 'INVALID_PARAMETER_VALUE' },
  BAD_REQUEST: { status: 400, sqlstate: 'KAM00', errorClass: 'INVALID_PARAMETER_VALUE' },
  RESOURCE_ALREADY_EXISTS: { status: 400, sqlstate: 'KAM00', errorClass: 'RESOURCE_ALREADY_EXISTS' },
  RESOURCE_DOES_NOT_EXIST: { status: 404, sqlstate: 'KAM00', errorClass: 'RESOURCE_NOT_FOUND' },
  INTERNAL_ERROR: { status: 500, sqlstate: 'XXM00', errorClass: 'CLIENT_INTERNAL_ERROR' },
  TEMPORARILY_UNAVAILABLE: { status: 503, sqlstate: 'XXM00', errorClass: 'CLIENT_INTERNAL_ERROR' },
} as const;

export type FaultCode = keyof typeof codes;

/** An error that the server answers in JSON. */
export class MlflowFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string) {
    super(message);
    this.name = 'MlflowFault';
    this.code = code;
  }
}

/** A bug of the server's handlers: it is answered with a page of HTML, status 500. */
export class ServerCrash extends Error {
  constructor() {
    super('The server encountered an internal error.');
    this.name = 'ServerCrash';
  }
}

export function invalid(message: string): MlflowFault {
  return new MlflowFault('INVALID_PARAMETER_VALUE', message);
}

export function notFound(message: string): MlflowFault {
  return new MlflowFault('RESOURCE_DOES_NOT_EXIST', message);
}

export function internal(message: string): MlflowFault {
  return new MlflowFault('INTERNAL_ERROR', message);
}

export function wrongContentType(): MlflowFault {
  return invalid("Bad Request. Content-Type must be one of ['application/json'].");
}

export function factsOfFault(code: FaultCode): { status: number; sqlstate: string; errorClass: string } {
  return codes[code];
}
