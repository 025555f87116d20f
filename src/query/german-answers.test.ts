import { describe, expect, test } from 'vitest';
import { ago, askIn, minute } from './record.fixture.ts';

const ask = askIn('de', new AbortController().signal);

describe('ASK-27: answers in German', () => {
  test.each([
    ['filler pressure', 'Bowl pressure (Filler): 0,400 bar (1 Messwert, 15:28).'],
    ['pressure in mbar', 'Bowl pressure (Filler): 400 mbar (1 Messwert, 15:28).'],
    ['pressure at 15:25', 'Bowl pressure (Filler) um 15:25: 0,512 bar (1 Messwert, 15:22).'],
    ['pressure yesterday at 23:15', 'Bowl pressure (Filler): bis Di., 10. März, 23:15 kein Wert aufgezeichnet.'],
    [
      'bowl temperature',
      'Bowl temperature (Filler): 4,2 °C, aber der Wert ist veraltet und 3 min alt (1 Messwert, 15:27).',
    ],
    ['cap torque', 'Cap torque (Capper): bis 15:30 kein Wert aufgezeichnet.'],
    [
      'capper motor temperature',
      'Motor temperature (Capper): 85,0 °C, auf oder über dem oberen Grenzwert (1 Messwert, 15:29).',
    ],
    [
      'motor temperatures',
      'Jetzt: Motor temperature (Filler) 61,0 °C (1 Messwert, 15:29), Motor temperature (Capper) 85,0 °C, auf oder über dem oberen Grenzwert (1 Messwert, 15:29), Motor temperature (Case packer) ohne aufgezeichneten Wert und Motor temperature (Palletising robot) ohne aufgezeichneten Wert.',
    ],
    ['what is the filler doing', 'Filler ist seit 15:18 im Zustand „Angehalten“ (12 min; 1 Messwert).'],
    ['is the filler running', 'Nein, Filler ist seit 15:18 im Zustand „Angehalten“ (12 min; 1 Messwert).'],
    ['is the filler held', 'Ja, Filler ist seit 15:18 angehalten (12 min; 1 Messwert).'],
    ['is the capper running', 'Ja, Capper ist seit Beginn der Aufzeichnung in Betrieb (Produziert; 1 Messwert).'],
    ['packer state', 'Der Zustand von Case packer ist nicht bekannt: Der letzte ist veraltet und 3 min alt.'],
    ['palletiser state', 'Der Zustand von Palletising robot ist nicht bekannt: Es ist keiner aufgezeichnet.'],
    [
      'what is the filler doing yesterday at 12:00',
      'Der Zustand von Filler war nicht bekannt: Es ist keiner aufgezeichnet.',
    ],
    [
      'what are the machines doing',
      'Von 6 Maschinen jetzt: 1 angehalten (Filler), 2 in Betrieb und 1 gestoppt (Conveyor 1); 2 ohne brauchbaren Wert (Case packer und Palletising robot).',
    ],
    ['are the filler and the capper aborted', 'Nein, keine von 2 Maschinen ist abgebrochen.'],
    [
      'which machines are stopped',
      '1 von 6 Maschinen ist gestoppt: Conveyor 1 (Gestoppt); 1 weitere ist ebenfalls nicht in Betrieb: Filler (Angehalten); 2 ohne brauchbaren Wert (Case packer und Palletising robot).',
    ],
    [
      'which machines are aborted',
      'Keine von 6 Maschinen ist abgebrochen; 2 ohne brauchbaren Wert (Case packer und Palletising robot).',
    ],
    [
      'which machines are idle or held',
      '1 von 6 Maschinen ist bereit oder angehalten: Filler (Angehalten); 2 ohne brauchbaren Wert (Case packer und Palletising robot).',
    ],
    [
      'which machines are not held',
      '3 von 6 Maschinen sind nicht angehalten: Capper (Produziert), Conveyor 1 (Gestoppt) und Conveyor 2 (Produziert); 2 ohne brauchbaren Wert (Case packer und Palletising robot).',
    ],
    [
      'is the pressure above 0.5',
      'Nein. Bowl pressure (Filler): 0,400 bar (1 Messwert, 15:28), also nicht über 0,5 bar.',
    ],
    ['is the pressure below 0.5', 'Ja. Bowl pressure (Filler): 0,400 bar (1 Messwert, 15:28), also unter 0,5 bar.'],
    [
      'is the pressure within its limits',
      'Ja. Bowl pressure (Filler): 0,400 bar (1 Messwert, 15:28), also innerhalb der Grenzwerte.',
    ],
    [
      'is the pressure too high',
      'Nein. Bowl pressure (Filler): 0,400 bar (1 Messwert, 15:28), also nicht auf oder über einem oberen Grenzwert.',
    ],
    ['is the cap torque above 1', 'Das ist nicht bekannt. Cap torque (Capper): bis 15:30 kein Wert aufgezeichnet.'],
    [
      'motors hotter than 150 F',
      '1 von 4 Messstellen liegt über 150 °F: Motor temperature (Capper) mit 85,0 °C; 2 ohne brauchbaren Wert (Case packer und Palletising robot).',
    ],
    [
      'motors at least 85 C',
      '1 von 4 Messstellen liegt bei mindestens 85 °C: Motor temperature (Capper) mit 85,0 °C; 2 ohne brauchbaren Wert (Case packer und Palletising robot).',
    ],
    [
      'which tags are beyond their limits',
      '1 von 6 Messstellen liegt auf einem Grenzwert oder jenseits davon: Motor temperature (Capper) mit 85,0 °C; 3 ohne brauchbaren Wert (Filler, Case packer und Palletising robot).',
    ],
    [
      'which tags are stale',
      '2 von 29 Messstellen sind veraltet: Bowl temperature (Filler) zuletzt 4,2 °C und State (Case packer) zuletzt Produziert.',
    ],
    ['which tags are bad', 'Keine von 29 Messstellen ist von schlechter Qualität.'],
    [
      'hottest motor',
      'Den höchsten Wert von 2 Messstellen hat Motor temperature (Capper) mit 85,0 °C; 2 weitere ohne brauchbaren Wert sind ausgelassen.',
    ],
    [
      'top 2 hottest motors',
      'Die 2 höchsten Werte von 2 Messstellen haben Motor temperature (Capper) mit 85,0 °C und Motor temperature (Filler) mit 61,0 °C; 2 weitere ohne brauchbaren Wert sind ausgelassen.',
    ],
    ['is the capper held', 'Nein, Capper ist seit Beginn der Aufzeichnung im Zustand „Produziert“ (1 Messwert).'],
    [
      'which agvs are not charging',
      'Keine von 2 Maschinen ist nicht im Zustand „Charging“; 2 ohne brauchbaren Wert (AGV 1 und AGV 2).',
    ],
  ])('at one moment: %s', async (question, sentence) => {
    expect((await ask(question)).text).toBe(sentence);
  });

  test.each([
    [
      'what was the highest pressure in the last ten minutes',
      'Der höchste Wert von Bowl pressure (Filler) war in den letzten 10 Minuten 0,654321 bar um 15:26 (3 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'lowest pressure last minute',
      'Von Bowl pressure (Filler) gab es in der letzten Minute keinen brauchbaren Messwert (0 Messwerte); der letzte Wert davor war 0,400 bar.',
    ],
    [
      'highest battery level today',
      'Von Battery level (AGV 1) und Battery level (AGV 2) gab es heute keinen brauchbaren Messwert (0 Messwerte).',
    ],
    [
      'highest motor temperature in the last hour',
      'Den höchsten Wert von 4 Messstellen hatte in der letzten Stunde Motor temperature (Capper) mit 85,0 °C um 15:29; danach Motor temperature (Filler) mit 61,0 °C um 15:29 (2 Messwerte).',
    ],
    [
      'top 2 motor temperatures in the last hour',
      'Die 2 höchsten Werte von 4 Messstellen hatten in der letzten Stunde Motor temperature (Capper) mit 85,0 °C um 15:29 und Motor temperature (Filler) mit 61,0 °C um 15:29 (2 Messwerte).',
    ],
    [
      'average pressure last 10 minutes',
      'Der zeitgewichtete Mittelwert von Bowl pressure (Filler) betrug in den letzten 10 Minuten 0,589 bar (3 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen, für 90 % der Zeit bekannt).',
    ],
    [
      'average pressure',
      'Der zeitgewichtete Mittelwert von Bowl pressure (Filler) betrug in der letzten Stunde 0,700 bar (keine Zeit genannt; 4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen, für 23 % der Zeit bekannt).',
    ],
    [
      'average cap torque today',
      'Wie hoch der zeitgewichtete Mittelwert von Cap torque (Capper) heute war, ist nicht bekannt (0 Messwerte).',
    ],
    [
      'average motor temperature last hour',
      'Zeitgewichtete Mittelwerte in der letzten Stunde: Motor temperature (Filler) mit 61,0 °C, Motor temperature (Capper) mit 85,0 °C, Motor temperature (Case packer) ohne bekannten Wert und Motor temperature (Palletising robot) ohne bekannten Wert (2 Messwerte).',
    ],
    [
      'how many bottles did the filler make in the last hour',
      'Der Zuwachs von Bottles out (Filler) betrug in der letzten Stunde 4.700 (3 Messwerte, 1 Zählerrücksetzung berücksichtigt).',
    ],
    [
      'bottles per hour of the filler in the last 2 hours',
      'Der Zuwachs von Bottles out (Filler) betrug in den letzten 2 Stunden 2.350 je Stunde (4 Messwerte, 1 Zählerrücksetzung berücksichtigt).',
    ],
    [
      'bottles out today',
      'Zuwachs heute: Bottles out (Filler) mit 4.700 und Bottles out (Capper) ohne bekannten Wert (4 Messwerte).',
    ],
  ])('over a window: %s', async (question, sentence) => {
    expect((await ask(question)).text).toBe(sentence);
  });

  test.each([
    [
      'when did the filler last stop',
      'Filler ist zuletzt um 15:18 (vor 12 min) stehen geblieben, von „Produziert“ zu „Angehalten“ (in den letzten 7 Tagen, da keine Zeit genannt war; 3 Messwerte).',
    ],
    [
      'when did the filler last start',
      'Filler ist zuletzt um 15:10 (vor 20 min) angelaufen, von „Gestoppt“ zu „Produziert“ (in den letzten 7 Tagen, da keine Zeit genannt war; 3 Messwerte).',
    ],
    [
      'when did the filler first stop today',
      'Filler ist erstmals um 10:30 (vor 5 h) stehen geblieben, von „Produziert“ zu „Angehalten“ (heute; 5 Messwerte).',
    ],
    [
      'when did the filler last go down',
      'Filler ist zuletzt um 15:18 (vor 12 min) zum Stillstand gekommen (gestoppt, abgebrochen oder angehalten), von „Produziert“ zu „Angehalten“ (in den letzten 7 Tagen, da keine Zeit genannt war; 3 Messwerte).',
    ],
    [
      'when was the filler last running',
      'Filler war zuletzt bis 15:18 (vor 12 min) in Betrieb (in den letzten 7 Tagen, da keine Zeit genannt war; 3 Messwerte).',
    ],
    [
      'when was the filler last held',
      'Filler ist genau zu diesem Zeitpunkt (15:30) angehalten (in den letzten 7 Tagen, da keine Zeit genannt war; 3 Messwerte).',
    ],
    ['when was the filler first held today', 'Filler war erstmals ab 10:30 (vor 5 h) angehalten (heute; 5 Messwerte).'],
    [
      'when did the capper last jam',
      'Laut Aufzeichnung ist Capper kein einziges Mal in den Zustand „Angehalten“ gewechselt (in den letzten 7 Tagen, da keine Zeit genannt war; 1 Messwert).',
    ],
    [
      'when did the filler and the capper last abort',
      'Laut Aufzeichnung sind Filler und Capper kein einziges Mal in den Zustand „Abgebrochen“ gewechselt (in den letzten 7 Tagen, da keine Zeit genannt war; 7 Messwerte).',
    ],
    [
      'when did pressure last go above 0.6',
      'Bowl pressure (Filler) ist zuletzt um 15:26 (vor 4 min) über 0,6 bar gestiegen, von 0,512 bar auf 0,654 bar (in den letzten 7 Tagen, da keine Zeit genannt war; 4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'when did pressure last drop below 0.5',
      'Bowl pressure (Filler) ist zuletzt um 15:28 (vor 2 min) unter 0,5 bar gefallen, von 0,654 bar auf 0,400 bar (in den letzten 7 Tagen, da keine Zeit genannt war; 4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'when did the pressure stop being above 0.6',
      'Bowl pressure (Filler) ist zuletzt um 15:28 (vor 2 min) auf höchstens 0,6 bar gefallen, von 0,654 bar auf 0,400 bar (in den letzten 7 Tagen, da keine Zeit genannt war; 4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'when was the pressure last above 0.6',
      'Bowl pressure (Filler) lag zuletzt bis 15:27 (vor 3 min) über 0,6 bar (in den letzten 7 Tagen, da keine Zeit genannt war; 4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'when was agv 1 charging',
      'Von AGV 1 ist in den letzten 7 Tagen nichts aufgezeichnet, daher lässt sich das nicht sagen.',
    ],
    [
      'when did the pressure last go above its high limit',
      'Laut Aufzeichnung hat Bowl pressure (Filler) kein einziges Mal einen oberen Grenzwert erreicht oder überschritten (in den letzten 7 Tagen, da keine Zeit genannt war; 4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'when did the filler last stop being held',
      'Filler hat zuletzt um 10:40 (vor 4 h 50 min) den Zustand „Angehalten“ verlassen, von „Angehalten“ zu „Produziert“ (in den letzten 7 Tagen, da keine Zeit genannt war; 5 Messwerte).',
    ],
    [
      'how long was the filler down in the last 2 hours',
      'Filler war in den letzten 2 Stunden 22 min lang im Stillstand (gestoppt, abgebrochen oder angehalten), 18 % dieser Zeit (3 Messwerte).',
    ],
    [
      'how long was the filler stopped in the last 2 hours',
      'Filler war in den letzten 2 Stunden 10 min lang gestoppt, 8 % dieser Zeit; insgesamt 22 min nicht in Betrieb (3 Messwerte).',
    ],
    ['how long was agv 1 charging today', 'Ob AGV 1 heute im Zustand „Charging“ war, ist nicht bekannt (0 Messwerte).'],
    [
      'how long was the pressure above 0.5 in the last 10 minutes',
      'Bowl pressure (Filler) lag in den letzten 10 Minuten 7 min lang über 0,5 bar, 78 % der bekannten Zeit (3 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen, für 90 % der Zeit bekannt).',
    ],
    [
      'how long was the pressure beyond its limits today',
      'Bowl pressure (Filler) lag heute 7 min lang auf einem Grenzwert oder jenseits davon, 50 % der bekannten Zeit (4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen, für 2 % der Zeit bekannt).',
    ],
    [
      'how long were the conveyors running today',
      '1 von 2 Maschinen war heute in Betrieb: Conveyor 2 mit 1 h (100 %) (2 Messwerte).',
    ],
    [
      'how long were the machines aborted today',
      'Keine von 6 Maschinen war heute abgebrochen; von 2 ist es nicht bekannt (7 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'top 1 by downtime in the last hour',
      '2 von 6 Maschinen waren in der letzten Stunde im Stillstand (gestoppt, abgebrochen oder angehalten), am längsten: Conveyor 1 mit 1 h (100 %); von 2 ist es nicht bekannt (5 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    ['how long has the filler been held', 'Filler ist seit 15:18 angehalten (12 min; 3 Messwerte).'],
    ['how long has the capper been held', 'Capper ist nicht angehalten: Produziert.'],
    [
      'how long has the capper been running',
      'Capper ist laut den letzten 7 Tagen der Aufzeichnung durchgehend in Betrieb (Produziert; 1 Messwert).',
    ],
    ['how long has the packer been running', 'Für Case packer ist kein brauchbarer Wert bekannt.'],
    [
      'how long have the machines been aborted',
      'Für Case packer ist kein brauchbarer Wert bekannt; für Palletising robot ist kein brauchbarer Wert bekannt.',
    ],
    [
      'how long has the filler not been running',
      'Filler ist seit 15:18 nicht in Betrieb (Angehalten; 12 min; 3 Messwerte).',
    ],
    [
      'how long has the pressure been below 0.5',
      'Bowl pressure (Filler) liegt seit 15:28 unter 0,5 bar (2 min; 4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'how many times did the filler stop today',
      'Filler ist heute 3-mal stehen geblieben: 2-mal „Angehalten“ und 1-mal „Gestoppt“, zuletzt um 15:18 (5 Messwerte).',
    ],
    ['how many times did the capper stop today', 'Capper ist heute kein einziges Mal stehen geblieben (0 Messwerte).'],
    [
      'how many times did the filler jam today',
      'Filler ist heute 2-mal in den Zustand „Angehalten“ gewechselt, zuletzt um 15:18 (5 Messwerte).',
    ],
    [
      'how many times did the machines stop today',
      '6 Maschinen sind heute zusammen 3-mal stehen geblieben: Filler (3-mal) (7 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'how many times did the pressure go above 0.6 today',
      'Bowl pressure (Filler) ist heute einmal über 0,6 bar gestiegen, zuletzt um 15:26 (4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'how many times did the pressure go above its high limit today',
      'Bowl pressure (Filler) hat heute kein einziges Mal einen oberen Grenzwert erreicht oder überschritten (4 Messwerte, 1 weiterer als schlecht oder veraltet ausgelassen).',
    ],
    [
      'how many times did the conveyors start today',
      '2 Maschinen sind heute zusammen kein einziges Mal angelaufen (2 Messwerte).',
    ],
  ])('of what happened: %s', async (question, sentence) => {
    expect((await ask(question)).text).toBe(sentence);
  });

  test.each([
    ['cap torque', 4, 'Cap torque (Capper): bis 15:26 kein Wert aufgezeichnet.'],
    [
      'pressure',
      3,
      'Bowl pressure (Filler) um 15:27: 99,000 bar, aber der Wert ist von schlechter Qualität und 0 s alt (1 Messwert, 15:27).',
    ],
    [
      'motor temperatures',
      60,
      'Um 14:30: Motor temperature (Filler) ohne aufgezeichneten Wert, Motor temperature (Capper) ohne aufgezeichneten Wert, Motor temperature (Case packer) ohne aufgezeichneten Wert und Motor temperature (Palletising robot) ohne aufgezeichneten Wert.',
    ],
    ['what is the filler doing', 15, 'Filler war seit 15:10 im Zustand „Produziert“ (5 min; 1 Messwert).'],
    [
      'which machines are stopped',
      60,
      '1 von 6 Maschinen war gestoppt: Conveyor 1 (Gestoppt); 2 ohne brauchbaren Wert (Case packer und Palletising robot).',
    ],
    ['hottest motor', 120, 'Keine von 4 Messstellen hatte um 13:30 einen brauchbaren Wert.'],
    [
      'when did the filler last stop',
      15,
      'Filler ist zuletzt um 15:00 (15 min vor dem gezeigten Zeitpunkt) stehen geblieben, von „Produziert“ zu „Gestoppt“ (in den letzten 7 Tagen, da keine Zeit genannt war; 2 Messwerte).',
    ],
  ] as const)('at a cursor: %s, %i min ago', async (question, minutes, sentence) => {
    expect((await ask(question, { cursorMs: ago(minutes * minute) })).text).toBe(sentence);
  });

  test.each([
    ['filler pressure at 15:25', 'Wert · Bowl pressure (Filler) · um 15:25'],
    ['is the filler running', 'Zustand · Filler · in Betrieb?'],
    ['how many machines are stopped', 'wie viele · 6 Maschinen · gestoppt'],
    ['which tags are below their low limit', 'welche · 6 Messstellen · auf oder unter einem unteren Grenzwert'],
    ['average pressure', 'zeitgewichteter Mittelwert · Bowl pressure (Filler) · in der letzten Stunde'],
    ['total bottles today', 'Zuwachs · Bottles out (Filler) und Bottles out (Capper) · heute'],
    ['bottles per hour today', 'Zuwachs je Stunde · Bottles out (Filler) und Bottles out (Capper) · heute'],
    ['top 2 hottest motors', '2 höchste Werte · 4 Messstellen'],
    [
      'lowest pressure in the last half hour',
      'niedrigster Wert · Bowl pressure (Filler) · in der letzten halben Stunde',
    ],
    [
      'lowest pressure in the last quarter of an hour',
      'niedrigster Wert · Bowl pressure (Filler) · in der letzten Viertelstunde',
    ],
    ['highest pressure last 1.5 hours', 'höchster Wert · Bowl pressure (Filler) · in den letzten 1,5 Stunden'],
    ['pressure since 14:00', 'zeitgewichteter Mittelwert · Bowl pressure (Filler) · seit 14:00'],
    [
      'pressure since yesterday 14:00',
      'zeitgewichteter Mittelwert · Bowl pressure (Filler) · seit Di., 10. März, 14:00',
    ],
    [
      'pressure yesterday between 8 and 9',
      'zeitgewichteter Mittelwert · Bowl pressure (Filler) · gestern zwischen 08:00 und 09:00',
    ],
    [
      'pressure between midnight and noon',
      'zeitgewichteter Mittelwert · Bowl pressure (Filler) · zwischen Mitternacht und Mittag',
    ],
    ['pressure from 13:00 until now', 'zeitgewichteter Mittelwert · Bowl pressure (Filler) · zwischen 13:00 und jetzt'],
    [
      'pressure early shift',
      'zeitgewichteter Mittelwert · Bowl pressure (Filler) · in der Schicht „Early“ (06:00 bis 14:00)',
    ],
    [
      'pressure since the shift started',
      'zeitgewichteter Mittelwert · Bowl pressure (Filler) · seit Beginn der Schicht „Late“',
    ],
    [
      'pressure last night',
      'zeitgewichteter Mittelwert · Bowl pressure (Filler) · in der letzten Nacht (22:00 bis 06:00)',
    ],
    ['pressure this morning', 'zeitgewichteter Mittelwert · Bowl pressure (Filler) · heute von 6:00 bis 12:00'],
    ['pressure this week', 'zeitgewichteter Mittelwert · Bowl pressure (Filler) · in dieser Woche'],
    ['pressure last week', 'zeitgewichteter Mittelwert · Bowl pressure (Filler) · in den letzten 7 Tagen'],
    ['pressure in the last day', 'zeitgewichteter Mittelwert · Bowl pressure (Filler) · in den letzten 24 Stunden'],
    ['pressure last 45 seconds', 'zeitgewichteter Mittelwert · Bowl pressure (Filler) · in den letzten 45 Sekunden'],
    ['pressure last 2 weeks', 'zeitgewichteter Mittelwert · Bowl pressure (Filler) · in den letzten 2 Wochen'],
    ['when did the filler last stop', 'wann zuletzt begonnen · Filler · nicht in Betrieb · in den letzten 7 Tagen'],
    ['when was the filler first held today', 'wann zuerst · Filler · angehalten · heute'],
    [
      'when did the pressure stop being above 0.6',
      'wann zuletzt geendet · Bowl pressure (Filler) · über 0,6 bar · in den letzten 7 Tagen',
    ],
    ['how long has the filler been held', 'wie lange · Filler · angehalten · ohne Unterbrechung'],
    ['presure in mbar', 'Wert · Bowl pressure (Filler) · in mbar · „presure“ als „pressure“'],
    ['how often was the filler clearing today', 'wie oft · Filler · im Zustand „Räumt“ · heute'],
    ['which machines are not held or stopped', 'welche · 6 Maschinen · weder angehalten noch gestoppt'],
  ])('how it was read: %s', async (question, readAs) => {
    expect((await ask(question)).readAs).toBe(readAs);
  });

  test.each([
    ['filler pressure', 'Bowl pressure (Filler)', '0,400 bar'],
    ['what is the filler doing', 'State (Filler)', 'Angehalten'],
    ['how many bottles did the filler make in the last hour', 'Bottles out (Filler)', '4.700'],
    ['bottles per hour of the filler in the last 2 hours', 'Bottles out (Filler)', '2.350 je Stunde'],
    ['average cap torque today', 'Cap torque (Capper)', 'kein bekannter Wert'],
    ['how many times did the filler stop today', 'State (Filler)', '3-mal'],
    ['when did the filler last stop', 'State (Filler)', '15:18'],
  ])('with its evidence: %s', async (question, label, display) => {
    expect((await ask(question)).evidence[0]).toMatchObject({ label, display });
  });
});
