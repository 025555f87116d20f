import type { PlantIndex } from '../twin/plant-index.ts';
import type { Phrases } from './languages/phrases.ts';
import { tagTitle, wantedOf } from './phrase.ts';
import type { Condition, Query } from './query.ts';
import { momentAt } from './site-clock.ts';

/** A query in plain words, so that a wrong reading shows: "highest · Pressure of Pump · in the last 10 minutes". */
export function readingText(query: Query, index: PlantIndex, atMs: number, phrases: Phrases): string {
  const { reading, values } = phrases;
  const tags = query.tags.flatMap((id) => index.tagById.get(id) ?? []);
  const at = (momentMs: number): string =>
    momentMs === atMs ? '' : reading.at(momentAt(index.plant.site, momentMs, atMs, values.locale));
  const subject = (): string =>
    tags.length > 3 ? reading.measurements(tags.length) : phrases.listed(tags.map((tag) => tagTitle(tag, phrases)));
  const machines = (): string =>
    tags.length > 3 ? reading.machines(tags.length) : phrases.listed(tags.map(({ machine }) => machine.machine.name));
  const conditionOf = (condition: Condition): string =>
    tags[0] ? phrases.condition(wantedOf(condition, tags[0])) : '';
  const of = (condition: Condition): string =>
    `${condition.kind === 'in' ? machines() : subject()} · ${conditionOf(condition)}`;
  const unit = 'unit' in query && query.unit !== null ? reading.inUnit(query.unit) : '';
  const parts = ((): string[] => {
    switch (query.intent) {
      case 'value':
        return [reading.value, subject(), at(query.atMs), unit];
      case 'state':
        return [reading.state, machines(), query.condition ? `${conditionOf(query.condition)}?` : '', at(query.atMs)];
      case 'list':
        return [query.counted ? reading.howMany : reading.which, of(query.condition), at(query.atMs)];
      case 'aggregate':
        return [reading.aggregation(query.aggregation), subject(), query.window.label, unit];
      case 'extreme':
        return [reading.ranked(query.order, query.limit), subject(), query.window.label, unit];
      case 'top':
        return [reading.ranked(query.order, query.limit), subject(), at(query.atMs), unit];
      case 'when':
        return [reading.time(query.which, query.event), of(query.condition), query.window.label];
      case 'duration':
        return [reading.howLong, of(query.condition), query.window?.label ?? reading.unbroken];
      case 'count':
        return [reading.howOften, of(query.condition), query.window.label];
    }
  })();
  return parts.filter((part) => part !== '').join(' · ');
}
