import type { FigureWords } from '../figure-words.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const seconds = (length: number): string => `${String(length).replace('.', ',')} Sekunden`;

export const germanFigures: FigureWords = {
  trend: {
    rising: 'Mehr Anrufe haben Erfolg als zuvor.',
    falling: 'Weniger Anrufe haben Erfolg als zuvor.',
    steady: 'Gleich viele Anrufe haben Erfolg wie zuvor.',
    no_data: 'Es gibt nicht genug Anrufe für einen Vergleich.',
  },
  health: {
    healthy: 'Die Ergebnisse der Anrufe kommen an, wie sie sollen.',
    degraded: 'Einige Ergebnisse von Anrufen kommen spät oder gar nicht an.',
    unhealthy:
      'Viele Ergebnisse von Anrufen kommen nicht von selbst an. Prüfen Sie die Webhook-Adresse bei Retell.',
    no_data: 'Es gab keine Anrufe.',
  },
  advice: {
    low_success: ({ measured, threshold }) =>
      `Nur ${percent(measured)} der Anrufe enden mit einer Antwort, weniger als ${percent(threshold)}. Versuchen Sie andere Uhrzeiten und prüfen Sie die Nummern und den Text des Agenten.`,
    short_calls: ({ measured, threshold }) =>
      `Gespräche dauern im Mittel ${seconds(measured)}, weniger als ${seconds(threshold)}. Prüfen Sie, ob die Begrüßung verstanden wird und der Agent sofort antwortet.`,
    long_calls: ({ measured, threshold }) =>
      `Gespräche dauern im Mittel ${seconds(measured)}, mehr als ${seconds(threshold)}. Kürzen Sie den Text und die besonderen Hinweise.`,
    weak_retries: ({ measured, threshold }) =>
      `Nur ${percent(measured)} der wiederholten Anrufe enden mit einer Antwort, weniger als ${percent(threshold)}. Warten Sie länger zwischen den Anrufen oder rufen Sie zur besten Stunde wieder an.`,
    negative_mood: ({ measured, threshold }) =>
      `In ${percent(measured)} der Gespräche war der Kunde verärgert, mehr als ${percent(threshold)}. Ändern Sie den Ton, rufen Sie seltener an oder bieten Sie einen anderen Weg zur Bestätigung an.`,
  },
};
