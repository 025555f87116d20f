import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from 'mediabunny';
import type { Span } from '../../../twin/calendar.ts';

/** Pictures a second of a film. */
export const filmRate = 25;

/** What is filmed, and how. */
export interface Filming {
  /** The first picture is of its start, the last of its end. */
  readonly range: Span;
  /** How long the film lasts. */
  readonly seconds: number;
  /** Everything that a picture consists of is drawn on it. */
  readonly canvas: HTMLCanvasElement;
  /** Puts the picture of this moment on the canvas. Rejects with the reason when the moment cannot be shown. */
  readonly draw: (atMs: number) => Promise<void>;
  /** Pictures that are done, of how many. */
  readonly onProgress: (done: number, all: number) => void;
  readonly signal: AbortSignal;
}

export interface Film {
  readonly blob: Blob;
  /** Of its file, without a dot. */
  readonly ending: 'webm' | 'mp4';
}

/** No codec of this browser can encode such a picture. */
export class NoEncoderError extends Error {}

/** The moments of a film, evenly spread from the start of the range to its end, whole ms. */
export function moments({ fromMs, toMs }: Span, seconds: number): number[] {
  const all = Math.max(2, Math.round(seconds * filmRate));
  return Array.from({ length: all }, (_, k) => Math.round(fromMs + ((toMs - fromMs) * k) / (all - 1)));
}

/** Films the range picture by picture, however long each takes; rejects with the signal's reason when it is aborted. */
export async function film({ range, seconds, canvas, draw, onProgress, signal }: Filming): Promise<Film> {
  const { width, height } = canvas;
  const codec = await getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1', 'avc'], { width, height });
  if (codec === null) throw new NoEncoderError();
  const ending = codec === 'avc' ? 'mp4' : 'webm';
  const target = new BufferTarget();
  const output = new Output({ format: ending === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: filmRate });
  await output.start();
  try {
    const all = moments(range, seconds);
    for (const [k, atMs] of all.entries()) {
      signal.throwIfAborted();
      await draw(atMs);
      await source.add(k / filmRate, 1 / filmRate);
      onProgress(k + 1, all.length);
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  return { blob: new Blob([target.buffer!], { type: ending === 'mp4' ? 'video/mp4' : 'video/webm' }), ending };
}
