import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { useRef } from 'react';
import { useText } from '../languages/language.ts';
import { type PaneName, setPanes } from '../stores/panes.ts';
import type { PaneSizer } from './pane-sizes.ts';

interface SplitterProps {
  readonly pane: PaneName;
  readonly sizer: RefObject<PaneSizer | null>;
}

/** CSS px for an arrow key; ten times with Shift. */
const stepPx = 8;

/** Which way the pane grows: the tree to the right, the inspector to the left, the timeline upwards. */
const grows: Readonly<Record<PaneName, 1 | -1>> = { tree: 1, inspector: -1, timeline: -1 };

/** The edge between a pane and the hall: drag it, move it with the arrow keys, double-click for the usual size. */
export function Splitter({ pane, sizer }: SplitterProps) {
  const t = useText();
  const from = useRef({ at: 0, size: 0 });
  const across = pane !== 'timeline';
  const at = (event: PointerEvent) => (across ? event.clientX : event.clientY);
  const close = () => setPanes(pane === 'tree' ? { left: null } : { [pane]: false });

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || !sizer.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { at: at(event), size: sizer.current.size(pane) };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const px = from.current.size + (at(event) - from.current.at) * grows[pane];
    if (sizer.current?.closes(pane, px)) {
      event.currentTarget.releasePointerCapture(event.pointerId);
      close();
    } else sizer.current?.resize(pane, px);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!sizer.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const px = stepPx * (event.shiftKey ? 10 : 1);
    const size = sizer.current.size(pane);
    const steps: Readonly<Record<string, number>> = across
      ? { ArrowLeft: -px, ArrowRight: px }
      : { ArrowUp: -px, ArrowDown: px };
    const step = steps[event.key];
    if (step !== undefined) sizer.current.resize(pane, size + step * grows[pane]);
    else if (event.key === 'Home') sizer.current.resize(pane, 0);
    else if (event.key === 'End') sizer.current.resize(pane, Number.MAX_SAFE_INTEGER);
    else if (event.key === 'Enter') close();
    else return;
    sizer.current.remember();
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved
    <div
      className={`splitter splitter-${pane}`}
      role="separator"
      tabIndex={0}
      data-pane={pane}
      aria-label={t(`desk.resize.${pane}`)}
      aria-orientation={across ? 'vertical' : 'horizontal'}
      aria-valuenow={0} // the sizer writes what it stands at, without a render
      title={t('desk.resizeHow')}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => sizer.current?.remember()}
      onDoubleClick={() => sizer.current?.reset(pane)}
      onKeyDown={onKeyDown}
    />
  );
}
