import type { PlantIndex } from '../../../twin/plant-index.ts';
import { text } from '../../languages/language.ts';
import { formatValue, formatWithUnit } from '../../languages/values.ts';
import type { BindingFault } from '../../stores/binding-faults.ts';
import { twinStore } from '../../stores/twin.ts';
import { duration, siteClock } from '../time/clock-text.ts';

export interface FaultWords {
  /** Where the tag shows. */
  readonly shown: string;
  readonly why: string;
  readonly todo: string;
}

/** A fault for people: where it shows, the reason, and what to do about it. */
export function faultWords(fault: BindingFault, index: PlantIndex, atMs: number): FaultWords {
  return { shown: shownWords(fault), why: whyWords(fault, index, atMs), todo: todoWords(fault, index) };
}

function shownWords({ shown }: BindingFault): string {
  switch (shown.how) {
    case 'binding':
      return text('doctor.onPart', { part: shown.binding.part, as: text(`gallery.as.${shown.binding.as}`) });
    case 'component':
      return text('doctor.onComponent', { name: shown.component.name });
    case 'heatMap':
      return text('doctor.onMap', { name: shown.map.name });
  }
}

function whyWords(
  { trouble, tag, named, shown, machine, sinceMs, value }: BindingFault,
  index: PlantIndex,
  atMs: number,
) {
  const clock = siteClock(index.plant.site.timeZone);
  switch (trouble) {
    case 'unmatched':
      if (tag && shown.how === 'binding')
        return text('doctor.why.noPart', { part: shown.binding.part, machine: machine?.machine.name ?? '' });
      return text('doctor.why.noTag', { tag: named });
    case 'never':
      return text('doctor.why.never', { source: sourceOf({ tag, index }), address: tag?.tag.address ?? named });
    case 'stale':
      return text('doctor.why.stale', { age: duration(atMs - sinceMs), moment: clock.moment(sinceMs) });
    case 'bad':
      return text('doctor.why.bad', { moment: clock.moment(sinceMs) });
    case 'range': {
      if (!tag) return '';
      const [from, to] = tag.tag.range ?? [];
      if (from === undefined || to === undefined || (value >= from && value <= to))
        return text('doctor.why.uncertain', { value: formatWithUnit(tag, value) });
      return text('doctor.why.range', {
        value: formatWithUnit(tag, value),
        from: formatValue(tag, from),
        to: formatWithUnit(tag, to),
      });
    }
  }
}

function todoWords({ trouble, tag, shown, machine }: BindingFault, index: PlantIndex): string {
  const source = sourceOf({ tag, index });
  const down = twinStore.getState().sources.find(({ id }) => id === source)?.connected === false;
  switch (trouble) {
    case 'unmatched':
      return tag && shown.how === 'binding' && machine?.machine.model
        ? text('doctor.todo.noNode')
        : text('doctor.todo.unmatched');
    case 'never':
      return down ? text('doctor.todo.connect', { source }) : text('doctor.todo.never', { source });
    case 'stale':
      return down ? text('doctor.todo.connect', { source }) : text('doctor.todo.stale', { source });
    case 'bad':
      return text('doctor.todo.bad');
    case 'range':
      return text('doctor.todo.range');
  }
}

const sourceOf = ({ tag, index }: { tag: BindingFault['tag']; index: PlantIndex }): string =>
  tag?.tag.source ?? index.plant.sources[0]?.id ?? '';
