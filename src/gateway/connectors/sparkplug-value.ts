import { residualOf } from '../../series/exact.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { Quality, type QualityCode } from '../../twin/quality.ts';
import { type Sentence, sentence } from '../sentence.ts';
import type { Sink } from './connector.ts';
import { exactOf, type Metric } from './sparkplug-codec.ts';

export interface MetricValue {
  /** NaN with quality bad where the metric has none. */
  readonly value: number;
  readonly quality: QualityCode;
  /** What the value lacks to the integer that was sent, of an integer tag; see series/exact.ts. */
  readonly residual?: number;
  /** Why a value that was sent cannot be taken. */
  readonly fault?: Sentence;
}

/**
 * What a metric says about a tag; `datatype` is the one of its birth, for DATA that leaves it out, `numberOfText` gives
 * a text its number.
 */
export function metricValue(
  metric: Metric,
  datatype: number | undefined,
  tag: PlacedTag,
  numberOfText: Sink['numberOf'],
): MetricValue {
  const wire = metric.value;
  if (metric.isNull) return { value: Number.NaN, quality: Quality.bad };
  if (wire === undefined) return fault(sentence('sparkplug.noValue'));
  if (tag.texts) {
    if (typeof wire !== 'string') return fault(sentence('sparkplug.noText', { text: String(wire) }));
    const number = numberOfText(tag, wire);
    return { value: number, quality: Number.isNaN(number) ? Quality.bad : qualityOf(metric.quality) };
  }
  if (typeof wire === 'string') {
    const state = (tag.stateNames ?? []).findIndex((name) => name.toLowerCase() === wire.toLowerCase());
    const text = wire.slice(0, 60);
    if (state < 0) return fault(sentence(tag.stateNames ? 'sparkplug.noState' : 'sparkplug.noNumber', { text }));
    return { value: state, quality: qualityOf(metric.quality) };
  }
  const exact = exactOf(wire, metric.datatype ?? datatype);
  const value = Number(exact);
  const residual = typeof exact === 'bigint' && tag.tag.kind === 'integer' ? residualOf(exact) : 0;
  return Number.isFinite(value)
    ? { value, quality: qualityOf(metric.quality), residual }
    : fault(sentence('common.said', { text: String(value) }));
}

const fault = (reason: Sentence): MetricValue => ({ value: Number.NaN, quality: Quality.bad, fault: reason });

/** OPC's numbers, which edge nodes use for the property "Quality". */
function qualityOf(code: number | undefined): QualityCode {
  if (code === undefined) return Quality.good;
  if (code === 500) return Quality.stale;
  if (code >= 192) return Quality.good;
  return code >= 64 ? Quality.uncertain : Quality.bad;
}
