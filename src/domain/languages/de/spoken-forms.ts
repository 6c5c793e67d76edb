import type { SpokenForms } from '../../speech/spoken-forms.ts';

const WEEKDAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];
const MONTHS = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];

export const GERMAN_SPEECH: SpokenForms = {
  day: ({ weekday, day, month, year }) =>
    `${WEEKDAYS[weekday - 1]}, den ${day}. ${MONTHS[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  dayBehindFrom: ({ weekday, day, month, year }) =>
    `${WEEKDAYS[weekday - 1]}, dem ${day}. ${MONTHS[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  monthDay: (day, month) => `${day}. ${MONTHS[month - 1]}`,
  today: ({ weekday, day, month, year }) =>
    `${WEEKDAYS[weekday - 1]}, der ${day}. ${MONTHS[month - 1]} ${year}`,
  weekday: (weekday) => WEEKDAYS[weekday - 1] ?? '',
  time: (hour, minute) => (minute === 0 ? `${hour} Uhr` : `${hour} Uhr ${minute}`),
  moment: (day, time) => `${day}, um ${time}`,
  minutes: (count) => (count === 1 ? 'eine Minute' : `${count} Minuten`),
  hours: (count) => (count === 1 ? 'eine Stunde' : `${count} Stunden`),
  links: { and: 'und', or: 'oder' },
  signs: {
    at: 'at',
    dot: 'Punkt',
    hyphen: 'Minus',
    underscore: 'Unterstrich',
    plus: 'Plus',
    other: 'Sonderzeichen',
  },
};
