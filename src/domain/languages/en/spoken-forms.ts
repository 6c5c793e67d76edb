import type { SpokenForms } from '../../speech/spoken-forms.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const ENGLISH_SPEECH: SpokenForms = {
  day: fullDay,
  dayBehindFrom: fullDay,
  monthDay: (day, month) => `${MONTHS[month - 1]} ${ordinal(day)}`,
  today: ({ weekday, day, month, year }) =>
    `${WEEKDAYS[weekday - 1]}, ${MONTHS[month - 1]} ${ordinal(day)}, ${year}`,
  weekday: (weekday) => WEEKDAYS[weekday - 1] ?? '',
  time: clock,
  moment: (day, time) => `${day} at ${time}`,
  minutes: (count) => (count === 1 ? 'one minute' : `${count} minutes`),
  hours: (count) => (count === 1 ? 'one hour' : `${count} hours`),
  links: { and: 'and', or: 'or' },
  signs: {
    at: 'at',
    dot: 'dot',
    hyphen: 'dash',
    underscore: 'underscore',
    plus: 'plus',
    other: 'special character',
  },
};

function fullDay({ weekday, day, month, year }: Parameters<SpokenForms['day']>[0]): string {
  return `${WEEKDAYS[weekday - 1]}, ${MONTHS[month - 1]} ${ordinal(day)}${year === undefined ? '' : `, ${year}`}`;
}

/** "12 p.m." and "12 a.m." are mixed up by many, so they have names. */
function clock(hour: number, minute: number): string {
  if (minute === 0 && hour === 12) return 'noon';
  if (minute === 0 && hour === 0) return 'midnight';
  const onDial = hour % 12 === 0 ? 12 : hour % 12;
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${onDial}${minutes} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}

function ordinal(day: number): string {
  const isTeen = day >= 11 && day <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}
