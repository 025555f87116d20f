import { type FormEvent, useMemo, useState } from 'react';
import type { Binding, BindingProperty, CodingColour, ColourRule, Tag } from '../../../twin/plant.ts';
import { codingColours } from '../../../twin/plant.ts';
import type { PlacedMachine, PlacedTag } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';

export type Axis = 'x' | 'y' | 'z';

interface BindFormProps {
  readonly machine: PlacedMachine;
  readonly node: string;
  readonly bindings: readonly Binding[];
  readonly axis: Axis;
  readonly onBind: (binding: Binding, axis: Axis) => void;
}

const mostTags = 40;
const turned: ReadonlySet<BindingProperty> = new Set(['rotation', 'angle', 'position']);

/** Chooses a tag, how it shows on the node, and by which colours. */
export function BindForm({ machine, node, bindings, axis, onBind }: BindFormProps) {
  const t = useText();
  const { index } = useSession();
  const [search, setSearch] = useState('');
  const [tag, setTag] = useState<PlacedTag | null>(null);
  const [as, setAs] = useState<BindingProperty>('colour');
  const [about, setAbout] = useState<Axis>(axis);
  const [by, setBy] = useState<'limits' | ColourRule['by']>('limits');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [scale, setScale] = useState<'sequential' | 'diverging'>('sequential');
  const [colour, setColour] = useState<CodingColour>('blue');
  const [states, setStates] = useState<Readonly<Record<string, CodingColour>>>({});
  const found = useMemo(() => searchTags(index.tags, machine, search), [index, machine, search]);
  const properties = tag ? propertiesOf(tag.tag) : [];
  const shownAs = properties.includes(as) ? as : 'colour';
  const rules = tag ? rulesOf(tag.tag) : [];
  const ruled = rules.includes(by) ? by : 'limits';
  const names = tag?.tag.kind === 'boolean' ? ['off', 'on'] : (tag?.stateNames ?? []);
  const choose = (chosen: PlacedTag) => {
    setTag(chosen);
    const [low, high] = chosen.tag.range ?? [0, 100];
    setFrom(String(low));
    setTo(String(high));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!tag) return;
    const rule = shownAs === 'colour' ? ruleOf(ruled, Number(from), Number(to), scale, colour, states) : undefined;
    const id = tag.machine.machine.id === machine.machine.id ? tag.tag.id : tag.id;
    onBind({ tag: id, part: node, as: shownAs, ...(rule && { colours: rule }) }, about);
    setTag(null);
    setSearch('');
  };
  const taken = bindings.some((each) => each.part === node && each.as === shownAs);
  return (
    <form className="model-bind" aria-label={t('cad.bindTag')} onSubmit={submit}>
      {tag === null ? (
        <>
          <input
            type="search"
            value={search}
            placeholder={t('cad.searchTags')}
            aria-label={t('cad.searchTags')}
            onChange={({ target }) => setSearch(target.value)}
          />
          <ul className="model-tags" aria-label={t('cad.tag')}>
            {found.map((each) => (
              <li key={each.id}>
                <button type="button" data-tag-choice={each.id} onClick={() => choose(each)}>
                  <span>{each.tag.name}</span>
                  <span className="model-tag-owner muted">{each.machine.machine.name}</span>
                </button>
              </li>
            ))}
            {found.length === 0 && <li className="muted">{t('cad.noTags')}</li>}
          </ul>
        </>
      ) : (
        <>
          <button type="button" className="model-chosen" onClick={() => setTag(null)}>
            <b>{tag.tag.name}</b> <span className="muted">{tag.machine.machine.name}</span>
          </button>
          <div className="model-fields">
            <Choice
              label={t('cad.property')}
              value={shownAs}
              options={properties}
              onChange={setAs}
              word={(each) => t(`cad.properties.${each}`)}
            />
            {turned.has(shownAs) && (
              <Choice
                label={t('cad.axis')}
                value={about}
                options={['x', 'y', 'z']}
                onChange={setAbout}
                word={(each) => each}
              />
            )}
            {shownAs === 'colour' && rules.length > 1 && (
              <Choice
                label={t('cad.rule')}
                value={ruled}
                options={rules}
                onChange={setBy}
                word={(each) => t(`cad.rules.${each}`)}
              />
            )}
            {shownAs === 'colour' && (ruled === 'gradient' || ruled === 'range') && (
              <>
                <label>
                  {t('cad.from')}
                  <input
                    type="number"
                    step="any"
                    required
                    value={from}
                    onChange={({ target }) => setFrom(target.value)}
                  />
                </label>
                <label>
                  {t('cad.to')}
                  <input type="number" step="any" required value={to} onChange={({ target }) => setTo(target.value)} />
                </label>
              </>
            )}
            {shownAs === 'colour' && ruled === 'gradient' && (
              <Choice
                label={t('cad.scale')}
                value={scale}
                options={['sequential', 'diverging']}
                onChange={setScale}
                word={(each) => t(`cad.scales.${each}`)}
              />
            )}
            {shownAs === 'colour' && ruled === 'range' && (
              <Choice
                label={t('cad.colour')}
                value={colour}
                options={codingColours}
                onChange={setColour}
                word={(each) => t(`cad.colours.${each}`)}
              />
            )}
            {shownAs === 'colour' &&
              ruled === 'state' &&
              names.map((name) => (
                <Choice
                  key={name}
                  label={name}
                  value={states[name] ?? ''}
                  options={['', ...codingColours]}
                  onChange={(chosen) => setStates(withState(states, name, chosen))}
                  word={(each) => (each === '' ? '–' : t(`cad.colours.${each}`))}
                />
              ))}
          </div>
          {taken && <p className="muted">{t('cad.taken', { property: t(`cad.properties.${shownAs}`) })}</p>}
          <button
            type="submit"
            className="model-primary"
            disabled={shownAs === 'colour' && ruled === 'state' && Object.keys(states).length === 0}
          >
            {t('cad.bind')}
          </button>
        </>
      )}
    </form>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly onChange: (value: T) => void;
  readonly word: (value: T) => string;
}

