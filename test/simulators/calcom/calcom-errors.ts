/** An answer of the service that is not a success; becomes one of its two body families. */
export class CalcomError extends Error {
  readonly status: number;
  readonly family: 'envelope' | 'bare';
  readonly code: string;
  readonly details: unknown;

  constructor(status: number, message: string, family: { code: string; details?: unknown } | 'bare') {
    super(message);
    this.name = 'CalcomError';
    this.status = status;
    this.family = family === 'bare' ? 'bare' : 'envelope';
    this.code = family === 'bare' ? '' : family.code;
    this.details = family === 'bare' ? undefined : family.details;
  }
}

/** The JSON body: `{status, timestamp, path, error}` from the API layer, `{statusCode, message}` from the core. */
export function errorBody(error: CalcomError, path: string, at: Date): unknown {
  if (error.family === 'bare') return { statusCode: error.status, message: error.message };
  return {
    status: 'error',
    timestamp: at.toISOString(),
    path,
    error: {
      code: error.code,
      message: error.message,
      ...(error.details === undefined ? {} : { details: error.details }),
    },
  };
}

const CLASSES: Record<number, { code: string; error: string }> = {
  400: { code: 'BadRequestException', error: 'Bad Request' },
  401: { code: 'UnauthorizedException', error: 'Unauthorized' },
  403: { code: 'ForbiddenException', error: 'Forbidden' },
  404: { code: 'NotFoundException', error: 'Not Found' },
  409: { code: 'ConflictException', error: 'Conflict' },
  422: { code: 'UnprocessableEntityException', error: 'Unprocessable Entity' },
};

function fromApi(status: number, message: string): CalcomError {
  const known = CLASSES[status];
  if (known === undefined) throw new Error('no exception class for this status');
  return new CalcomError(status, message, {
    code: known.code,
    details: { message, error: known.error, statusCode: status },
  });
}

export const badRequest = (message: string): CalcomError => fromApi(400, message);
export const unauthorized = (message: string): CalcomError => fromApi(401, message);
export const forbidden = (message: string): CalcomError => fromApi(403, message);
export const notFound = (message: string): CalcomError => fromApi(404, message);
export const conflict = (message: string): CalcomError => fromApi(409, message);
export const unprocessable = (message: string): CalcomError => fromApi(422, message);

/** From the core itself: no envelope. */
export const bare = (status: number, message: string): CalcomError =>
  new CalcomError(status, message, 'bare');

/** From the core's input schema: code BAD_REQUEST, no details, message `path - text, `. */
export const coreSchema = (message: string): CalcomError =>
  new CalcomError(400, message, { code: 'BAD_REQUEST' });

/** From a handler whose own text is replaced by a general one. */
export const hiddenText = (): CalcomError =>
  new CalcomError(400, 'The request could not be processed.', { code: 'TRPCError' });

export function tooManyRequests(): CalcomError {
  const message = 'CustomThrottlerGuard - Too many requests. Please try again later.';
  return new CalcomError(429, message, { code: 'ThrottlerException', details: message });
}

export const invalidKey = (): CalcomError => unauthorized('CustomThrottlerGuard - Invalid API Key');

export const missingKey = (): CalcomError =>
  unauthorized("ApiAuthStrategy - no authentication method provided, pass an API key as 'Bearer' header");

/** Taken or outside hours. The reschedule endpoint says `person` for round robin types as well. */
export const notFree = (who: 'person' | 'team'): CalcomError =>
  badRequest(
    `${who === 'team' ? 'One of the hosts' : 'User'} either already has booking at this time or is not available`,
  );

export const inThePast = (): CalcomError => badRequest('Attempting to book a meeting in the past.');

export const outOfBounds = (): CalcomError =>
  badRequest(
    'The event type can\'t be booked at the "start" time provided. This could be because it\'s too soon ' +
      "(violating the minimum booking notice) or too far in the future (outside the event's scheduling window). " +
      'Try fetching available slots first using the GET /v2/slots endpoint and then make a booking with "start" ' +
      'time equal to one of the available slots: https://cal.com/docs/api-reference/v2/slots',
  );
