import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from 'mediabunny';
import { type Film, type Filming, shoot } from './filming.ts';

/** Pictures a second of a film. */
const filmRate = 25;

/** No codec of this browser can encode such a picture. */
export class NoEncoderError extends Error {}

/** Films the range; rejects with the signal's reason when it is aborted. */
export async function film(filming: Filming): Promise<Film> {
  const { canvas } = filming;
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
    await shoot(filming, filmRate, (k) => source.add(k / filmRate, 1 / filmRate));
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  return { blob: new Blob([target.buffer!], { type: ending === 'mp4' ? 'video/mp4' : 'video/webm' }), ending };
}
