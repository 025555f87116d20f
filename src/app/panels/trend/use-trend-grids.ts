import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { thinningGrid } from '../../../series/thinning.ts';
import type { Span } from '../../../twin/calendar.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { languageStore } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { TrendGrid } from './trend-grid.ts';

export interface Pen {
  readonly tag: PlacedTag;
  readonly grid: TrendGrid;
  /** The value in force when the stretch begins; NaN when there is none. */
  readonly before: number;
}

export interface TrendGrids {
  readonly pens: readonly Pen[];
  readonly loading: boolean;
  /** Why the record could not be had, or "". */
  readonly trouble: string;
}

const none: TrendGrids = { pens: [], loading: false, trouble: '' };

/** The record of the pens over the stretch, all on the same buckets, continued with live samples. */
export function useTrendGrids(tags: readonly PlacedTag[], stretch: Span, buckets: number): TrendGrids {
  const { feed, table } = useSession();
  const [grids, setGrids] = useState<TrendGrids>(none);
  const names = tags.map((tag) => tag.id).join(' ');
  const wishedFromMs = Math.round(stretch.fromMs);
  const wishedToMs = Math.round(stretch.toMs);
  const language = useStore(languageStore, (state) => state.language);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `names` stands for `tags`, and trouble is in a language
  useEffect(() => {
    if (tags.length === 0 || buckets === 0) {
      setGrids(none);
      return;
    }
    let wanted = true;
    const wished = thinningGrid(wishedFromMs, wishedToMs, buckets);
    const { fromMs, toMs } = wished;
    // Live samples come in from the first moment, so that none is missed between the record's end and its arrival.
    const grown = tags.map((tag) => ({
      tag,
      grid: new TrendGrid(fromMs, (toMs - fromMs) / wished.buckets, wished.buckets),
    }));
    const stop = table.watch((slot) => {
      if (timeStore.getState().mode !== 'live' || table.qualities[slot]! >= Quality.stale) return;
      for (const { tag, grid } of grown) {
        if (tag.slot === slot) grid.push(table.timesMs[slot]!, table.values[slot]!);
      }
    });
    setGrids((before) => ({ ...before, loading: true }));
    const load = async ({ tag, grid }: (typeof grown)[number]): Promise<Pen> => {
      const { slot } = tag;
      const [series, first] = await Promise.all([
        feed.range({ slot, ...wished }),
        feed.changes({ slot, fromMs, toMs: fromMs + 1 }),
      ]);
      grid.merge(series);
      const usable = first.values.length > 0 && first.qualities[0]! < Quality.stale;
      return { tag, grid, before: usable ? first.values[0]! : Number.NaN };
    };
    Promise.all(grown.map(load)).then(
      (pens) => wanted && setGrids({ pens, loading: false, trouble: '' }),
      (error: unknown) =>
        wanted &&
        setGrids({ pens: [], loading: false, trouble: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
      stop();
    };
  }, [feed, table, names, wishedFromMs, wishedToMs, buckets, language]);

  return grids;
}
