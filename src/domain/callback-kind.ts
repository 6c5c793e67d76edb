/**
 * Who wants somebody to be called back: the caller; or we, since the agent said what was not done, or since the caller
 * never heard how it ended.
 */
export type CallbackKind = 'caller' | 'said_not_done' | 'never_heard';
