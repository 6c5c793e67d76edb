/** What proves that a caller may hear of, move or cancel an appointment. `this_call`: it was made on this very call. */
export type Proof = 'caller_id' | 'name_and_date' | 'booking_code' | 'this_call';

/** Who does a piece of work: a caller through an agent, the calendar through a webhook, we ourselves, the owner. */
export type Doer = 'caller' | 'calendar' | 'system' | 'owner';

export type Deed =
  | 'read_out'
  | 'book'
  | 'move'
  | 'cancel'
  /** Taken over from the calendar: made, moved, cancelled or ended there. */
  | 'adopt'
  | 'follow'
  | 'end'
  | 'export_customer'
  | 'erase_customer'
  | 'purge'
  | 'pause_reminders'
  | 'resume_reminders'
  | 'set_reminders'
  | 'set_contact'
  | 'plan_reminder'
  | 'call_now'
  | 'forbid_number'
  | 'allow_number'
  | 'confirm_attendance'
  | 'join_waitlist'
  | 'leave_waitlist'
  | TaskDeed;

/** What a person has dealt with: a callback, an alert, a webhook that fitted nothing, what came of a reminder. */
export type TaskDeed = 'finish_callback' | 'see_alert' | 'resolve_webhook' | 'finish_review';

/** An appointment as the audit keeps it: nothing that tells who it is for. Instants are ISO in UTC. */
export interface AuditedState {
  status?: string;
  startsAt?: string;
  endsAt?: string;
  /** The id of our write to the calendar, where no appointment names the deed. */
  write?: string;
  /** The id of the callback, alert or webhook that a person has dealt with. */
  task?: string;
  /** How many, for deeds on more than one row. */
  count?: number;
}
