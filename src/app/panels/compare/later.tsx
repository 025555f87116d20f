import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { comparisonStore } from '../../stores/comparison.ts';

const load = () => import('./compared.tsx');
const Tag = lazy(() => load().then((chunk) => ({ default: chunk.ComparedTag })));
const Legend = lazy(() => load().then((chunk) => ({ default: chunk.ComparedLegend })));
const Pane = lazy(() => import('./differences-pane.tsx').then((chunk) => ({ default: chunk.DifferencesPane })));

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
