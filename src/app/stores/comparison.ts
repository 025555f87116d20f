import { createStore } from 'zustand/vanilla';

/**
 * What the moment shown, A, is compared with: B, that keeps its distance to A (`behindMs` before it; below 0 after it)
 * while A moves or plays, or stays where it is pinned (Unix epoch ms).
 */
export type Second = { readonly behindMs: number } | { readonly pinnedMs: number };

export const comparisonStore = createStore<{ readonly second: Second | null }>(() => ({ second: null }));

/** Null ends the comparison. */
export const compareWith = (second: Second | null): void => comparisonStore.setState({ second });

/** The moment of B while A stands at `shownMs`, never later than now: nothing is known of what is to come. */
export const secondMs = (second: Second, shownMs: number, nowMs: number): number =>
  Math.min(nowMs, 'pinnedMs' in second ? second.pinnedMs : shownMs - second.behindMs);

/** Puts B at a moment: one that is pinned is pinned there, any other keeps this distance from now on. */
export function putSecond(atMs: number, shownMs: number): void {
  const { second } = comparisonStore.getState();
  compareWith(second && 'pinnedMs' in second ? { pinnedMs: atMs } : { behindMs: shownMs - atMs });
}

const hourMs = 3_600_000;

/** B is an hour before A, or half of the way back to the record's start, whichever is nearer. */
export const startComparing = (shownMs: number, recordFromMs: number): void =>
  compareWith({ behindMs: Math.min(hourMs, Math.max(0, (shownMs - recordFromMs) / 2)) });

/** Pins B where it is, or lets it go with A from there on. */
export function togglePin(shownMs: number, nowMs: number): void {
  const { second } = comparisonStore.getState();
  if (second === null) return;
  const atMs = secondMs(second, shownMs, nowMs);
  compareWith('pinnedMs' in second ? { behindMs: shownMs - atMs } : { pinnedMs: atMs });
}
