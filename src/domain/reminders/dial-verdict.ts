/** What the dial gate answers. All but `allowed` mean that nobody is rung now. */
export type DialVerdict =
  | 'allowed'
  /** For good: the task ends. */
  | DialEnd
  /** For now: it is asked again later. */
  | DialDelay;

export type DialEnd =
  | 'switched_off'
  | 'appointment_gone'
  | 'too_close_to_appointment'
  | 'do_not_call'
  | 'globally_do_not_call'
  | 'no_customer'
  | 'no_number'
  | 'not_configured'
  | 'no_common_hours';

export type DialDelay =
  | 'paused'
  | 'standing_unknown'
  | 'outside_hours'
  | 'weekend'
  | 'holiday'
  | 'quarter_hour_limit'
  | 'day_limit'
  | 'at_once_limit'
  | 'number_called_lately'
  | 'no_line';
