/** One of Cal.com's bookings as its API shows it, with the given fields in place of the usual ones. */
export function wireBooking(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 700_001,
    uid: 'bk1Uid000000000000001A',
    title: 'Herrenhaarschnitt',
    description: '',
    hosts: [
      {
        id: 11,
        name: 'Anna Beispiel',
        email: 'anna@example.com',
        username: 'anna',
        timeZone: 'Europe/Berlin',
      },
    ],
    status: 'accepted',
    cancellationReason: '',
    cancelledByEmail: '',
    rescheduledByEmail: null,
    start: '2026-12-08T08:00:00.000Z',
    end: '2026-12-08T08:45:00.000Z',
    duration: 45,
    eventTypeId: 2563193,
    eventType: { id: 2563193, slug: 'herrenhaarschnitt' },
    location: 'https://video.example.com/1',
    absentHost: false,
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:01.000Z',
    metadata: { call_id: 'call_1' },
    attendees: [
      {
        name: 'Max Mustermann',
        email: 'max@example.com',
        displayEmail: 'max@example.com',
        timeZone: 'Europe/Berlin',
        language: 'de',
        absent: false,
        phoneNumber: '+491711234567',
      },
    ],
    guests: [],
    bookingFieldsResponses: { name: 'Max Mustermann' },
    ...changes,
  };
}

export function success(data: unknown): Record<string, unknown> {
  return { status: 'success', data };
}

/** A refusal by Cal.com's API layer. */
export function enveloped(status: number, code: string, message: string): Record<string, unknown> {
  return {
    status: 'error',
    timestamp: '2026-11-20T10:00:00.000Z',
    path: '/v2/bookings',
    error: { code, message, details: { message, error: 'Error', statusCode: status } },
  };
}

/** A refusal by Cal.com's shared booking core. */
export function bare(status: number, message: string): Record<string, unknown> {
  return { statusCode: status, message };
}

/** Status and body of the API layer's most frequent refusal. */
export function badRequest(message: string): [number, unknown] {
  return [400, enveloped(400, 'BadRequestException', message)];
}