export function Choice<T extends string>({ label, value, options, onChange, word }: ChoiceProps<T>) {
  return (
    <label>
      {label}
      <select value={value} onChange={({ target }) => onChange(target.value as T)}>
        {options.map((each) => (
          <option key={each} value={each}>
            {word(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

function withState(states: Readonly<Record<string, CodingColour>>, name: string, colour: CodingColour | '') {
  const others = Object.entries(states).filter(([each]) => each !== name);
  return Object.fromEntries(colour === '' ? others : [...others, [name, colour]]);
}

/** The machine's own tags first. */
function searchTags(tags: readonly PlacedTag[], machine: PlacedMachine, search: string): readonly PlacedTag[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ id, tag, machine: owner }: PlacedTag) => {
    const all = `${owner.machine.name} ${tag.name} ${id}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const found = tags.filter(fits);
  const own = found.filter((each) => each.machine.machine.id === machine.machine.id);
  return [...own, ...found.filter((each) => !own.includes(each))].slice(0, mostTags);
}

function propertiesOf({ kind, range, unit }: Tag): readonly BindingProperty[] {
  if (kind === 'text') return ['colour', 'text'];
  if (kind === 'state') return ['colour', 'visibility', 'text'];
  if (kind === 'boolean') return ['colour', 'visibility', 'position', 'level', 'text'];
  const scaled = range !== undefined || unit === '%';
  return [
    'colour',
    'rotation',
    'angle',
    'position',
    'level',
    'visibility',
    'text',
    ...(scaled ? (['gauge'] as const) : []),
  ];
}

function rulesOf({ kind, limits }: Tag): readonly ('limits' | ColourRule['by'])[] {
  if (kind === 'text') return ['limits'];
  if (kind === 'state' || kind === 'boolean') return ['limits', 'state'];
  return limits ? ['limits', 'gradient', 'range'] : ['gradient', 'range', 'limits'];
}

function ruleOf(
  by: 'limits' | ColourRule['by'],
  from: number,
  to: number,
  scale: 'sequential' | 'diverging',
  colour: CodingColour,
  states: Readonly<Record<string, CodingColour>>,
): ColourRule | undefined {
  switch (by) {
    case 'limits':
      return undefined;
    case 'gradient':
      return { by, from, to, scale };
    case 'range':
      return { by, ranges: [{ from, to, colour }] };
    case 'state':
      return { by, states };
  }
}
