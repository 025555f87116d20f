import { useEffect } from 'react';

/** Keeps the screen on. The browser lets go of it whenever the page is hidden: it is asked for again. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let stopped = false;
    const ask = async () => {
      if (stopped || document.hidden || (lock && !lock.released)) return;
      try {
        lock = await navigator.wakeLock?.request('screen');
        if (stopped) void lock?.release();
      } catch {
        // Not granted (a low battery, a policy): the device's own settings decide.
      }
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      stopped = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, []);
}
