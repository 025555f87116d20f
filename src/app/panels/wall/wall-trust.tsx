import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { ago, duration, siteClock } from '../time/clock-text.ts';

/** One line on how far the picture can be trusted: connection, mode, age of the values, trouble of the record. */
export function WallTrust() {
  const t = useText();
  const { index, table } = useSession();
  const { connection, lostSinceMs, sources, recording } = useStore(twinStore);
  const { mode, cursorMs, trouble } = useStore(timeStore);
  usePulse();
  const now = nowMs();
  const clock = siteClock(index.plant.site.timeZone);
  let newestMs = Number.NaN;
  for (const timeMs of table.timesMs) if (!(timeMs <= newestMs) && !Number.isNaN(timeMs)) newestMs = timeMs;
  const age = duration(now - newestMs);
  const down = sources.filter(({ connected }) => !connected).length;
  const words: { readonly key: string; readonly said: string; readonly grave?: boolean }[] = [];
  if (connection !== 'connected') {
    const time = clock.minute(lostSinceMs ?? now);
    words.push({ key: 'lost', said: t('wall.lostSince', { time }), grave: true });
  }
  if (mode === 'past') {
    words.push({ key: 'mode', said: `${t('wall.past')} ${ago(cursorMs, now)}` });
    if (trouble !== '') words.push({ key: 'trouble', said: trouble, grave: true });
  } else if (Number.isNaN(newestMs)) words.push({ key: 'age', said: t('wall.noValues'), grave: true });
  else if (connection !== 'connected') words.push({ key: 'age', said: t('wall.valuesOld', { age }), grave: true });
  else {
    words.push({ key: 'mode', said: t('wall.live') });
    words.push({ key: 'age', said: t('wall.newest', { age }), grave: now - newestMs > oldMs });
  }
  if (down > 0) words.push({ key: 'sources', said: t('wall.sourcesDown', { count: down }), grave: true });
  // Nobody knows whether a gateway that does not answer records.
  if (connection === 'connected' && recording.recording) words.push({ key: 'recording', said: t('wall.recording') });
  else if (connection === 'connected') words.push({ key: 'recording', said: t('wall.notRecording'), grave: true });
  // What is wrong first: of a line that is too long the end is left out.
  const said = words.sort((a, b) => Number(b.grave ?? false) - Number(a.grave ?? false));
  return (
    <footer className="wall-trust" data-connection={connection}>
      {said.map(({ key, said: each, grave }) => (
        <span key={key} className={grave ? 'wall-grave' : undefined} data-trust={key}>
          {each}
        </span>
      ))}
    </footer>
  );
}

/** Values are old when even the slowest tags of a plant would have said something. */
const oldMs = 60_000;
