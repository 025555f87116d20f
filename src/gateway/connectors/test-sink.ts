import { integerText } from '../../series/exact.ts';
import type { SampleBatch } from '../../series/sample-batch.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { qualityNames } from '../../twin/quality.ts';
import { inWords, type Sentence } from '../sentence.ts';
import type { ConnectionState, DropReason, Sink } from './connector.ts';

export interface Row {
  readonly slot: number;
  readonly timeMs: number;
  readonly value: number;
  readonly quality: string;
}

export const rowsOf = ({ length, slots, timesMs, values, qualities }: SampleBatch): Row[] =>
  Array.from({ length }, (_, i) => ({
    slot: slots[i]!,
    timeMs: timesMs[i]!,
    value: values[i]!,
    quality: qualityNames[qualities[i]!]!,
  }));

/** A state in English; "" = no more than `connected` says. */
interface ToldState {
  readonly connected: boolean;
  readonly detail: string;
}

/** Remembers what a connector brings, sentences in English. */
export class RememberingSink implements Sink {
  readonly rows: Row[] = [];
  /** Of each row all digits, as an integer tag has them. */
  readonly digits: string[] = [];
  readonly states: ToldState[] = [];
  readonly drops: { readonly reason: DropReason; readonly detail: string; readonly count: number }[] = [];
  /** Set to make `deliver` fail or wait. */
  beforeDelivery: () => Promise<void> = async () => undefined;
  deliveries = 0;

  /** Of any tag, by number. */
  readonly texts: string[] = [];

  numberOf(_: PlacedTag, text: string): number {
    if (!this.texts.includes(text)) this.texts.push(text);
    return this.texts.indexOf(text);
  }

  async deliver(batch: SampleBatch): Promise<void> {
    await this.beforeDelivery();
    this.deliveries++;
    this.rows.push(...rowsOf(batch));
    for (let i = 0; i < batch.length; i++) this.digits.push(integerText(batch.values[i]!, batch.residuals?.[i] ?? 0));
  }

  connection({ connected, detail }: ConnectionState): void {
    this.states.push({ connected, detail: detail === null ? '' : inWords(detail, 'en') });
  }

  dropped(reason: DropReason, detail: Sentence, count = 1): void {
    this.drops.push({ reason, detail: inWords(detail, 'en'), count });
  }

  get state(): ToldState | undefined {
    return this.states.at(-1);
  }

  /** The newest row of a slot, by time: what a viewer would see. */
  inForce(slot: number): Row | undefined {
    return this.rows
      .filter((row) => row.slot === slot)
      .reduce<Row | undefined>((best, row) => (best && best.timeMs > row.timeMs ? best : row), undefined);
  }
}
