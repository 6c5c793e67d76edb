import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../../src/domain/speech/read-claims.ts';

/** The call began on Friday, 20 November 2026, at ten. */
const CALL = { now: new Date('2026-11-20T15:00:00Z'), zone: 'America/New_York', locale: 'en-US' };
const TUESDAY = '2026-11-24';
const THURSDAY = '2026-11-26';

const TRUE_CLAIMS: [said: string, claim: string][] = [
  ["I've booked you for Tuesday, November 24th, at 2:30 p.m.", `booked ${TUESDAY} 14:30`],
  ["Great, I've got you booked in for Tuesday at 2:30 PM.", `booked (state) ${TUESDAY} 14:30`],
  ['I have booked your appointment for Tuesday at 9 a.m.', `booked ${TUESDAY} 09:00`],
  ["I've gone ahead and booked that for you.", 'booked'],
  ['I just booked you in for Thursday at three p.m.', `booked ${THURSDAY} 15:00`],
  ["We've scheduled you for Thursday at 3 p.m.", `booked ${THURSDAY} 15:00`],
  ["I've put you down for Thursday at 3 p.m.", `booked ${THURSDAY} 15:00`],
  ["Okay, I've made the appointment for Tuesday at 9 a.m.", `booked ${TUESDAY} 09:00`],
  ['Your appointment is booked.', 'booked (state)'],
  ['Your appointment has been booked for Tuesday at 9 a.m.', `booked (state) ${TUESDAY} 09:00`],
  [
    'Your appointment is booked: haircut on Tuesday, November 24th, at 9 a.m.',
    `booked (state) ${TUESDAY} 09:00`,
  ],
  ['Your haircut on Tuesday at 9 a.m. is confirmed.', `booked (state) ${TUESDAY} 09:00`],
  ["You're booked for Tuesday at 9 a.m.", `booked (state) ${TUESDAY} 09:00`],
  ["You're all set for Thursday at 3 p.m.", `booked (state) ${THURSDAY} 15:00`],
  ["That's all booked for you.", 'booked (state)'],
  ['Done, booked for Thursday at 3 p.m.', `booked (state) ${THURSDAY} 15:00`],
  ["I've booked it, is there anything else I can do for you?", 'booked'],
  ["I've booked you for Tuesday at 9 a.m., and please arrive ten minutes early.", `booked ${TUESDAY} 09:00`],
  [
    "I couldn't find anything on Tuesday, so I've booked you for Thursday at 3 p.m.",
    `booked ${THURSDAY} 15:00`,
  ],
  ["I've booked you for Tuesday at 9 a.m., you can cancel until Monday at noon.", `booked ${TUESDAY} 09:00`],
  ["I've booked Mr. Friday for Tuesday at 9 a.m.", `booked ${TUESDAY} 09:00`],
  ['As requested, I have booked Tuesday at 9 a.m. for you.', `booked ${TUESDAY} 09:00`],
  ['The appointment is now booked.', 'booked (state)'],
  ["I've cancelled your appointment.", 'cancelled'],
  ['I have canceled your appointment on Tuesday at 9 a.m.', `cancelled ${TUESDAY} 09:00`],
  ['Your appointment on Tuesday at 9 a.m. has been cancelled.', `cancelled (state) ${TUESDAY} 09:00`],
  ['Your appointment is cancelled, is there anything else I can help with?', 'cancelled (state)'],
  ["That's been cancelled.", 'cancelled (state)'],
  ['I can confirm that your appointment is cancelled.', 'cancelled (state)'],
  ["It's cancelled.", 'cancelled (state)'],
  ['All right, cancelled.', 'cancelled (state)'],
  ["I've moved your appointment to Thursday at 3 p.m.", `moved ${THURSDAY} 15:00`],
  ["I've moved your appointment from Tuesday at 9 a.m. to Thursday at 3 p.m.", `moved ${THURSDAY} 15:00`],
  ["I've rescheduled you to Thursday at 3 p.m.", `moved ${THURSDAY} 15:00`],
  ['Your appointment has been moved to Thursday at 3 p.m.', `moved (state) ${THURSDAY} 15:00`],
  [
    'Your appointment has been moved: haircut on Thursday, November 26th, at 3 p.m., instead of on Tuesday, November 24th, at 9 a.m.',
    `moved (state) ${THURSDAY} 15:00`,
  ],
  ["I've changed your appointment to Thursday at 3 p.m.", `moved ${THURSDAY} 15:00`],
  ["It's been moved to Thursday at 3 p.m.", `moved (state) ${THURSDAY} 15:00`],
  ["I've rescheduled your appointment.", 'moved'],
  ['We have moved it to Thursday at 3 p.m.', `moved ${THURSDAY} 15:00`],
];

const TWO_CLAIMS: [said: string, claims: string[]][] = [
  [
    "I've cancelled your appointment on Tuesday and booked you for Thursday at 3 p.m.",
    [`cancelled ${TUESDAY}`, `booked ${THURSDAY} 15:00`],
  ],
  [
    "I've booked your son for Tuesday at 9 a.m. And I've booked you for Thursday at 3 p.m.",
    [`booked ${TUESDAY} 09:00`, `booked ${THURSDAY} 15:00`],
  ],
];

