import type { ServiceWords } from '../../matching/service-words.ts';
import { germanHeard, germanSoundKey } from './sounds.ts';

const MEANINGS: ServiceWords['meanings'] = {
  'who:men': 'herr herrn herren mann maenner maennern ehemann vater papa opa grossvater maennlich',
  'who:women': 'dame damen frau frauen ehefrau mutter mama oma grossmutter weiblich',
  'who:child': 'kind kinder kindern kleinkind kleine kleinen baby enkel enkelin schulkind',
  'who:son': 'sohn sohnes soehne junge jungen jungs bub buben',
  'who:daughter': 'tochter toechter maedchen maedels',
  'who:animal': 'hund hunde katze katzen pferd pferde tier tiere haustier welpe',
  'who:thing': 'auto autos wagen teppich reifen fahrrad fenster',
  'part:hair': 'haar haare haaren frisur frisuren',
  'part:beard': 'bart baerte barts vollbart',
  'part:tooth': 'zahn zaehne zaehnen gebiss',
  'part:nail': 'nagel naegel naegeln fingernaegel',
  'part:hand': 'hand haende haenden',
  'part:foot': 'fuss fuesse fuessen',
  'part:face': 'gesicht gesichts',
  'part:back': 'ruecken rueckens kreuz',
  'part:neck': 'nacken schulter schultern hals',
  'part:leg': 'bein beine beinen',
  'part:brow': 'augenbraue augenbrauen braue brauen',
  'part:lash': 'wimper wimpern',
  'visit:first':
    'erst erste ersten erster erstes erstmalig erstmals neupatient neupatientin neukunde neukundin kennenlernen kennenlern aufnahme anamnese',
  'visit:follow': 'folge folgetermin weiterbehandlung verlauf',
  'size:big': 'gross grosse grossen grosses grosser',
  'size:small': 'mini',
  'length:short': 'kurze kurzen kurzes kurzer kurzhaar',
  'length:long': 'langen langes langer langhaar',
  'set:single': 'einzel einzeln einzeltherapie',
  'set:couple': 'paar paare paartherapie',
  'set:group': 'gruppe gruppen gruppentherapie',
  treatment: 'behandlung behandlungen behandeln behandelt anwendung packung packungen',
  session: 'sitzung sitzungen stunde einheit',
  professional:
    'professionell professionelle professionellen professioneller klassisch klassische klassischen klassischer',
  care: 'pflege pflegen',
  therapy: 'therapie therapien',
  cut: 'schnitt schnitte schneiden schneide schneidet geschnitten',
  trim: 'spitzen stutzen trimmen trimm getrimmt gestutzt kuerzen konturen',
  shave: 'rasur rasuren rasieren rasiert nassrasur',
  colour:
    'farbe farben farb faerben faerbe faerbung faerbungen gefaerbt haarfarbe coloration kolorieren colorieren umfaerben nachfaerben ansatz',
  tint: 'toenung toenen toenungen getoent',
  highlights: 'straehne straehnen straehnchen highlights',
  foil: 'folie folien',
  bleach: 'blondierung blondieren blondiert bleichen aufhellen aufhellung bleaching',
  perm: 'dauerwelle dauerwellen',
  straighten: 'glaettung glaetten keratin keratinglaettung',
  extend: 'verlaengerung verlaengern verdichtung extensions',
  wash: 'waschen wasche waesche gewaschen',
  dry: 'foehnen foehn foenen foen gefoehnt trocknen',
  style: 'styling stylen gestylt',
  updo: 'hochsteckfrisur hochstecken steckfrisur hochgesteckt',
  wax: 'wachsen waxing enthaarung haarentfernung epilation',
  manicure: 'manikuere handpflege nagelpflege',
  pedicure: 'pedikuere fusspflege',
  polish: 'lack lackieren lackiert lackierung nagellack',
  gel: 'gelnaegel gelnagel shellac',
  clean:
    'reinigung reinigen gereinigt prophylaxe zahnsteinentfernung zahnstein pzr putzen saubermachen mundhygiene',
  checkup:
    'kontrolle kontroll kontrolluntersuchung untersuchung untersuchen vorsorge vorsorgeuntersuchung routine nachsehen nachschauen durchchecken checken',
  consult:
    'beratung beraten gespraech besprechung besprechen beratungsgespraech konsultation sprechstunde vorgespraech',
  filling: 'fuellung fuellungen plombe plomben loch karies',
  extract: 'ziehen gezogen extraktion entfernen entfernung rausziehen',
  wisdom: 'weisheit weisheits',
  crown: 'krone kronen bruecke',
  root: 'wurzel wurzelkanal',
  implant: 'implantat implantate implantation implantologie',
  braces: 'spange zahnspange kieferorthopaedie aligner schiene',
  xray: 'roentgen roentgenbild',
  pain: 'schmerz schmerzen notfall akut akute weh zahnweh zahnschmerzen',
  massage: 'massage massagen massieren massiert durchkneten',
  physio: 'physio physiotherapie krankengymnastik kg',
  manual: 'manuell manuelle manuellen manueller mt',
  lymph: 'lymphdrainage lymphmassage lymph lymphdrainagen lymphe',
  heat: 'fango moor waerme waermetherapie heissluft rotlicht',
  tape: 'tape taping tapen tapes kinesiotape',
  shockwave: 'stosswelle stosswellen stosswellentherapie',
  training: 'training trainieren uebungen geraetetraining kraft gymnastik',
  sport: 'sport sportler',
  relax: 'entspannung entspannen wellness',
  deep: 'tiefengewebe tiefen',
  home: 'hausbesuch hausbesuche',
};

