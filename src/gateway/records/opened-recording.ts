import type { Historian } from '../historian/historian.ts';
import type { RecordingAbout } from './recording-file.ts';

/** "recording of Bottling plant, 2030-01-31 06:00 to 2030-01-31 14:00 UTC" */
export function recordingTitle({ name, fromMs, toMs }: RecordingAbout): string {
  const minute = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
  return `recording of ${name}, ${minute(fromMs)} to ${minute(toMs)} UTC`;
}

/** A record that is over: it takes no samples, and ends where the recording does. */
export function openedRecording(historian: Historian, about: RecordingAbout): Historian {
  return {
    readOnly: recordingTitle(about),
    // What the gateway says by itself, that no source reports any more, is no part of it.
    append: async () => undefined,
    read: (...args) => historian.read(...args),
    readTags: (...args) => historian.readTags(...args),
    thin: (...args) => historian.thin(...args),
    snapshot: (...args) => historian.snapshot(...args),
    extent: async () => ({ fromMs: about.fromMs, toMs: about.toMs }),
    close: () => historian.close(),
  };
}
