import type { SimAccount, SimEventType, SimHost } from './calcom-accounts.ts';
import type { Fields } from './field-check.ts';

/** An event type as version 2024-06-14 shows it; several hosts make it a round robin type. */
export function renderEventType(eventType: SimEventType): Fields {
  const { account, hosts, seats } = eventType;
  return {
    id: eventType.id,
    lengthInMinutes: eventType.minutes,
    title: eventType.title,
    slug: eventType.slug,
    description: '',
    locations: [{ type: 'integration', integration: 'cal-video' }],
    bookingFields: bookingFields(eventType),
    disableGuests: false,
    slotInterval: eventType.slotIntervalMinutes === eventType.minutes ? null : eventType.slotIntervalMinutes,
    minimumBookingNotice: eventType.minimumBookingNotice,
    beforeEventBuffer: 0,
    afterEventBuffer: 0,
    offsetStart: 0,
    recurrence: null,
    metadata: {},
    price: 0,
    currency: 'eur',
    lockTimeZoneToggleOnBookingPage: false,
    seatsPerTimeSlot: seats ?? null,
    seats:
      seats === undefined
        ? { disabled: true }
        : { seatsPerTimeSlot: seats, showAttendeeInfo: false, showAvailabilityCount: true },
    forwardParamsSuccessRedirect: null,
    successRedirectUrl: null,
    isInstantEvent: false,
    scheduleId: null,
    ...(eventType.bookingWindowDays === undefined
      ? { bookingWindow: { disabled: true } }
      : { bookingWindow: [{ type: 'calendarDays', value: eventType.bookingWindowDays, rolling: true }] }),
    bookingLimitsCount:
      eventType.bookingLimitPerDay === undefined ? { disabled: true } : { day: eventType.bookingLimitPerDay },
    onlyShowFirstAvailableSlot: false,
    confirmationPolicy: eventType.requiresConfirmation
      ? { type: 'always', blockUnconfirmedBookingsInBooker: eventType.blocksWhilePending ?? false }
      : { disabled: true },
    requiresBookerEmailVerification: false,
    bookingRequiresAuthentication: false,
    disableCancelling: { disabled: eventType.disableCancelling ?? false },
    disableRescheduling: { disabled: eventType.disableRescheduling ?? false },
    hidden: eventType.hidden ?? false,
    ownerId: account.user.id,
    users: hosts.map(renderUser),
    bookingUrl: `https://cal.com/${account.user.username}/${eventType.slug}`,
    ...(hosts.length > 1 ? { schedulingType: 'roundRobin', hosts: hosts.map(renderTeamHost) } : {}),
  };
}

function renderUser(host: SimHost): Fields {
  const { id, name, username } = host;
  return { id, name, username, avatarUrl: null, brandColor: null, darkBrandColor: null, metadata: {} };
}

function renderTeamHost(host: SimHost): Fields {
  const { id: userId, name, username } = host;
  return { userId, name, username, avatarUrl: null, mandatory: false, priority: 'medium' };
}

/** The phone field is on exactly where the e-mail field is not needed. */
function bookingFields(eventType: SimEventType): Fields[] {
  const field = (slug: string, type: string, label: string, settings: Fields): Fields => ({
    isDefault: true,
    type,
    slug,
    label,
    placeholder: '',
    ...settings,
  });
  return [
    field('name', 'name', 'your_name', { required: true }),
    field('email', 'email', 'email_address', { required: eventType.emailRequired, hidden: false }),
    field('attendeePhoneNumber', 'phone', 'phone_number', {
      required: false,
      hidden: eventType.emailRequired,
    }),
    field('notes', 'textarea', 'additional_notes', { required: false, hidden: false }),
    field('guests', 'multiemail', 'additional_guests', { required: false, hidden: false }),
    field('rescheduleReason', 'textarea', 'reason_for_reschedule', { required: false, hidden: false }),
  ];
}

/** `data` of GET /v2/me. */
export function renderMe(account: SimAccount): Fields {
  const { id, username, email, name, timeZone } = account.user;
  return {
    id,
    username,
    email,
    name,
    avatarUrl: null,
    bio: null,
    timeFormat: 24,
    defaultScheduleId: null,
    weekStart: 'Monday',
    timeZone,
    organizationId: null,
  };
}
