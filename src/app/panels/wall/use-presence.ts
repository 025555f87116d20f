import { useEffect, useState } from 'react';

/** A pointer that rests for so long is hidden with all that it could press. */
const restMs = 3000;

/** Whether somebody is at the screen now. `onTouch` is called on each move and key. */
export function usePresence(onTouch: () => void): boolean {
  const [present, setPresent] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let lastX = -1;
    let lastY = -1;
    const stop = new AbortController();
    const options = { signal: stop.signal, capture: true, passive: true };
    const touched = () => {
      onTouch();
      setPresent(true);
      clearTimeout(timer);
      timer = setTimeout(() => setPresent(false), restMs);
    };
    addEventListener(
      'pointermove',
      ({ screenX, screenY }) => {
        // A browser tells of a move, too, when the picture moved under a pointer that stands.
        if (screenX === lastX && screenY === lastY) return;
        const first = lastX < 0;
        [lastX, lastY] = [screenX, screenY];
        if (!first) touched();
      },
      options,
    );
    for (const name of ['pointerdown', 'wheel', 'keydown']) addEventListener(name, touched, options);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [onTouch]);
  return present;
}
