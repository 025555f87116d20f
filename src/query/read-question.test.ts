import { describe, expect, test } from 'vitest';
import { phrasesOf } from './languages/languages.ts';
import { fixture } from './plant.fixture.ts';
import type { Query } from './query.ts';
import { readQuestion } from './read-question.ts';
import { buildVocabulary } from './vocabulary.ts';

const vocabulary = buildVocabulary(fixture);
const hour = 3_600_000;
/** A Wednesday, 15:30 in Berlin. */
const atMs = Date.UTC(2026, 2, 11, 14, 30);
const local = (hours: number, minutes = 0, daysAgo = 0) => Date.UTC(2026, 2, 11 - daysAgo, hours - 1, minutes);

function read(text: string, selected: string | null = null) {
  return readQuestion(text, { phrases: phrasesOf.en, vocabulary, atMs, selected: selected as never });
}

type Expected = { readonly [K in keyof Query]?: unknown } & Record<string, unknown>;
const last = (ms: number) => ({ fromMs: atMs - ms, toMs: atMs });
const span = (fromMs: number, toMs: number) => ({ fromMs, toMs });
const value = (...tags: string[]): Expected => ({ intent: 'value', tags, atMs, unit: null });
const state = (...machines: string[]): Expected => ({ intent: 'state', tags: machines.map((id) => `${id}.state`) });
const running = { kind: 'in', name: 'running' };
const notRunning = { kind: 'in', name: 'not running' };
const named = (name: unknown) => ({ kind: 'in', name });
const compare = (comparison: string, bound: number, unit: string | null = null) => ({
  kind: 'compare',
  comparison,
  value: bound,
  unit,
});
const allStates = ['filler', 'capper', 'packer', 'conv1', 'conv2', 'palletiser'].map((id) => `${id}.state`);
const motorTemps = ['filler', 'capper', 'packer', 'palletiser'].map((id) => `${id}.motorTemp`);
const currents = ['filler', 'capper', 'packer', 'palletiser'].map((id) => `${id}.motorCurrent`);
const temperatures = ['filler.bowlTemp', ...motorTemps];
const list = (condition: unknown, tags: readonly string[] = allStates, counted = false): Expected => ({
  intent: 'list',
  condition,
  tags,
  counted,
});
const mean = (tag: string, window: unknown): Expected => ({
  intent: 'aggregate',
  aggregation: 'mean',
  tags: [tag],
  window,
});
const total = (tags: readonly string[], window: unknown): Expected => ({
  intent: 'aggregate',
  aggregation: 'total',
  tags,
  window,
});
const extreme = (order: string, tag: string, window: unknown): Expected => ({
  intent: 'extreme',
  order,
  tags: [tag],
  window,
  limit: 1,
});
const when = (tag: string, condition: unknown, event: string, which = 'last'): Expected => ({
  intent: 'when',
  tags: [tag],
  condition,
  event,
  which,
});
const duration = (tag: string, condition: unknown, window: unknown): Expected => ({
  intent: 'duration',
  tags: [tag],
  condition,
  window,
});
const count = (tag: string, condition: unknown, window: unknown): Expected => ({
  intent: 'count',
  tags: [tag],
  condition,
  window,
});
const top = (order: string, tags: readonly string[], limit: number): Expected => ({
  intent: 'top',
  order,
  tags,
  limit,
});
const today = span(local(0), atMs);
const yesterday = span(local(0, 0, 1), local(0));
const early = span(local(6), local(14));

