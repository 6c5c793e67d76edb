import type { SentenceTable } from '../sentence-table.ts';
import { germanPhrases } from './phrases.ts';
import { germanReasons } from './reasons.ts';

const faults: SentenceTable['faults'] = {
  upstream_unavailable:
    'Ich bekomme gerade leider keine Antwort aus dem Kalender. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
  upstream_failed:
    'Das hat im Kalender gerade leider nicht geklappt. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
  upstream_rejected:
    'Das kann ich im Kalender gerade leider nicht erledigen. Soll ich einen Rückruf für Sie notieren?',
  upstream_unsent:
    'Ich komme gerade leider nicht an den Kalender heran. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
  outcome_unknown:
    'Ob das geklappt hat, kann ich noch nicht sicher sagen, es wird gerade geprüft. Soll ich einen Rückruf für Sie notieren?',
  store_unavailable:
    'Das kann ich gerade leider nicht nachsehen. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
  budget_spent:
    'Das dauert gerade leider länger als sonst. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
  unreadable_request: 'Das habe ich leider nicht richtig aufgenommen. Können Sie es bitte noch einmal sagen?',
  unknown_function:
    'Das kann ich hier leider nicht für Sie erledigen. Soll ich einen Rückruf für Sie notieren?',
  unknown_tenant:
    'Unter dieser Nummer kann ich im Moment leider keine Termine bearbeiten. Bitte versuchen Sie es später noch einmal.',
  internal:
    'Da komme ich gerade leider nicht weiter. Soll ich es noch einmal versuchen oder einen Rückruf für Sie notieren?',
};

export const germanSentences: SentenceTable = {
  phrases: germanPhrases,
  reasons: germanReasons,
  faults,
  pending: 'Einen Moment noch, ich bin noch dabei.',
  staleWarning: 'Mein Stand ist gerade vielleicht nicht ganz aktuell.',
  callbackOffer: {
    alone: 'Soll ich einen Rückruf für Sie notieren?',
    afterQuestion: 'Oder soll ich einen Rückruf für Sie notieren?',
  },
};
