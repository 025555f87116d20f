import { describe, expect, test } from 'vitest';
import { de } from './languages/de/de.ts';
import { askIn } from './record.fixture.ts';

const ask = askIn('de', new AbortController().signal);

describe('ASK-27: why a question has no answer, in German', () => {
  test.each([
    [
      "what's the weather",
      'In diesem Werk gibt es „weather“ nicht. Fragen werden vorerst nur auf Englisch verstanden.',
    ],
    ['filler humidity', 'Bei Filler gibt es „humidity“ nicht. Fragen werden vorerst nur auf Englisch verstanden.'],
    ['conveyor 7 speed', '„7“ ist an dieser Stelle nicht zu verstehen.'],
    ['', 'In der Frage stehen keine Wörter.'],
    [
      'stop line 2',
      'Hier wird nur nachgesehen und nie in die Anlage eingegriffen; gesendet wurde nichts. Benutzen Sie dafür das Bedienfeld oder die Steuerung der Maschine, oder fragen Sie die Verantwortlichen der Linie.',
    ],
    ['is it running', 'Keine Maschine ist ausgewählt, daher ist unklar, wofür „it“ steht.'],
    [
      'how many stale values today',
      'Welche Werte veraltet oder schlecht sind, lässt sich nur für einen Zeitpunkt sagen.',
    ],
    ['when did the filler last', 'Unklar ist, welches Ereignis gemeint ist.'],
    ['filler pressure running', '„pressure“ und „In Betrieb“ passen nicht zusammen.'],
    ['filler state above 5', 'Unklar ist, welche Messstelle verglichen werden soll.'],
    ['is the cap torque above 5 bar', 'Bei Cap torque (Capper) gibt es nichts zu vergleichen.'],
    ['is pressure above', '„above“ ist an dieser Stelle nicht zu verstehen.'],
    [
      'motor above 5',
      'Die Messstellen, die gemeint sein können, haben verschiedene Einheiten; nennen Sie bitte die Einheit.',
    ],
    ['agv 1 running', 'AGV 1 meldet keinen solchen Zustand.'],
    ['are the agvs running', 'Diese Maschinen melden keinen solchen Zustand.'],
    ['motor temperature of the conveyors', '„Motor temperature“ gibt es bei keiner solchen Maschine.'],
    ['values', 'Weder eine Maschine noch eine Messstelle ist in der Frage zu finden.'],
    ['average of the state of the filler', 'Bottles out (Filler) hat keinen Mittelwert.'],
    ['hottest mode of agv 1', 'Bei AGV 1 gibt es „hottest mode“ nicht.'],
    ['highest', 'Unklar ist, welche Messstelle gemeint ist.'],
    ['top 0 motor temperatures', 'Unklar ist, wie viele gemeint sind.'],
    [
      'top 3 bowl pressures',
      'Nur Bowl pressure (Filler) passt; fragen Sie nach dem höchsten oder dem niedrigsten Wert.',
    ],
    [
      'highest and lowest pressure today',
      'Fragen Sie bitte entweder nach dem höchsten oder nach dem niedrigsten Wert.',
    ],
    [
      'highest pressure at 14:00',
      'Ein höchster oder niedrigster Wert braucht eine Zeitspanne, etwa „in the last hour“.',
    ],
    ['average pressure at 14:00', 'Dafür braucht es eine Zeitspanne, etwa „in the last hour“.'],
    [
      'total pressure today',
      'Bowl pressure (Filler) ist kein Zähler und hat daher keine Summe; fragen Sie nach dem Mittelwert, dem höchsten oder dem niedrigsten Wert.',
    ],
    ['average bottles out today', 'Bottles out (Filler) hat keinen Mittelwert.'],
    [
      'filler state today',
      'Ein Zustand gilt zu einem Zeitpunkt; fragen Sie, wie lange oder wie oft er in einer Zeitspanne bestand.',
    ],
    ['pressure in kilograms', 'Bowl pressure (Filler) lässt sich nicht in dieser Einheit angeben.'],
    [
      'pressure tomorrow',
      'In diesem Werk gibt es „pressure tomorrow“ nicht (unbekannt: „tomorrow“). Fragen werden vorerst nur auf Englisch verstanden.',
    ],
    ['pressure today at 18:00', 'Diese Zeit ist noch nicht gekommen.'],
    ['pressure in the last 400 days', 'Eine Frage reicht höchstens 31 Tage zurück.'],
    ['pressure last 0 minutes', '„0 minutes“ ist keine Zeitspanne.'],
    ['pressure night shift today', 'Eine solche Schicht hat heute nicht begonnen.'],
    ['how is your day', '„day“ ist an dieser Stelle nicht zu verstehen.'],
    ['druck am filler', 'Bei Filler gibt es „druck“ nicht. Fragen werden vorerst nur auf Englisch verstanden.'],
    ['motor '.repeat(60), 'Eine Frage hat höchstens 300 Zeichen.'],
  ])('%.60s', async (question, why) => {
    const answer = await ask(question);
    expect(answer).toMatchObject({ kind: 'unclear', readAs: 'nicht verstanden' });
    expect(answer.text).toBe(`Das lässt sich nicht beantworten: ${why}`);
  });

  test('"it" without a selection is unclear, a question for causes too', async () => {
    expect((await ask('why did it stop', { selected: 'filler' })).text).toBe(
      'Das lässt sich nicht beantworten: „why“ und „Nicht in Betrieb“ passen nicht zusammen. Fragen werden vorerst nur auf Englisch verstanden.',
    );
  });

  test('suggestions are questions, which are read in English', async () => {
    expect((await ask('druck am filler')).suggestions[0]).toContain('What is the');
  });

  const { faults } = de;
  test.each([
    [faults.notUnderstood(), 'Die Frage wurde nicht verstanden'],
    [faults.searchesTooMany(70), 'Dafür wären 70 Messstellen zu durchsuchen; nennen Sie eine Maschine oder eine Linie'],
    [faults.compareWith(), 'Unklar ist, womit verglichen werden soll'],
    [faults.unknownName('x'), '„x“ ist nicht bekannt'],
    [faults.noSuchValue(), 'Einen solchen Wert gibt es dort nicht'],
    [faults.differentQuantities(), 'Verschiedene Messgrößen können gemeint sein; nennen Sie bitte eine'],
    [faults.notNumber('Mode (AGV 1)'), 'Mode (AGV 1) ist keine Zahl'],
    [faults.noState('Pump'), 'Pump meldet keinen Zustand'],
    [faults.noState(null), 'Dieses Werk meldet keinen Zustand'],
    [faults.tooMany(27), '27 Messstellen können gemeint sein; nennen Sie eine Maschine'],
    [faults.noShifts(), 'Der Kalender dieses Werks hat keine Schichten'],
    [faults.noShiftOn(), 'Zu dieser Zeit läuft keine Schicht'],
    [faults.noSuchShift(null), 'Eine solche Schicht hat in der letzten Woche nicht begonnen'],
    [faults.noSuchShift('yesterday'), 'Eine solche Schicht hat gestern nicht begonnen'],
  ])('%s', (said, sentence) => expect(said).toBe(sentence));
});
