import { useMemo, useState } from 'react';
import type { MachineId } from '../../twin/plant.ts';
import type { PlacedMachine } from '../../twin/plant-index.ts';
import { useText } from '../languages/language.ts';
import { Icon } from '../panels/marks.tsx';
import { codeAddress } from '../stores/address.ts';
import { useSession } from '../stores/session.ts';
import { baseTrouble, type CodeSize, codedMachines, codeSizes, cutMarks, pagesOf, sheet } from './codes-plan.ts';
import { QrCode } from './qr-code.tsx';
import './codes.css';

const baseKey = 'gemba-codes-base';

/** Prints a code for each machine: chosen at the left, seen at the right as it will come out of the printer. */
export function Codes() {
  const t = useText();
  const { index } = useSession();
  const [base, setBase] = useState(rememberedBase);
  const [size, setSize] = useState<CodeSize>('medium');
  const [left, setLeft] = useState<ReadonlySet<MachineId>>(new Set());
  const coded = useMemo(() => codedMachines(index.machines), [index]);
  const lines = useMemo(
    () => [...new Set(coded.map(({ line }) => line))].map((each) => coded.filter(({ line }) => line === each)),
    [coded],
  );
  const chosen = coded.filter(({ machine }) => !left.has(machine.id));
  const trouble = baseTrouble(base);
  const pages = trouble === 'wrong' ? [] : pagesOf(chosen, size);
  const choose = (machines: readonly PlacedMachine[], on: boolean) => {
    const next = new Set(left);
    for (const { machine } of machines) {
      if (on) next.delete(machine.id);
      else next.add(machine.id);
    }
    setLeft(next);
  };
  return (
    <div className="codes">
      <aside className="codes-choice" aria-label={t('codes.title')}>
        <a className="codes-back" href="/">
          <Icon name="previous" /> {t('codes.back')}
        </a>
        <h1>{t('codes.title')}</h1>
        <p className="muted">{t('codes.intro')}</p>
        <label className="codes-base">
          {t('codes.base')}
          <input
            type="url"
            value={base}
            spellCheck={false}
            aria-invalid={trouble === 'wrong'}
            aria-describedby="codes-base-note"
            onChange={(event) => {
              setBase(event.target.value);
              rememberBase(event.target.value);
            }}
          />
        </label>
        <p id="codes-base-note" role="status">
          {trouble === 'wrong' && t('codes.baseWrong')}
          {trouble === 'local' && t('codes.baseLocal')}
        </p>
        <label className="codes-size">
          {t('codes.size')}
          <select value={size} onChange={(event) => setSize(event.target.value as CodeSize)}>
            {(Object.keys(codeSizes) as CodeSize[]).map((each) => (
              <option key={each} value={each}>
                {t(`codes.sizes.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="codes-print" disabled={pages.length === 0} onClick={() => print()}>
          <Icon name="print" /> {t('codes.print', { count: chosen.length })}
        </button>
        <p className="muted">{pages.length > 0 && t('codes.pages', { count: pages.length })}</p>
        <fieldset className="codes-machines">
          <legend>{t('codes.machines')}</legend>
          <div className="codes-all">
            <button type="button" onClick={() => choose(coded, true)}>
              {t('codes.all')}
            </button>
            <button type="button" onClick={() => choose(coded, false)}>
              {t('codes.none')}
            </button>
          </div>
          {lines.map((machines) => (
            <LineChoice key={machines[0]!.line.id} machines={machines} left={left} onChoose={choose} />
          ))}
        </fieldset>
      </aside>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it */}
      <main className="codes-pages" tabIndex={0} aria-label={t('codes.preview')}>
        {chosen.length === 0 && <p className="codes-nothing">{t('codes.nothing')}</p>}
        {pages.map((labels, page) => (
          <Page
            key={labels[0]!.machine.id}
            labels={labels}
            base={base}
            size={size}
            label={t('codes.page', { page: page + 1, pages: pages.length })}
          />
        ))}
      </main>
    </div>
  );
}

interface LineChoiceProps {
  readonly machines: readonly PlacedMachine[];
  readonly left: ReadonlySet<MachineId>;
  readonly onChoose: (machines: readonly PlacedMachine[], on: boolean) => void;
}

function LineChoice({ machines, left, onChoose }: LineChoiceProps) {
  const on = machines.filter(({ machine }) => !left.has(machine.id)).length;
  return (
    <div className="codes-line">
      <label>
        <input
          type="checkbox"
          checked={on === machines.length}
          ref={(box) => {
            if (box) box.indeterminate = on > 0 && on < machines.length;
          }}
          onChange={(event) => onChoose(machines, event.target.checked)}
        />
        <strong>{machines[0]!.line.name}</strong>
      </label>
      {machines.map((placed) => (
        <label key={placed.machine.id}>
          <input
            type="checkbox"
            checked={!left.has(placed.machine.id)}
            onChange={(event) => onChoose([placed], event.target.checked)}
          />
          {placed.machine.name}
        </label>
      ))}
    </div>
  );
}

interface PageProps {
  readonly labels: readonly PlacedMachine[];
  readonly base: string;
  readonly size: CodeSize;
  readonly label: string;
}

function Page({ labels, base, size, label }: PageProps) {
  const t = useText();
  const { widthMm, heightMm } = sheet;
  return (
    <section className={`codes-page codes-${size}`} aria-label={label}>
      <svg className="codes-marks" viewBox={`0 0 ${widthMm} ${heightMm}`} aria-hidden="true">
        {cutMarks(size).map(([x1, y1, x2, y2]) => (
          <line key={`${x1} ${y1}`} x1={x1} y1={y1} x2={x2} y2={y2} />
        ))}
      </svg>
      <ul>
        {labels.map(({ machine, line }) => (
          <li key={machine.id}>
            <QrCode text={codeAddress(base, machine.id)} label={t('codes.codeOf', { machine: machine.name })} />
            <div className="codes-words">
              <strong>{machine.name}</strong>
              <span>{line.name}</span>
              <span className="codes-id">{machine.id}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function rememberedBase(): string {
  try {
    return localStorage.getItem(baseKey) ?? location.origin;
  } catch {
    return location.origin;
  }
}

function rememberBase(base: string): void {
  try {
    localStorage.setItem(baseKey, base);
  } catch {
    // It holds until the page is left.
  }
}