const wordings: readonly (readonly [Expected, ...string[]])[] = [
  [
    value('filler.pressure'),
    'pressure',
    'bowl pressure',
    "what's the current pressure?",
    'filler pressure',
    'monoblock presure',
    'presure rn',
    'show me the bowl pressure of the filler please',
    'FILLER PRESSURE',
    'last pressure',
    'filler.pressure',
    'press filler',
  ],
  [
    value('filler.bowlTemp'),
    'what is the filler bowl temperature',
    'bowl temp',
    'bowl tempreture of filler',
    'latest bowl temp',
    'how hot is the bowl',
    'fillr bowl temprature now',
  ],
  [
    value('filler.bowlTemp', 'filler.motorTemp'),
    'filler temp rn',
    'what is the filler temperature',
    'fillr temprature',
    'current temperature of filler',
    'temp filler',
  ],
  [
    value('capper.motorCurrent'),
    'motor current of the capper',
    'capper motor amps',
    'how much current does the capper draw',
    'capper current draw',
    'how many amps is the capper drawing',
  ],
  [value('capper.torque'), 'capper torque', 'cap torque', 'torque', "what's the capper's torque at the moment"],
  [value('conv2.speed'), 'conveyor 2 speed', 'how fast is conveyor 2', 'speed of conv2', 'conveyer 2 belt speed'],
  [value('conv1.speed', 'conv2.speed'), 'conveyor speeds', 'belt speed', 'how fast are the conveyors'],
  [value('agv2.soc'), 'agv2 battery level', 'battery of AGV 2', 'agv 2 batt'],
  [value('palletiser.vib'), 'robot vibration', 'palletizer vib', 'vibration of the palletising robot'],
  [value('filler.valveOpen'), 'is the product valve open', 'product valve'],
  [{ ...value('filler.pressure'), unit: '[psi]' }, 'pressure in psi', 'filler pressure in psi please'],
  [
    { ...value('filler.pressure'), atMs: local(14) },
    'pressure at 14:00',
    'what was the pressure at 2pm',
    'bowl pressure today at 14:00',
  ],
  [
    { ...value('filler.pressure'), atMs: atMs - 600_000 },
    'pressure 10 minutes ago',
    'what was the bowl pressure ten min ago',
  ],
  [{ ...value('filler.pressure'), atMs: local(22, 15, 1) }, 'pressure yesterday at 22:15', 'pressure at 22:15'],
  [
    state('capper'),
    'what is the capper doing',
    'capper',
    'capper status',
    'state of the capper',
    'how is the capper',
    'show me the capper',
    'capper state rn',
  ],
  [
    { ...state('filler'), condition: running },
    'is the filler running',
    'filler running?',
    'is filler runing',
    'is the filler working',
  ],
  [{ ...state('packer'), condition: named('stopped') }, 'is the case packer stopped?', 'is packer stoped'],
  [{ ...state('filler'), condition: notRunning }, "isn't the filler running", 'is the filler not running'],
  [state('filler', 'capper'), 'filler and capper state', 'what are the filler and the capper doing'],
  [
    list(named('stopped')),
    'which machines are stopped',
    'wich machines are stoped',
    'list stopped machines',
    'is anything stopped',
    'what machines are stopped right now',
  ],
  [
    list(notRunning),
    'machines not running',
    "what isn't running",
    'which machines are not running',
    'which machines arent running',
  ],
  [list(named('held'), ['conv1.state', 'conv2.state']), 'which conveyors are held', 'conveyors held'],
  [
    list(running, allStates, true),
    'how many machines are running',
    'count of machines running',
    'number of machines running',
  ],
  [list(named('held'), ['conv1.state', 'conv2.state'], true), 'how many conveyors are held', 'how many conveyors held'],
  [list({ kind: 'limits', side: 'high' }), ...[]],
  [
    { intent: 'list', condition: { kind: 'limits', side: 'high' } },
    'which tags are above their limit',
    'sensors over limit',
    'is anything above its high limit',
  ],
  [
    { intent: 'list', condition: { kind: 'limits', side: 'any' } },
    'which tags are out of limits',
    'any alarms?',
    'what is in alarm',
    'measurements outside their limits',
    'tags not within limits',
  ],
  [
    { intent: 'list', condition: { kind: 'quality', quality: 'stale' } },
    'are there stale sensors',
    'which tags are stale',
  ],
  [
    list(compare('above', 60, 'Cel'), motorTemps),
    'motors hotter than 60 degrees',
    'which motors are above 60 °C',
    'motor temperatures over 60C',
  ],
  [list(compare('above', 60), motorTemps), 'motors hotter than 60', 'which motors are warmer than 60?'],
  [list(compare('above', 140, '[degF]'), motorTemps), 'which motors are above 140 F'],
  [list(compare('above', 80, 'Cel'), temperatures), 'anything above 80 degrees', 'temperature above 80 C'],
  [
    list(compare('above', 0.5), ['filler.pressure']),
    'is the pressure above 0.5',
    'is pressure > 0.5',
    'pressure over 0,5?',
  ],
  [
    list(compare('below', 20, '%'), ['agv1.soc', 'agv2.soc']),
    'which agvs have a battery below 20 %',
    'agv battery under 20 percent',
  ],
  [list(named({ own: 'Charging' }), ['agv1.mode', 'agv2.mode']), 'are the agvs charging', 'which agv is charging'],
  [
    mean('filler.bowlTemp', last(hour)),
    'what was the average filler bowl temperature in the last hour',
    'avg bowl temp last hour',
    'mean bowl temperature over the past hour',
    'bowl temp in the last hour',
  ],
  [
    mean('filler.pressure', last(600_000)),
    'mean pressure last 10 min',
    'average pressure last ten minutes',
    'averge presure past 10 mins',
    'pressure last 10m',
  ],
  [mean('capper.torque', today), 'avg capper torque today', 'capper torque today', 'average cap torque so far today'],
  [mean('capper.torque', yesterday), 'capper torque yesterday', "yesterday's average cap torque"],
  [
    mean('capper.torque', last(1.5 * hour)),
    'average cap torque over the last hour and a half',
    'mean cap torque last 90 minutes',
    'mean cap torque last 1.5 h',
  ],
  [
    mean('filler.pressure', span(local(13), local(14, 30))),
    'average pressure between 13:00 and 14:30',
    'mean pressure from 1pm to 2:30pm',
    'pressure 13:00-14:30',
    'pressure 13:00 - 14:30 today',
  ],
  [{ ...mean('filler.pressure', { ...last(hour), assumed: true }) }, 'average pressure', 'mean bowl pressure'],
  [
    total(['filler.bottlesOut', 'capper.bottlesOut'], last(hour)),
    'how many bottles in the last hour',
    'bottles last hour',
    'number of bottles over the last hour',
  ],
  [
    total(['filler.bottlesOut'], last(hour)),
    'how many bottles did the filler make in the last hour',
    'filler bottles past hour',
    'total bottles of the filler last 60 minutes',
  ],
  [
    total(['packer.cases'], yesterday),
    'total cases yesterday',
    'how many cases did the packer make yesterday',
    'cases yesterday',
  ],
  [
    total(['capper.bottlesOut'], span(local(6), atMs)),
    'sum of bottles of capper since 6am',
    'capper bottles since 06:00',
  ],
  [
    total(['filler.bottlesOut'], early),
    'early shift bottles filler',
    'how many bottles did the filler make in the early shift',
    'filler bottles last shift',
  ],
  [{ ...total(['capper.bottlesOut'], early), aggregation: 'rate' }, 'bottles per hour capper last shift'],
  [
    extreme('highest', 'filler.pressure', last(600_000)),
    'what was the highest pressure in the last ten minutes',
    'max pressure last ten minutes',
    'higest presure last 10 minuts',
    'peak pressure past 10 min',
    'pressure max last 10 min',
  ],
  [
    extreme('lowest', 'filler.bowlTemp', span(local(14), atMs)),
    'lowest bowl temp since 14:00',
    'min bowl temperature since 2pm',
    'coldest bowl temp this shift',
  ],
  [
    extreme('highest', 'capper.motorCurrent', span(local(13), local(14, 30))),
    'peak motor current of the capper between 13:00 and 14:30',
  ],
  [
    extreme('highest', 'filler.pressure', today),
    'when was the bowl pressure highest today',
    'max pressure today and when',
  ],
  [
    extreme('lowest', 'filler.pressure', { ...last(hour), assumed: true }),
    'min pressure',
    'what was the lowest pressure',
  ],
  [
    { intent: 'extreme', order: 'highest', tags: temperatures, window: today },
    'highest temperature today',
    'what was the hottest temperature today',
  ],
  [top('highest', motorTemps, 1), 'hottest motor', 'which motor is hottest', 'highest motor temperature'],
  [top('highest', currents, 3), 'top 3 by current', 'top three currents', '3 highest motor currents'],
  [top('lowest', ['agv1.soc', 'agv2.soc'], 1), 'lowest battery', 'which agv has the lowest battery'],
  [
    when('filler.state', notRunning, 'began'),
    'when did the filler last stop',
    'last time the filler stopped',
    'when was the filler last stopped',
    'last filler stop',
    'how long since the filler stopped',
    'when did the filer stop',
  ],
  [
    when('filler.pressure', compare('above', 0.5), 'began'),
    'when did pressure last go above 0.5',
    'when did the pressure exceed 0.5',
    'last time pressure went over 0.5',
  ],
  [
    when('filler.pressure', compare('above', 0.5), 'held'),
    'when was pressure above 0.5',
    'when was the pressure last above 0.5',
  ],
  [when('filler.state', running, 'held'), 'when was the filler last running', 'when was filler last producing'],
  [when('capper.state', running, 'began'), 'when did the capper start', 'when did the capper last start running'],
  [
    { ...when('filler.pressure', compare('above', 0.7), 'began', 'first'), window: today },
    'when did the bowl pressure first exceed 0.7 today',
  ],
  [when('agv2.mode', named({ own: 'Charging' }), 'held'), 'when was agv 2 last charging'],
  [
    duration('packer.state', named('stopped, aborted or held'), last(2 * hour)),
    'how long was the packer down in the last 2 hours',
    'packer downtime last two hours',
    'how long packer down last 2h',
  ],
  [
    duration('capper.state', named('held'), null),
    'how long has the capper been held',
    'how long is the capper held',
    'for how long has capper been on hold',
  ],
  [
    duration('capper.state', running, span(local(14), atMs)),
    'capper uptime this shift',
    'how long did the capper run this shift',
  ],
  [
    duration('capper.state', named('idle'), yesterday),
    'how much time was the capper idle yesterday',
    'capper idle time yesterday',
  ],
  [
    duration('filler.pressure', compare('above', 0.6), last(hour)),
    'how long was pressure above 0.6 in the last hour',
    'time pressure spent over 0.6 last hour',
  ],
  [
    count('filler.state', notRunning, today),
    'how many times did the filler stop today',
    'stops filler today',
    'number of filler stops today',
    'how often did the filler stop today',
    'did the filler stop today',
  ],
  [count('capper.state', notRunning, early), 'number of stops of the capper last shift', 'capper stops early shift'],
  [
    count('filler.pressure', compare('above', 0.6, 'bar'), yesterday),
    'how often did the pressure exceed 0.6 bar yesterday',
    'how many times was pressure above 0.6 bar yesterday',
  ],
  [
    { intent: 'count', tags: allStates, limit: 1 },
    'which machine has the most stops today',
    'which machine stopped most today',
  ],
  [
    { intent: 'duration', tags: allStates, limit: 3 },
    'top 3 by downtime this week',
    'top 3 machines by downtime today',
  ],
];

