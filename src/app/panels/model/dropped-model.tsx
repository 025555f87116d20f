import { useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { cadStore, type Dropped, droppedKey, forgetDropped, placeDropped } from '../../stores/cad.ts';
import { select } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { Choice } from './bind-form.tsx';
import { ModelFacts, Said, useSaving } from './model-panel.tsx';
import { NodeList } from './node-list.tsx';
import { saveDropped } from './save-model.ts';
import './model.css';

const units = { m: 1, cm: 0.01, mm: 0.001, inch: 0.0254 } as const;
type Unit = keyof typeof units;
/** Which axis of the file points up; glTF says y, drawings of machines often mean z. */
const uprights = { y: [0, 0, 0], z: [-90, 0, 0], x: [0, 0, 90] } as const;
type Upright = keyof typeof uprights;

const nothing: ReadonlySet<string> = new Set();

/** The model that was dropped: where it stands, in place of what, and whether the plant file is to have it. */
export function DroppedModel({ dropped }: { readonly dropped: Dropped }) {
  const t = useText();
  const { index, feed } = useSession();
  const state = useStore(cadStore, ({ models }) => models.get(droppedKey));
  const lines = index.plant.areas.flatMap((area) => area.lines);
  const over = dropped.over === null ? undefined : index.machineById.get(dropped.over);
  const [name, setName] = useState(
    () =>
      dropped.fileName
        .replace(/\.[^.]*$/, '')
        .replace(/[_-]+/g, ' ')
        .trim() || 'Model',
  );
  const [line, setLine] = useState(over?.line.id ?? lines[0]?.id ?? '');
  const { busy, said, run } = useSaving();
  const save = () =>
    run(async () => {
      if (state?.phase !== 'ready') return '';
      const { machine, restart } = await saveDropped(
        dropped,
        { name: name.trim(), line, size: state.size },
        index,
        feed,
      );
      if (restart) return t('cad.restart');
      forgetDropped();
      select(machine);
      return '';
    });
  const upright = (Object.keys(uprights) as Upright[]).find((each) =>
    uprights[each].every((deg, k) => deg === dropped.turnDeg[k]),
  );
  const unit = (Object.keys(units) as Unit[]).find((each) => units[each] === dropped.scale);
  return (
    <section className="model model-dropped" aria-label={t('tools.droppedModel', { file: dropped.fileName })}>
      <h2 title={dropped.fileName}>{dropped.fileName}</h2>
      <ModelFacts state={dropped.refused ? { phase: 'failed', reason: dropped.refused } : state} />
      {state?.phase === 'ready' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          {over && (
            <fieldset className="model-use" aria-label={t('cad.showIn')}>
              {[false, true].map((instead) => (
                <label key={String(instead)}>
                  <input
                    type="radio"
                    name="use"
                    checked={dropped.instead === instead}
                    onChange={() => placeDropped({ instead })}
                  />
                  {instead ? t('cad.instead', { machine: over.machine.name }) : t('cad.beside')}
                </label>
              ))}
            </fieldset>
          )}
          <div className="model-fields">
            <Choice
              label={t('cad.unit')}
              value={unit ?? 'm'}
              options={['m', 'cm', 'mm', 'inch']}
              onChange={(each) => placeDropped({ scale: units[each] })}
              word={(each) => t(`cad.units.${each}`)}
            />
            <Choice
              label={t('cad.upright')}
              value={upright ?? 'y'}
              options={['y', 'z', 'x']}
              onChange={(each) => placeDropped({ turnDeg: uprights[each] })}
              word={(each) => each}
            />
            {!dropped.instead && (
              <>
                <label className="model-wide">
                  {t('cad.name')}
                  <input required maxLength={80} value={name} onChange={({ target }) => setName(target.value)} />
                </label>
                {lines.length > 1 && (
                  <Choice
                    label={t('cad.line')}
                    value={line}
                    options={lines.map(({ id }) => id)}
                    onChange={setLine}
                    word={(id) => lines.find((each) => each.id === id)?.name ?? id}
                  />
                )}
                <Place dropped={dropped} of="x" most={index.plant.site.floor[0]} />
                <Place dropped={dropped} of="z" most={index.plant.site.floor[1]} />
                <Place dropped={dropped} of="headingDeg" />
              </>
            )}
          </div>
          <NodeList of={droppedKey} nodes={state.nodes} bound={nothing} />
          <p className="muted">{t('cad.bindFirst')}</p>
          <div className="model-buttons">
            <button type="button" onClick={forgetDropped}>
              {t('cad.discard')}
            </button>
            <button type="submit" className="model-primary" disabled={busy}>
              {busy ? t('cad.saving') : t('cad.save')}
            </button>
          </div>
        </form>
      )}
      {state?.phase !== 'ready' && (
        <div className="model-buttons">
          <button type="button" onClick={forgetDropped}>
            {t('cad.discard')}
          </button>
        </div>
      )}
      <Said said={said} />
    </section>
  );
}

interface PlaceProps {
  readonly dropped: Dropped;
  readonly of: 'x' | 'z' | 'headingDeg';
  readonly most?: number;
}

function Place({ dropped, of, most }: PlaceProps) {
  const t = useText();
  const { pose } = dropped;
  return (
    <label>
      {t(`cad.${of === 'headingDeg' ? 'heading' : of}`)}
      <input
        type="number"
        step={of === 'headingDeg' ? 15 : 0.25}
        {...(most !== undefined && { min: 0, max: most })}
        value={pose[of]}
        onChange={({ target }) => {
          if (Number.isFinite(target.valueAsNumber)) placeDropped({ pose: { ...pose, [of]: target.valueAsNumber } });
        }}
      />
    </label>
  );
}