const FILLERS =
  'ein eine einen einer einem eines nen ne ner n der die das den dem des und oder mit fuer zum zur zu beim bei im in am an auf aus von vom um bis ab ' +
  'ich wir du sie er es mir mich uns ihnen ihr euch man wer wem was wie wo wann da dann so also ja jo genau bitte danke hallo guten tag gruess gott servus moin ' +
  'moechte moechten will wollen wollte wollten wuerde wuerden haette haetten habe haben hab hat hatte brauche brauchen braeuchte braucht bin ist sind war waere sein starke starker heftige seit gestern knie halbjaehrlich halbjaehrliche jaehrlich jaehrliche geraet geraete werden wird worden wegen ' +
  'kann kannst koennte koennten koennen koennt darf duerfte soll sollte muss muessen muesste duerfen sollen sollten geht ginge gibt gehen kommen vorbeikommen vorbei komme machen macht mache gemacht tun lassen ' +
  'lasse bekommen kriegen nehmen nehme buchen buche buchung gebucht reservieren reservierung vereinbaren ausmachen machts anmelden bestellen suche suchen frage fragen ' +
  'termin termine termins terminchen zeit platz mal einmal nochmal wieder noch nur bloss einfach gern gerne lieber am liebsten vielleicht eventuell ungefaehr etwa eigentlich ' +
  'halt eben doch schon mein meine meinen meiner meinem sein seine seinen ihre ihren ihrem unser unsere unseren dein deine selbst mich selber alles was etwas irgendwas irgendetwas ' +
  'heute morgen uebermorgen montag dienstag mittwoch donnerstag freitag samstag sonntag uhr naechste naechsten naechster woche tag vormittag nachmittag abend frueh moeglichst bald schnell ' +
  'aeh aehm hm ok okay normal normale normalen normaler normales ganz gewoehnlich ueblich uebliche standard wie immer neue neuen neuer neues schoen schoene schoenen schick richtig ' +
  'leistung service angebot ob dass wenn weil aber auch denn hier dort jetzt gleich egal person leute kunde kundin patient patientin rezept verordnung ueberweisung krankenkasse kasse praxis salon laden friseur frisoer zahnarzt ' +
  'minuten minute min stunden dauer lang lange kurz nix nichts dazu drin dran drauf davon darum geht handelt waers bitteschoen jahre jahr alt alten alter jaehrigen jaehrige gell nochmals sache name heisse';