describe('reading questions', () => {
  const rows = wordings.flatMap(([expected, ...texts]) => texts.map((text) => [text, expected] as const));
  test('knows at least 120 wordings', () => expect(rows.length).toBeGreaterThanOrEqual(120));
  test.each(rows)('ASK-2: %s', (text, expected) => {
    const reading = read(text);
    expect('query' in reading ? reading.query : reading).toMatchObject(expected);
  });

  test.each([
    ["what's the weather", 'weather'],
    ['chiller temperature', 'chiller'],
    ['filler humidity', 'humidity'],
    ['conveyor 7 speed', '7'],
    ['which 3 machines are stopped', '3'],
    ['tiller pressure', 'tiller'],
    ['pressure above 0.4 and below 0.6', 'below'],
    ['why did the filler stop', 'why'],
    ['is the filler running backwards', 'backwards'],
  ])('ASK-1, ASK-3: "%s" is unclear because of "%s"', (text, word) => {
    const reading = read(text);
    expect(reading).toMatchObject({ fault: expect.stringContaining(word) });
  });

  test('ASK-5: "it" is the selected machine', () => {
    expect(read('is it running')).toMatchObject({ fault: expect.stringContaining('selected') });
    expect(read('is it running', 'capper')).toMatchObject({ query: { intent: 'state', tags: ['capper.state'] } });
    expect(read('its motor temperature', 'capper')).toMatchObject({ query: { tags: ['capper.motorTemp'] } });
    expect(read('motor temperature', 'capper')).toMatchObject({ query: { tags: ['capper.motorTemp'] } });
    expect(read('pressure', 'capper')).toMatchObject({ query: { tags: ['filler.pressure'] } });
    expect(read('filler motor temperature', 'capper')).toMatchObject({ query: { tags: ['filler.motorTemp'] } });
    expect(read('which machines are stopped', 'capper')).toMatchObject({ query: { tags: allStates } });
  });

  test.each([
    'stop line 2',
    'please stop the filler',
    'can you start the capper?',
    'set pressure to 0.5',
    'open the valve',
    'reset all alarms',
  ])('ASK-7: "%s" is declined', (text) =>
    expect(read(text)).toMatchObject({ fault: expect.stringContaining('never act') }),
  );

  test('ASK-4: too many measurements are asked back', () => {
    expect(read('values')).toMatchObject({ fault: expect.any(String) });
  });

  test('ASK-2: mended words are told', () => {
    expect(read('fillr presure')).toMatchObject({ mended: ['"fillr" as "filler"', '"presure" as "pressure"'] });
  });
});
