import { useState } from 'react';
import { equipment } from '../../../twin/equipment/equipment.ts';
import type { EquipmentParameter, PartMotion } from '../../../twin/equipment/equipment-type.ts';
import { Quality } from '../../../twin/quality.ts';
import { displayUnit } from '../../../twin/units.ts';
import { number, useText } from '../../languages/language.ts';
import { equipmentName } from '../../languages/values.ts';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';
import { motionRanges, motionTag, rangeOf } from './gallery-plant.ts';
import { restOf } from './gallery-session.ts';

/** What every part can show, whatever it is. */
const always = ['colour', 'visibility', 'text', 'gauge'] as const;

interface TypeSheetProps {
  readonly type: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly onParameters: (parameters: Readonly<Record<string, number>>) => void;
}

export function TypeSheet({ type, parameters, onParameters }: TypeSheetProps) {
  const t = useText();
  const shown = equipment[type]!;
  const [width, height, depth] = shown.size;
  return (
    <aside className="gallery-sheet" aria-label={equipmentName(type)}>
      <h2>{equipmentName(type)}</h2>
      <p>
        {t('gallery.inPlantFile')} <code>"type": "{type}"</code>
      </p>
      <p className="muted">
        {t('gallery.size', { width: number(width, 1), height: number(height, 1), depth: number(depth, 1) })}
      </p>
      <section aria-label={t('gallery.parts')}>
        <h3>{t('gallery.parts')}</h3>
        <ul className="gallery-parts">
          {Object.entries(shown.parts).map(([part, { moves }]) => (
            <li key={part}>
              <code>{part}</code>
              <span className="muted">{[...moves, ...always].map((each) => t(`gallery.as.${each}`)).join(', ')}</span>
              {moves.map((motion) => (
                <MotionSlider key={motion} type={type} part={part} motion={motion} />
              ))}
            </li>
          ))}
        </ul>
      </section>
      {shown.parameters && (
        <section aria-label={t('gallery.parameters')}>
          <h3>{t('gallery.parameters')}</h3>
          <ul className="gallery-parts">
            {Object.entries(shown.parameters).map(([name, parameter]) => (
              <li key={name}>
                <Parameter
                  name={name}
                  parameter={parameter}
                  value={parameters[name] ?? parameter.default}
                  onValue={(value) => onParameters({ ...parameters, [name]: value })}
                />
              </li>
            ))}
          </ul>
          {Object.keys(parameters).length > 0 && (
            <button type="button" onClick={() => onParameters({})}>
              {t('gallery.defaults')}
            </button>
          )}
        </section>
      )}
    </aside>
  );
}

function MotionSlider({
  type,
  part,
  motion,
}: {
  readonly type: string;
  readonly part: string;
  readonly motion: PartMotion;
}) {
  const t = useText();
  const { index, table } = useSession();
  const [from, to] = rangeOf(equipment[type]!, part, motion);
  const [value, setValue] = useState(restOf([from, to]));
  const slot = index.machines[0]?.tags.find(({ tag }) => tag.id === motionTag(part, motion))?.slot;
  const unit = displayUnit(motionRanges[motion].unit);
  return (
    <label className="gallery-slider">
      <span>{t(`gallery.as.${motion}`)}</span>
      <input
        type="range"
        min={from}
        max={to}
        step={(to - from) / 100}
        value={value}
        onChange={(event) => {
          const next = Number(event.target.value);
          setValue(next);
          if (slot !== undefined) table.write(slot, nowMs(), next, Quality.good);
        }}
      />
      <output>
        {number(value)} {unit}
      </output>
    </label>
  );
}

interface ParameterProps {
  readonly name: string;
  readonly parameter: EquipmentParameter;
  readonly value: number;
  readonly onValue: (value: number) => void;
}

/** Applied when the hand lets go: the drawing is made anew. */
function Parameter({ name, parameter, value, onValue }: ParameterProps) {
  const [draft, setDraft] = useState(value);
  const [from, to] = parameter.range;
  const t = useText();
  const title = t(`parameters.${parameter.name}`);
  const whole = parameter.unit === '1';
  const unit = whole ? '' : ` ${displayUnit(parameter.unit)}`;
  const apply = () => {
    if (draft !== value) onValue(draft);
  };
  return (
    <label className="gallery-slider" title={title}>
      <span>
        <code>{name}</code> <span className="muted">{title}</span>
      </span>
      <input
        type="range"
        min={from}
        max={to}
        step={whole ? 1 : (to - from) / 100}
        value={draft}
        onChange={(event) => setDraft(Number(event.target.value))}
        onPointerUp={apply}
        onKeyUp={apply}
        onBlur={apply}
      />
      <output>
        {number(draft, whole ? 0 : 2)}
        {unit}
      </output>
    </label>
  );
}
