import { type KeyboardEvent, memo, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { alarmsStore, type Priority } from '../../stores/alarms.ts';
import { machineStatesStore } from '../../stores/machine-states.ts';
import { frame, select, selectionStore } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { worstByMachine } from '../../stores/worst-alarms.ts';
import { Icon } from '../marks.tsx';
import { useLost } from '../reading.ts';
import { useSize } from '../use-size.ts';
import { MachineShape } from './machine-shape.tsx';
import { SightOutline, useCameraDrag } from './plan-camera.tsx';
import {
  namesApart,
  nextPlace,
  type PlanLine,
  type PlanShape,
  planLines,
  planShapes,
  type Way,
} from './plan-shapes.ts';
import './overview.css';

/** Metres around the hall. */
const marginMetres = 1;
const wayOf: Readonly<Record<string, Way>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/**
 * The site from above, always there: machines by state, alarms by symbol, and what the camera sees. A press or drag
 * moves the camera. For a keyboard or a screen reader it is the scene: one stop, arrow keys go from machine to machine.
 */
export function Overview() {
  const t = useText();
  const { index } = useSession();
  const shapes = useMemo(() => planShapes(index), [index]);
  const lines = useMemo(() => planLines(shapes), [shapes]);
  const places = useMemo(() => [...lines, ...shapes].map(({ at }) => at), [lines, shapes]);
  const [open, setOpen] = useState(true);
  const [stop, setStop] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const picture = useRef<SVGSVGElement>(null);
  const helpId = useId();
  const { width } = useSize(box);
  const [hallWidth, hallDepth] = index.plant.site.floor;
  const [planWidth, planDepth] = [hallWidth + 2 * marginMetres, hallDepth + 2 * marginMetres];
  // Metres that a CSS px of the plan is: symbols and names keep their size.
  const metresPerPx = width > 0 ? planWidth / width : 0;
  const names = useMemo(() => namesApart(lines, metresPerPx), [lines, metresPerPx]);
  const drag = useCameraDrag(picture);

  const goTo = (to: number) => {
    setStop(to);
    picture.current?.querySelector<SVGElement>(`[data-stop="${to}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = wayOf[event.key];
    if (way) goTo(nextPlace(places, stop, way));
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(places.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') choose(lines, shapes, stop);
    else if (event.key === 'f' || event.key === 'F') frame(machinesAt(lines, shapes, stop));
    else return;
    event.preventDefault();
  };

  return (
    <div className="overview-place">
      <div className="overview" data-open={open} data-keep-clear>
        <button
          type="button"
          className="overview-fold"
          aria-expanded={open}
          aria-label={open ? t('view.overviewHide') : t('view.overviewShow')}
          title={open ? t('view.overviewHide') : t('view.overviewShow')}
          onClick={() => setOpen(!open)}
        >
          {t('view.overview')}
          {open && <Icon name="close" />}
        </button>
        {open && (
          <div className="overview-plan" ref={box} style={{ aspectRatio: `${planWidth} / ${planDepth}` }}>
            <p id={helpId} className="unseen">
              {t('view.overviewHelp')}
            </p>
            {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
            <svg
              ref={picture}
              viewBox={`${-marginMetres} ${-marginMetres} ${planWidth} ${planDepth}`}
              role="group"
              aria-label={t('view.overview')}
              aria-describedby={helpId}
              onKeyDown={onKeyDown}
              {...drag}
            >
              <Hatching metresPerPx={metresPerPx} />
              <rect className="overview-hall" width={hallWidth} height={hallDepth} />
              <Machines
                shapes={shapes}
                firstStop={lines.length}
                stop={stop}
                metresPerPx={metresPerPx}
                onStop={setStop}
              />
              {lines.map((line, k) => (
                <LineName
                  key={line.id}
                  line={line}
                  at={names[k]!}
                  stop={k}
                  active={k === stop}
                  metresPerPx={metresPerPx}
                  onStop={setStop}
                />
              ))}
              <SightOutline metresPerPx={metresPerPx} />
            </svg>
          </div>
        )}
      </div>
    </div>
  );
}

/** Drawn over what is not up to date; as fine on every screen. */
function Hatching({ metresPerPx }: { readonly metresPerPx: number }) {
  return (
    <defs>
      <pattern
        id="overview-stale"
        width={4}
        height={4}
        patternUnits="userSpaceOnUse"
        patternTransform={`scale(${metresPerPx}) rotate(45)`}
      >
        <path className="overview-hatch" d="M2 0V4" />
      </pattern>
    </defs>
  );
}

const machinesAt = (lines: readonly PlanLine[], shapes: readonly PlanShape[], stop: number) =>
  lines[stop]?.machines ?? [shapes[stop - lines.length]!.placed.machine.id];

function choose(lines: readonly PlanLine[], shapes: readonly PlanShape[], stop: number): void {
  const line = lines[stop];
  if (line) frame(line.machines);
  else select(shapes[stop - lines.length]!.placed.machine.id);
}

interface LineNameProps {
  readonly line: PlanLine;
  /** Left end of the name, metres. */
  readonly at: readonly [number, number];
  readonly stop: number;
  readonly active: boolean;
  readonly metresPerPx: number;
  readonly onStop: (stop: number) => void;
}

function LineName({ line, at: [x, z], stop, active, metresPerPx, onStop }: LineNameProps) {
  const t = useText();
  const machines = t('view.machines', { count: line.machines.length });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a shape in a drawing; its keys are the group's
    <g
      role="button"
      className="overview-line"
      data-stop={stop}
      tabIndex={active ? 0 : -1}
      aria-label={t('view.lineOf', { name: line.name, machines })}
      transform={`translate(${x} ${z}) scale(${metresPerPx})`}
      onFocus={() => onStop(stop)}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => frame(line.machines)}
    >
      <text y={-3}>{line.name}</text>
    </g>
  );
}

interface MachinesProps {
  readonly shapes: readonly PlanShape[];
  readonly firstStop: number;
  readonly stop: number;
  readonly metresPerPx: number;
  readonly onStop: (stop: number) => void;
}

const Machines = memo(function Machines({ shapes, firstStop, stop, metresPerPx, onStop }: MachinesProps) {
  const statuses = useStore(machineStatesStore, (state) => state.machines);
  const alarms = useStore(alarmsStore, (state) => state.alarms);
  const selected = useStore(selectionStore, (state) => state.machine);
  const lost = useLost();
  const worst = useMemo(() => worstByMachine(alarms), [alarms]);
  return (
    <>
      {shapes.map((shape, k) => (
        <MachineShape
          key={shape.placed.machine.id}
          shape={shape}
          stop={firstStop + k}
          active={firstStop + k === stop}
          state={shape.placed.stateTag ? (statuses[k]?.stateClass ?? 'unknown') : null}
          stale={shape.placed.tags.length > 0 && (lost || (statuses[k]?.stale ?? false))}
          priority={worst.get(shape.placed.machine.id)}
          selected={shape.placed.machine.id === selected}
          onStop={onStop}
        />
      ))}
      {shapes.map(({ placed: { machine }, at }) => {
        const priority = worst.get(machine.id);
        return priority && <AlarmSymbol key={machine.id} priority={priority} at={at} metresPerPx={metresPerPx} />;
      })}
    </>
  );
});

const symbols: Readonly<Record<Priority, string>> = {
  1: 'M-7-7H7V7H-7z',
  2: 'M0-8 8.5 7h-17z',
  3: 'M0-8.5 8.5 0 0 8.5-8.5 0z',
};

interface AlarmSymbolProps {
  readonly priority: Priority;
  readonly at: readonly [number, number];
  readonly metresPerPx: number;
}

function AlarmSymbol({ priority, at: [x, z], metresPerPx }: AlarmSymbolProps) {
  return (
    <g className="overview-alarm" data-priority={priority} transform={`translate(${x} ${z}) scale(${metresPerPx})`}>
      <path d={symbols[priority]} />
      <text y={priority === 2 ? 5.5 : 4}>{priority}</text>
    </g>
  );
}
