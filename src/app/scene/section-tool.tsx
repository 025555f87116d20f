import { useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { number, useText } from '../languages/language.ts';
import { useSession } from '../stores/session.ts';
import { type Section, setView, viewStore } from '../stores/view.ts';
import { ToolIcon, useOutside } from './tool-menu.tsx';

/** Heights at which a cut still shows something, metres. */
const highestMetres = 8;
const stepMetres = 0.1;

/** A plane that cuts the hall open: its axis, and a slider for where. */
export function SectionTool() {
  const t = useText();
  const section = useStore(viewStore, (state) => state.section);
  const [width, depth] = useSession().index.plant.site.floor;
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLFieldSetElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const name = useId();
  useOutside(root, open, () => setOpen(false));
  const most = { x: width, y: highestMetres, z: depth };
  const cut = (axis: Section['axis'] | null) =>
    setView({ section: axis === null ? null : { axis, at: axis === 'y' ? 1.2 : most[axis] / 2 } });
  return (
    <fieldset
      className="menu"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <legend className="unseen">{t('view.section')}</legend>
      <button
        type="button"
        ref={button}
        title={t('view.sectionHint')}
        aria-expanded={open}
        aria-pressed={section !== null}
        onClick={() => setOpen(!open)}
      >
        <ToolIcon name="section" />
        <span className="tool-word">{t('view.section')}</span>
      </button>
      {open && (
        <div className="menu-list section-list">
          {([null, 'x', 'z', 'y'] as const).map((axis) => (
            <label key={axis}>
              <input
                type="radio"
                name={name}
                checked={(section?.axis ?? null) === axis}
                // biome-ignore lint/a11y/noAutofocus: the person has just opened this
                autoFocus={(section?.axis ?? null) === axis}
                onChange={() => cut(axis)}
              />
              {axis === null ? t('view.noSection') : t(`view.axes.${axis}`)}
            </label>
          ))}
          <label className="section-at">
            <span className="unseen">{t('view.sectionAt')}</span>
            <input
              type="range"
              min={0}
              max={section ? most[section.axis] : 1}
              step={stepMetres}
              disabled={section === null}
              value={section?.at ?? 0}
              aria-valuetext={section ? `${number(section.at, 1)} m` : undefined}
              onChange={(event) => section && setView({ section: { ...section, at: event.target.valueAsNumber } })}
            />
            <output>{section ? `${number(section.at, 1)} m` : '–'}</output>
          </label>
        </div>
      )}
    </fieldset>
  );
}