export const germanServiceWords: ServiceWords = {
  meanings: MEANINGS,
  fillers: FILLERS,
  fillerParts: 'termin termine paket angebot friseur frisoer zahnarzt arzt',
  negators: 'kein keine keinen keiner keinem nicht ohne statt anstatt ausser',
  contrasts: 'sondern nur aber dafuer lieber stattdessen bloss',
  titles: 'herr herrn frau fraeulein doktor dr prof professor kollege kollegin',
  beforePerson: { surely: 'bei beim', maybe: 'zu zur zum mit von vom durch' },
  beforeCaller: 'fuer name heisse heisst bin ist',
  anybody: [
    /\b(?:ist |mir |vollkommen |voellig |ganz |total )*(?:egal|wurscht|wurst|schnuppe|gleichgueltig)\b(?: (?:zu|bei|von|mit) wem| wer(?: das macht)?)?/g,
    /\birgend ?(?:wer|wem|wen|jemand|jemandem|jemanden|einer?|einem|einen)\b/g,
    /\bwer (?:auch )?(?:\w+ ){0,3}?(?:frei|zeit|kann|da|dran|verfuegbar)(?: (?:ist|hat|waere|kann))?\b/g,
    /\b(?:zu|bei|mit|von) wem auch immer\b|\bwer auch immer\b/g,
    /\b(?:keine?n?|ohne)(?: besondere?n?| bestimmte?n?| spezielle?n?)? (?:praeferenz|praeferenzen|wunsch|vorliebe|vorlieben|person|mitarbeiter|mitarbeiterin|angabe)\b/g,
    /\b(?:niemand|niemanden|keinen?|keiner) (?:bestimmte[rsn]?|besondere[rsn]?|spezielle[rsn]?)\b/g,
    /\b(?:spielt keine rolle|(?:ist )?nicht (?:so )?wichtig|macht (?:mir )?keinen unterschied|weiss (?:ich )?nicht|keine ahnung|beliebig\w*|jeder|jede|jedem|jeden|alle|hauptsache \w+|wie (?:sie|es) (?:wollen|passt))\b/g,
    /\b(?:der|die|den|dem) (?:erst|naechst)(?:e|en|beste|besten)(?: (?:freie|freien|verfuegbare|verfuegbaren|beste|besten))?\b/g,
    /\b(?:unser|ihr|euer|eur)(?:em)? team\b/g,
  ],
  rewrites: [
    [/\b(?:nein|nee|quatsch|vielmehr|ich meine?|meine ich|besser gesagt|stimmt nicht|falsch)\b/g, ' ~ '],
    [/\b(?:hier (?:ist|spricht)|ich bin|mein name ist)(?: die| der)? (?:frau|herr)\b/g, ' '],
    [/\bein paar\b|\bwie lange?\b/g, ' '],
    [/\b(?:weiss|kenne|verstehe) (?:ich |es |das |mich )*nicht\b|\bkeine ahnung\b|\bnicht genau\b/g, ' '],
    [/\bwarum nicht\b|\bob nicht\b|\bnicht wahr\b|\bnicht nur\b|\bwenn nicht\b/g, ' '],
    [/\b(kann|koennte|darf|muss|soll|macht|bekommt|wenn|ob|wie) man\b/g, '$1'],
    [/\bman (kann|koennte|darf|muss|soll|macht)\b/g, '$1'],
    [
      /\b(?:jemand|wer) ander(?:e|er|es|em|en|s)(?: als)?\b|\b(?:alle|jeder|jede|jeden|jedem|alles) (?:ausser|bis auf)\b/g,
      ' ausser ',
    ],
    [/\b(?:eine )?dreiviertel ?stunde\b/g, ' 45 '],
    [/\b(?:anderthalb|eineinhalb) stunden?\b/g, ' 90 '],
    [/\b(?:eine |ne )?halbe ?(?:stunde|std)\b|\bhalbstuendig\w*\b|\bdreissig\b/g, ' 30 '],
    [/\b(?:eine|ne|1|einer|volle|ganze) (?:stunde|std)\b|\beinstuendig\w*\b|\bsechzig\b/g, ' 60 '],
    [/\b(?:zwei|2) stunden\b|\bzweistuendig\w*\b/g, ' 120 '],
    [/\bzwanzig\b/g, ' 20 '],
    [/\bfuenfzehn\b/g, ' 15 '],
    [/\bvierzig\b/g, ' 40 '],
    [/\bfuenfundvierzig\b/g, ' 45 '],
    [/\bneunzig\b/g, ' 90 '],
    [/(\d+)(?:min|minuten|minuetig\w*)\b/g, ' $1 '],
    // The adjective, not the child.
    [/\bkleine[nrs]? (?=\w*(?:massage|behandlung|packung|kontrolle))/g, ' mini '],
    [/\bersten? (?:freien?|moeglichen?|verfuegbaren?|besten?|mal hier|termin)\b/g, ' erst '],
  ],
  stem: (word) => {
    const plain = word.replace(/([aou])e/g, '$1');
    return plain.length > 4 ? plain.replace(/(?:ungen|ung|en|es|em|er|n|s|e)$/, '') : plain;
  },
  heard: germanHeard,
  soundKey: germanSoundKey,
};
