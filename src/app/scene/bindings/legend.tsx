import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ColourRule, Gradient } from '../../../twin/plant.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { formatWithUnit } from '../../languages/values.ts';
import { type Palette, palette } from '../../palette.ts';
import { useSession } from '../../stores/session.ts';
import { themeStore } from '../../stores/theme.ts';
import { viewStore } from '../../stores/view.ts';
import { type LegendEntry, legendEntries } from './legend-entries.ts';
import { scaleOf } from './rules.ts';
import './legend.css';

const storageKey = 'gemba-legend';

/** What the colours of parts and floor mean: only those that this plant uses, and nothing where it uses none. */
export function Legend() {
  const t = useText();
  const { index } = useSession();
  const heatMap = useStore(viewStore, (view) => view.heatMap);
  const colours = palette[useStore(themeStore, ({ theme }) => theme)];
  const entries = useMemo(() => legendEntries(index, heatMap), [index, heatMap]);
  const [open, setOpen] = useState(remembered);
  if (entries.length === 0) return null;
  return (
    <details
      className="legend"
      open={open}
      data-keep-clear
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        remember(currentTarget.open);
      }}
    >
      <summary>{t('bindings.legend')}</summary>
      {entries.map((entry) => (
        <Entry key={entry.key} entry={entry} colours={colours} floor={entry.key === ''} />
      ))}
    </details>
  );
}

interface EntryProps {
  readonly entry: LegendEntry;
  readonly colours: Palette;
  readonly floor: boolean;
}

function Entry({ entry: { title, rule, placed }, colours, floor }: EntryProps) {
  const t = useText();
  return (
    <section>
      <h3>{title}</h3>
      {rule.by === 'gradient' ? (
        <GradientBar gradient={rule} placed={placed} colours={colours} />
      ) : (
        <ul>
          {swatchesOf(rule, placed, t).map(({ words, colour }) => (
            <li key={words}>
              <i style={{ background: colours.coding[colour] }} />
              {words}
            </li>
          ))}
        </ul>
      )}
      {floor && <p>{t('bindings.unmeasured')}</p>}
    </section>
  );
}

/** Numbers under the bar: its ends and its middle. */
function GradientBar({
  gradient: { from, to, scale },
  placed,
  colours,
}: {
  readonly gradient: Gradient;
  readonly placed: PlacedTag;
  readonly colours: Palette;
}) {
  const bar = `linear-gradient(to right, ${scaleOf(colours[scale], 9).join(', ')})`;
  return (
    <>
      <div className="legend-bar" style={{ background: bar }} />
      <div className="legend-ends">
        {[from, (from + to) / 2, to].map((value) => (
          <span key={value}>{formatWithUnit(placed, value)}</span>
        ))}
      </div>
    </>
  );
}

function swatchesOf(rule: Exclude<ColourRule, { by: 'gradient' }>, placed: PlacedTag, t: ReturnType<typeof useText>) {
  if (rule.by === 'state') {
    const names = placed.tag.kind === 'boolean' ? ['off', 'on'] : (placed.stateNames ?? []);
    return Object.entries(rule.states).map(([name, colour]) => ({
      words: placed.texts ? name : formatWithUnit(placed, names.indexOf(name)),
      colour,
    }));
  }
  return rule.ranges.map(({ from, to, colour }) => {
    const [low, high] = [from, to].map((end) => (end === undefined ? '' : formatWithUnit(placed, end))) as [
      string,
      string,
    ];
    const words =
      from === undefined
        ? t('bindings.below', { to: high })
        : to === undefined
          ? t('bindings.from', { from: low })
          : t('bindings.between', { from: low, to: high });
    return { words, colour };
  });
}

function remembered(): boolean {
  try {
    // Until somebody chose: where it would stand in front of machines it is closed.
    return (localStorage.getItem(storageKey) ?? (roomy() ? 'open' : 'closed')) === 'open';
  } catch {
    return roomy();
  }
}

const roomy = (): boolean => matchMedia('(min-width: 1200px)').matches;

function remember(open: boolean): void {
  try {
    localStorage.setItem(storageKey, open ? 'open' : 'closed');
  } catch {
    // Storage is switched off: it holds until the page is left.
  }
}
