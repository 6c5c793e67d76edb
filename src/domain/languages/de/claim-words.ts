import type { ClaimWords } from '../../speech/claim-words.ts';

const BELONGING = '(?:ihr|ihre|dein|deine|euer|eure)';
const APPOINTMENT =
  '(?:der|dieser|der neue|ihr neuer) [a-zäöüß-]*termin|(?:die|diese) [a-zäöüß-]*(?:buchung|reservierung)';
const STANDS = '(?:ist|sind|wurde|wurden)';

export const GERMAN_CLAIMS: ClaimWords = {
  participles: [
    {
      deed: 'booked',
      pattern:
        /(?<!wie )\b(?:gebucht|eingebucht|eingetragen|eingeplant|vereinbart|festgemacht|fest reserviert)\b/,
    },
    { deed: 'booked', pattern: /\bbestätigt\b/, isState: true },
    { deed: 'cancelled', pattern: /(?<!wie )\b(?:storniert|abgesagt|gecancelt|annulliert)\b/ },
    { deed: 'cancelled', pattern: /(?<=\b(?:termin|buchung)\b.*)\b(?:gelöscht|gestrichen)\b/ },
    { deed: 'moved', pattern: /(?<!wie )\b(?:verschoben|verlegt|vorverlegt|umgebucht|umgelegt)\b/ },
    { deed: 'moved', pattern: /(?<=\btermin\b.*\bauf\b.*)\bgeändert\b/ },
  ],
  openings: [
    { pattern: /\b(?:ich hab(?:e)?|hab(?:e)? ich|wir haben|haben wir)\b/, isState: false },
    {
      pattern: new RegExp(
        `\\b(?:${BELONGING} (?:[^,;:?]|:(?=\\d)){1,400}?|(?:${APPOINTMENT})(?: (?:[^,;:?]|:(?=\\d)){1,300}?)?(?:,(?:[^;:?]|:(?=\\d)){1,60}?,)?|sie|er|es) ${STANDS}\\b`,
      ),
      isState: true,
    },
    {
      pattern: new RegExp(
        `\\b(?:${BELONGING} (?:[^;:?]|:(?=\\d)){1,200}? (?:am|für|um|heute|morgen) (?:[^;:?]|:(?=\\d)){1,400}?|(?:${APPOINTMENT}) (?:[^;:?]|:(?=\\d)){1,400}?) ${STANDS}\\b`,
      ),
      isState: true,
    },
    {
      pattern: new RegExp(`\\b${STANDS} (?:${BELONGING} [a-zäöüß-]+|${APPOINTMENT}|sie|er|es)\\b`),
      isState: true,
    },
    { pattern: /\bdas (?:ist|wurde)\b/, isState: true, deeds: ['cancelled', 'moved'] },
    { pattern: /\bdas (?:ist|wurde) (?:jetzt|nun|hiermit|damit|so)\b/, isState: true },
  ],
  between: {
    allowed: /^/,
    broken:
      /\b(?:dass|ob|wenn|falls|sobald|sofern|bevor|nachdem|weil|wird|werden|würde|wäre|könnte|kann|können|soll|sollte|sollen|möchte|muss|müssen|ist|sind|war|waren|wurde|wurden|hat|hatte|haben|habe|gibt|versucht|schon|bereits|komplett|vollständig|voll|leider|fast|beinahe|normalerweise|meistens|immer|wieder frei|selbst|alles|vielleicht|wohl|vermutlich|wahrscheinlich|angeblich|eigentlich|hoffentlich|möglicherweise|letzte[nrs]?|gestern|damals|von (?:der|dem|einem|einer|ihm|uns)|durch)\b/,
  },
  alone: {
    before:
      /^(?:(?:alles klar|in ordnung|okay|ok|gut|so|super|perfekt|prima|wunderbar|sehr gerne|gerne|ja|schon|erledigt|fertig|und|dann)[,\s]*)*$/,
    behind: /^(?:$|[.!]| (?:für|am|auf|um|bei)\b|:)/,
  },
  negation: /\b(?:nicht|nichts|kein|keine|keinen|keiner|nie|niemals|weder|noch kein)\b/,
  failures: [
    {
      deed: 'booked',
      pattern:
        /\b(?:konnte|kann|könnte|ließ sich)\b.*\b(?:nicht|keinen?)\b.*\b(?:buchen|eintragen|vereinbaren)\b/,
    },
    {
      deed: 'cancelled',
      pattern:
        /\b(?:konnte|kann|könnte|ließ sich)\b.*\b(?:nicht|keinen?)\b.*\b(?:stornieren|absagen|löschen)\b/,
    },
    {
      deed: 'moved',
      pattern:
        /\b(?:konnte|kann|könnte|ließ sich)\b.*\b(?:nicht|keinen?)\b.*\b(?:verschieben|verlegen|umbuchen)\b/,
    },
  ],
  unreal:
    /\b(?:ob|dass|angenommen|als wäre|nachdem|leider|vielleicht|vermutlich|wahrscheinlich|angeblich|eigentlich|hoffentlich|letzte[nrs]?|gestern|damals)\b/,
  conditional: /\b(?:wenn|falls|sofern|sobald|bevor|solange)\b/,
  behind:
    /^ (?:habe|haben|hat|hätte|hatte|hatten|ist|sind|war|wäre|wären|wird|werden|würde|wurde|wurden|worden (?:wäre|ist)|bleiben|lassen|bekommen|sein)\b/,
  others:
    /\b(?:rückruf\w*|zurückruf\w*|wunsch|wünsche|\w*anfrage|angefragt|warteliste|notiz|anmerkung|bemerkung|hinweis|nachricht|frage|(?:telefon|handy|ruf)?nummer|e-?mail\w*|mailadresse|adresse|(?<!auf (?:den|ihren) )namen?|daten|erinnerung\w*|betrag|rechnung|zahlung|gebühr|bestellung|gutschein|angebot|vormerkung|jemand|anderer?n?|andere[rn]? (?:kund|gast|person|patient)\w*|kolleg\w*|kunde|kundin|teilweise|vorläufig|unverbindlich|vorgemerkt|noch bestätigt|unsere?[nrs]?)\b/,
  furtherQuestion:
    /(?:,|;| –| -| und) *(?:kann ich|darf ich|darf es|möchten sie|wünschen sie|brauchen sie|benötigen sie|haben sie (?:noch|sonst)|gibt es|was (?:kann|darf)|wie kann|wollen sie|soll ich|sonst noch)\b[^?]*\?$/,
  aside:
    /(?:,|;|:|\.)? (?:und|aber|sondern|bitte|statt|anstatt|anstelle|auf (?:den|ihren) namen|falls|wenn|damit|sodass|weil|da|sie (?:können|könnten|bekommen|erhalten|müssen|brauchen|haben)|ihr (?:buchungs)?code|die (?:bestätigung|adresse)|der (?:buchungs)?code)\b.*$/,
  timeless:
    /\bauf (?:den|ihren) namen (?:\S+ ?){1,2}|\b(?:herrn?|frau|familie) \S+|\b(?:jetzt|nun|gerade|eben|soeben|sofort)\b/,
  target: /\bauf\b/,
  continued: [
    { before: /\d\.$/, after: /^(?:[a-zäöüß\d]|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)/ },
    { before: /\b(?:Dr|Hr|Fr|Prof|ca|bzw|inkl)\.$/, after: /^/ },
  ],
  isMomentFirst: true,
};
