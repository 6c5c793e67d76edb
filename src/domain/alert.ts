/** What a person is alerted about; each kind is a label of the alerts metric. */
export type AlertKind =
  /** The agent told the caller of a deed that was not done. */
  | 'said_not_done'
  /** A booking was found that its caller never heard of. */
  | 'never_heard'
  /** A comparison with Cal.com or Retell found what had never been delivered. */
  | 'drift'
  /** The calendar has dropped an event type that a service is booked with. */
  | 'event_type_gone'
  /** A webhook fits nothing we know. */
  | 'unmatched_event'
  /** All reminder calls of the tenant are stopped. */
  | 'reminders_paused'
  /** A reminder call cannot be made as things are set up. */
  | 'reminders_not_configured'
  /** A person has to look at what came of a reminder call. */
  | 'reminder_review';