const NO_CLAIMS: string[] = [
  'Shall I book Tuesday at 9 a.m. for you?',
  'Would you like me to book that?',
  'I could book you for Tuesday at 9 a.m.',
  'I can put you down for Tuesday.',
  'Should I have it cancelled?',
  'Have you booked with us before?',
  'Is your appointment booked already?',
  "You're booked for Tuesday at 9 a.m., right?",
  "I haven't booked it yet.",
  "I've not booked anything.",
  'Nothing has been booked.',
  "Your appointment isn't booked yet.",
  'Your appointment has not been cancelled.',
  "It wasn't cancelled.",
  "Once it's booked, you'll get a text message.",
  "When I've booked it, I'll tell you the code.",
  "If you're booked with Anna, please come to the side door.",
  "As soon as your appointment is booked you'll get an e-mail.",
  'Your appointment will be booked in a moment.',
  'Your appointment is being moved.',
  'Your appointment can be cancelled up to 24 hours before.',
  "I'll get that booked for you.",
  'Let me get you booked in.',
  "I'm booking that now.",
  "I'm going to have you booked for Tuesday.",
  'You would be booked for Tuesday at 9 a.m.',
  'I would have booked you for Tuesday.',
  'I have requested the appointment, it still has to be confirmed by us.',
  "I've passed on your request for Tuesday.",
  "I've scheduled a callback for you.",
  "I've booked a call back for Tuesday at 9 a.m.",
  "I've put you down for the waiting list.",
  "I've moved your name up the waitlist.",
  "I've changed your phone number.",
  "I'm afraid that's booked.",
  'That time is already booked.',
  "We're fully booked on Tuesday.",
  "Tuesday is booked out, I'm afraid.",
  'Anna is booked on Tuesday at 9 a.m.',
  'The 9 a.m. appointment is already booked, but 10 a.m. is free.',
  'Another customer cancelled, so there is a time free at nine.',
  'Someone cancelled, so 9 a.m. is free now.',
  'I see you booked online last week.',
  'You cancelled your appointment last week.',
  'I found your booked appointment.',
  'We moved to Main Street last year.',
  "I've moved on to the next step.",
  'I tried to get it booked.',
  "I thought I'd booked it.",
  "I've tentatively scheduled you for Tuesday.",
  "I've sent you a message as agreed.",
  'Appointments can be booked, moved or cancelled online.',
  'Booked appointments need a deposit.',
  'Cancelled appointments are not charged.',
  'Has your appointment been moved?',
  "I've asked for your appointment to be moved to Thursday at 3 p.m.",
  'Your payment has been cancelled.',
  "I've found a free time on Tuesday at 9 a.m.",
  'How can I help you?',
  'Your current appointment stays booked until the new one is confirmed.',
  'I moved some things around, and Friday at 10 is now free.',
  'We have moved the salon to Main Street.',
  "I've confirmed with Anna that Tuesday works.",
  "I'm sorry, that slot was just booked by somebody else.",
  "I've got nothing booked for you.",
  "If I cancel it, it's cancelled for good.",
  "I've cancelled the hold on that time.",
  "Let me make sure you're booked.",
  'I want to make sure your appointment is booked.',
  "I've confirmed your number.",
  'Your insurance has been confirmed.',
  'Your appointment must have been moved.',
  "Maybe it's been cancelled.",
  'The booking page is confirmed to be down.',
  'Last week your appointment was moved twice.',
  "I've put you down as a new customer.",
  'I moved you to the English menu.',
  "You're scheduled to be called back.",
  'I can confirm whether your appointment is cancelled.',
  'Your appointment is almost booked, I just need your name.',
];

const TAKEN_BACK: string[] = [
  "I've booked it. Sorry, I haven't booked it after all.",
  'Your appointment is booked. I see now that your appointment was not booked.',
  "Your appointment is booked. I'm sorry, I couldn't book that after all.",
];

function told(said: string): string[] {
  return readClaims([said], CALL).map(({ deed, isState, when }) =>
    [deed, isState ? '(state)' : '', ...when.map(({ date, time }) => [date, time].filter(Boolean).join(' '))]
      .filter((part) => part !== '')
      .join(' '),
  );
}

describe('what an English agent says', () => {
  it.each(TRUE_CLAIMS)('tells of a deed: %s', (said, claim) => {
    expect(told(said)).toEqual([claim]);
  });

  it.each(TWO_CLAIMS)('tells of two deeds: %s', (said, claims) => {
    expect(told(said)).toEqual(claims);
  });

  it.each(NO_CLAIMS.map((said) => [said]))('tells of no deed: %s', (said) => {
    expect(told(said)).toEqual([]);
  });

  it.each(TAKEN_BACK.map((said) => [said]))('takes back what was told: %s', (said) => {
    expect(told(said)).toEqual([]);
  });
});
