import { Suspense } from 'react';
import { useStore } from 'zustand';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { lazily } from '../../languages/lazily.ts';
import { comparisonStore } from '../../stores/comparison.ts';

const load = () => import('./compared.tsx');
const Tag = lazily(() => load().then(({ ComparedTag }) => ComparedTag));
const Legend = lazily(() => load().then(({ ComparedLegend }) => ComparedLegend));
const Pane = lazily(() => import('./differences-pane.tsx').then(({ DifferencesPane }) => DifferencesPane));

const useComparing = (): boolean => useStore(comparisonStore, ({ second }) => second !== null);

interface ComparedTagProps {
  readonly tag: PlacedTag;
  /** The ends of the scale above it, which then has a second needle. */
  readonly scale?: readonly [number, number] | null;
}

/** A tag's value at B and what lies between; nothing while nothing is compared. */
export function ComparedTag(props: ComparedTagProps) {
  return useComparing() ? (
    <Suspense fallback={null}>
      <Tag {...props} />
    </Suspense>
  ) : null;
}

/** Which moments the picture is of; nothing while nothing is compared. */
export function ComparedLegend() {
  return useComparing() ? (
    <Suspense fallback={null}>
      <Legend />
    </Suspense>
  ) : null;
}

/** The list of differences and where B is set, fetched when it is first opened. */
export function DifferencesPane() {
  return (
    <Suspense fallback={<section className="differences" aria-busy="true" />}>
      <Pane />
    </Suspense>
  );
}
