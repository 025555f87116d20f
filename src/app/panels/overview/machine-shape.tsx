import { memo } from 'react';
import type { StateClass } from '../../../twin/packml.ts';
import { useText } from '../../languages/language.ts';
import type { Priority } from '../../stores/alarms.ts';
import { frame, hover, select } from '../../stores/selection.ts';
import type { PlanShape } from './plan-shapes.ts';

interface MachineShapeProps {
  readonly shape: PlanShape;
  readonly stop: number;
  readonly active: boolean;
  /** null = it reports none. */
  readonly state: StateClass | null;
  /** What it says is old: hatched. */
  readonly stale: boolean;
  readonly priority: Priority | undefined;
  readonly selected: boolean;
  readonly onStop: (stop: number) => void;
}

export const MachineShape = memo(function MachineShape(props: MachineShapeProps) {
  const { shape, stop, active, state, stale, priority, selected, onStop } = props;
  const t = useText();
  const { placed, outline, way } = shape;
  const { id, name } = placed.machine;
  const said = [
    name,
    state === null ? '' : t(`states.class.${state}`),
    stale ? t('view.notUpToDate') : '',
    priority ? t('view.alarmOf', { priority }) : '',
  ].filter((part) => part !== '');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a shape in a drawing; its keys are the group's
    <g
      role="button"
      className="overview-machine"
      data-stop={stop}
      data-machine={id}
      data-state-class={state ?? 'none'}
      data-stale={stale}
      data-priority={priority}
      tabIndex={active ? 0 : -1}
      aria-label={said.join(', ')}
      aria-pressed={selected}
      onFocus={(event) => {
        onStop(stop);
        if (event.currentTarget.matches(':focus-visible')) hover(id);
      }}
      onBlur={() => hover(null)}
      onPointerEnter={({ pointerType }) => pointerType !== 'touch' && hover(id)}
      onPointerLeave={() => hover(null)}
      onClick={() => select(id)}
      onDoubleClick={() => frame([id])}
    >
      <title>{said.join(', ')}</title>
      {way ? (
        <polyline points={way.points.join(' ')} strokeWidth={Math.max(way.width, 0.4)} />
      ) : (
        <polygon points={outline.join(' ')} />
      )}
      {stale && (
        <g>
          {way ? (
            <polyline
              points={way.points.join(' ')}
              fill="none"
              stroke="url(#overview-stale)"
              strokeWidth={Math.max(way.width, 0.4)}
            />
          ) : (
            <polygon points={outline.join(' ')} fill="url(#overview-stale)" />
          )}
        </g>
      )}
    </g>
  );
});
