import type { PreferenceWords } from '../../speech/preference-words.ts';
import { GERMAN_ASKS } from './refusal-words.ts';

export const GERMAN_PREFERENCES: PreferenceWords = {
  habitual: {
    montags: 1,
    dienstags: 2,
    mittwochs: 3,
    donnerstags: 4,
    freitags: 5,
    samstags: 6,
    sonnabends: 6,
    sonntags: 7,
  },
  only: 'nur|bloss|ausschliesslich|lediglich',
  every: 'jede[nrs]?|alle|immer|irgendeine?[nmr]?',
  not: 'nicht|nie|niemals',
  except: 'ausser|bis auf|mit ausnahme von|keine?[nmrs]?(?: termine?)?',
  without:
    'ohne(?= (?:(?:den|die|das|dem|am|um) )*(?:(?:mon|diens|donners|frei|sams|sonn)tage?|mittwoche?|sonnabende?|wochenenden?|heute|(?:ueber)?morgen|(?:vor|nach)mittage?|mittage?|abende?|[a-z]+ uhr|\\d{1,2}(?:\\.|:| uhr))(?![a-z]))',
  notEnd: 'gut|leider|bei mir|bei uns|mehr|moeglich|klappen|gehen|so|bitte|mir|uns',
  ifNot:
    '(?:wenn|falls) (?:das |es |der |dann |da )?nicht(?: geht| klappt| moeglich| frei)?(?: ist)?,?(?: dann)?',
  idle: '(?:und )?(?:bitte )?nicht (?:frueher|spaeter|eher)(?! als)',
  notRefused:
    'vor|nach|frueher als|spaeter als|eher als|unbedingt|wichtig|schlimm|mehr|(?:so|ganz) (?:frueh|spaet|bald|lang|schnell|weit|eng|sehr)[a-z]*|zu|nur|bloss|wahr|sicher',
  turn: 'aber|sondern|lieber|stattdessen|dafuer|hoechstens|sonst|ansonsten',
  and: 'und',
  or: 'oder|beziehungsweise|bzw',
  between: 'und|oder|am|an|den|dem|einem|einen|der|auch|noch|sowie|bzw',
  workdays: 'unter der woche|werktags|wochentags|an wochentagen|an werktagen|an einem (?:werk|wochen)tag',
  weekends: 'an wochenenden|an den wochenenden|wochenends',
  weekend: '(?:am|an einem)? ?wochenenden?',
  anyDay:
    '(?:an )?(?:jedem|jeden|irgendeinem|irgendeinen|egal welche[nmr]|jeder) tag|egal welcher tag|taeglich|jeder tag',
  anyTime:
    'egal wann|ganz egal|(?:ist |ist mir |mir |das ist mir )?egal|irgendwann|jederzeit|flexibel|beliebig|wann (?:es )?(?:auch )?immer|zu jeder zeit',
  soonest:
    'so (?:bald|schnell|frueh|rasch|zeitnah) (?:wie|es)(?: es)?(?: nur)?(?: moeglich| geht)|moeglichst (?:bald|schnell|frueh|rasch|zeitnah)|schnellstmoeglich|baldmoeglichst|fruehestmoeglich|schnellstens|' +
    '(?:der |den )?(?:naechste[nr]?|erste[nr]?) (?:freie[nr]?|moegliche[nr]?|verfuegbare[nr]?)(?: termin| zeitpunkt)?|am (?:schnellsten|fruehesten)|asap|(?:gleich )?als (?:aller)?erstes|gleich(?= (?:in der fruehe?|frueh|morgens)(?![a-z]))|(?:gleich )?wenn sie (?:aufmachen|oeffnen)',
  about: 'gegen|ungefaehr|circa|ca|etwa|so um|rund um|um den dreh',
  bound:
    'nicht (?:vor|frueher als|nach|spaeter als)|fruehestens|spaetestens|ab|bis|erst ab|erst nach|maximal',
  clock: 'uhr',
  atTime: 'um',
  sameTime:
    '(?:zur |um die |zu der )?(?:gleichen?|selben?|dieselbe|derselben) (?:zeit|uhrzeit)|zur(?:selben|gleichen) zeit',
  sameDay: '(?:am |an dem )?(?:gleichen|selben|demselben) tag',
  otherTimes:
    '(?:bitte |lieber |irgend)*(?:keine[rns]?(?: (?:davon|von (?:denen|beiden|allen)|der (?:beiden|drei)))?|nichts davon|(?:(?:ein(?:en|em|e)?|an|am|zu)? ?)*(?:andere[nrms]?|anderer|weitere[nrs]?) (?:tage?|tagen|termine?|zeit(?:en)?|moeglichkeit(?:en)?|vorschlaege?)|was anderes|etwas anderes|alternativen?|andere)(?: bitte)?',
  dayAfter: '(?:am |an dem |den )?(?:tag (?:danach|darauf|drauf)|naechsten tag|folgetag)|tags darauf',
  dayBefore: '(?:am |an dem |den )?(?:tag (?:davor|vorher|zuvor)|vortag)|tags zuvor',
  later: 'spaeter(?: als (?:geplant|jetzt|bisher|vereinbart))?(?! als )|(?:weiter )?nach hinten',
  earlier:
    '(?:frueher|eher)(?: als (?:geplant|jetzt|bisher|vereinbart))?(?! als )|vorher|(?:weiter )?nach vorne?',
  spans: [
    ['(?:eine )?dreiviertel ?stunde', 45],
    ['(?:eine )?viertel ?stunde', 15],
    ['(?:eine )?halbe stunde', 30],
    ['(?:anderthalb|eineinhalb|ein ein ?halb) stunden', 90],
    ['zweieinhalb stunden', 150],
  ],
  byAmount: 'um',
  asks: GERMAN_ASKS,
};
