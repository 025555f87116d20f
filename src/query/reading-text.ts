import type { PlacedTag, PlantIndex } from '../twin/plant-index.ts';
import { conditionText, listed, tagTitle } from './phrase.ts';
import type { Condition, Query } from './query.ts';
import { clockText } from './site-clock.ts';

/** A query in plain words, so that a wrong reading shows: "highest · Pressure of Pump · in the last 10 minutes". */
export function readingText(query: Query, index: PlantIndex, atMs: number): string {
  const tags = query.tags.flatMap((id) => index.tagById.get(id) ?? []);
  const at = (momentMs: number): string =>
    momentMs === atMs ? '' : `at ${clockText(index.plant.site, momentMs, atMs)}`;
  const unit = 'unit' in query && query.unit !== null ? `in ${query.unit}` : '';
  const parts = ((): string[] => {
    switch (query.intent) {
      case 'value':
        return ['value', subject(tags), at(query.atMs), unit];
      case 'state':
        return ['state', machines(tags), query.condition ? `${query.condition.name}?` : '', at(query.atMs)];
      case 'list':
        return [query.counted ? 'how many' : 'which', of(query.condition, tags), at(query.atMs)];
      case 'aggregate': {
        const names = { mean: 'time-weighted mean', total: 'total', rate: 'total per hour' };
        return [names[query.aggregation], subject(tags), query.window.label, unit];
      }
      case 'extreme':
        return [ranked(query.order, query.limit), subject(tags), query.window.label, unit];
      case 'top':
        return [ranked(query.order, query.limit), subject(tags), at(query.atMs), unit];
      case 'when':
        return [
          `${query.which} time that it ${query.event === 'held' ? 'was' : query.event}`,
          of(query.condition, tags),
          query.window.label,
        ];
      case 'duration':
        return ['how long', of(query.condition, tags), query.window?.label ?? 'without a break'];
      case 'count':
        return ['how many times', of(query.condition, tags), query.window.label];
    }
  })();
  return parts.filter((part) => part !== '').join(' · ');
}

const ranked = (order: string, limit: number): string => (limit > 1 ? `${limit} ${order}` : order);

const of = (condition: Condition, tags: readonly PlacedTag[]): string =>
  `${condition.kind === 'in' ? machines(tags) : subject(tags)} · ${tags[0] ? conditionText(condition, tags[0]) : ''}`;

const subject = (tags: readonly PlacedTag[]): string =>
  tags.length > 3 ? `${tags.length} measurements` : listed(tags.map(tagTitle));

const machines = (tags: readonly PlacedTag[]): string =>
  tags.length > 3 ? `${tags.length} machines` : listed(tags.map(({ machine }) => machine.machine.name));
