const FIRST = ['Robin', 'Morgan', 'Casey', 'Jamie', 'Taylor', 'Avery', 'Riley', 'Jordan', 'Quinn', 'Harper'];
const LAST = [
  'Walker',
  'Bennett',
  'Foster',
  'Hayes',
  'Coleman',
  'Parker',
  'Sutton',
  'Greene',
  'Mercer',
  'Doyle',
];
const AREAS = ['415', '510', '650', '408', '707', '925', '831', '209'];

/** Numbers that the North American plan keeps for fiction: xxx 555-0100 to -0199. */
export function callerNumber(place: number): string {
  const area = AREAS[Math.floor(place / 100) % AREAS.length] ?? '';
  return `+1${area}55501${String(place % 100).padStart(2, '0')}`;
}

export function callerName(place: number): string {
  const first = FIRST[place % FIRST.length] ?? '';
  const last = LAST[Math.floor(place / FIRST.length) % LAST.length] ?? '';
  return `${first} ${last}`;
}
