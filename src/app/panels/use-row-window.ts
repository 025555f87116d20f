import { type RefObject, useEffect, useState } from 'react';

/** Rows drawn above and below those in sight: a flick of the wheel finds them there. */
const spare = 60;
/** Until a row was measured, px. */
const usualRowPx = 28;

export interface RowWindow {
  readonly rowPx: number;
  /** The rows to draw: from `first` to before `end`. */
  readonly first: number;
  readonly end: number;
}

/** Which of thousands of equally high rows are worth drawing, while `list` scrolls over them. */
export function useRowWindow(list: RefObject<HTMLElement | null>, count: number): RowWindow {
  const [seen, setSeen] = useState({ rowPx: usualRowPx, first: 0, end: 2 * spare });
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const look = () => {
      const rowPx = element.querySelector<HTMLElement>('[role=treeitem], [role=option]')?.offsetHeight || usualRowPx;
      // In steps, so that not every pixel scrolled renders again.
      const first = Math.floor(element.scrollTop / rowPx / spare) * spare - spare;
      const end = first + Math.ceil(element.clientHeight / rowPx) + 3 * spare;
      setSeen((before) =>
        before.first === first && before.end === end && before.rowPx === rowPx ? before : { rowPx, first, end },
      );
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [list]);
  return { rowPx: seen.rowPx, first: Math.max(0, Math.min(seen.first, count)), end: Math.min(seen.end, count) };
}
