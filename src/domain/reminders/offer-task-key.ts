/** With the id of an offer of the waitlist behind it, the key of the task of its call. */
export const OFFER_TASK_KEY = 'waitlist_';
