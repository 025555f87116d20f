import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { number, useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { type Photographer, photographStore } from '../../stores/photograph.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { Icon } from '../marks.tsx';
import { shownMs } from '../reading.ts';
import { saveFile } from '../save-file.ts';
import { duration, siteClock } from '../time/clock-text.ts';
import { shownSpan } from '../time/timeline-view.ts';
import '../dialog.css';
import { film, NoEncoderError } from './film.ts';
import { gifPx } from './filming.ts';
import { Sheet } from './sheet.ts';
import { showMoment } from './show-moment.ts';
import './film.css';

/** Words are to be sharp in print. */
const pictureFineness = 2;
const lengths = [5, 10, 30, 60] as const;
const kinds = ['film', 'gif'] as const;

type Making =
  | { readonly kind: 'idle' }
  | { readonly kind: 'making'; readonly done: number; readonly all: number; readonly startedMs: number }
  | { readonly kind: 'said'; readonly words: string; readonly trouble: boolean };

/** Saves what the hall shows as a picture, or a range of the record as a film. A dialog of the browser's own. */
export function FilmDialog() {
  const t = useText();
  const { index, timeline, table } = useSession();
  const clock = siteClock(index.plant.site.timeZone);
  const photographer = useStore(photographStore, (state) => state.photographer);
  const [range] = useState(filmedRange);
  const [shown] = useState(() => timeStore.getState());
  const [seconds, setSeconds] = useState<number>(10);
  const [kind, setKind] = useState<(typeof kinds)[number]>('film');
  const [making, setMaking] = useState<Making>({ kind: 'idle' });
  const dialog = useRef<HTMLDialogElement>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
    return () => stop.current?.abort();
  }, []);
  const busy = making.kind === 'making';

  const say = (words: string, trouble = false) => setMaking({ kind: 'said', words, trouble });
  const draw = (sheet: Sheet, hall: Photographer, atMs: number) =>
    sheet.draw(hall, index.plant.site.name, `${clock.moment(atMs)} ${index.plant.site.timeZone}`);

  const savePicture = async () => {
    if (!photographer) return say(t('film.noPicture'), true);
    const sheet = new Sheet(photographer.hall, pictureFineness);
    const atMs = shownMs(timeStore.getState());
    draw(sheet, photographer, atMs);
    const file = `${fileName(index.plant.id, atMs)}.png`;
    const png = await sheet.png();
    if (png === null) return say(t('film.tooLarge'), true);
    saveFile(png, file);
    say(t('film.saved', { file }));
  };

  const saveFilm = async () => {
    if (!photographer || range === null) return say(t('film.noPicture'), true);
    const abort = new AbortController();
    stop.current = abort;
    const startedMs = nowMs();
    const { hall } = photographer;
    // Finer than the screen would only make it slower.
    const fineness = kind === 'gif' ? Math.min(1, gifPx / hall.clientWidth) : Math.max(1, devicePixelRatio);
    const sheet = new Sheet(hall, fineness);
    const make = kind === 'gif' ? (await import('./gif.ts')).gif : film;
    try {
      const { blob, ending } = await make({
        range,
        seconds,
        canvas: sheet.canvas,
        signal: abort.signal,
        draw: async (atMs) => {
          await showMoment(timeline, table, atMs, abort.signal);
          const { photographer: now } = photographStore.getState();
          if (!now) throw new Error(t('film.noPicture'));
          draw(sheet, now, atMs);
        },
        onProgress: (done, all) => setMaking({ kind: 'making', done, all, startedMs }),
      });
      const file = `${fileName(index.plant.id, range.fromMs)}.${ending}`;
      saveFile(blob, file);
      say(t('film.saved', { file }));
    } catch (error) {
      if (abort.signal.aborted) say(t('film.stopped'));
      else if (error instanceof NoEncoderError) say(t('film.noEncoder'), true);
      else say(t('film.failed', { why: (error as Error).message }), true);
    }
    stop.current = null;
    // Back to what was shown before.
    if (shown.mode === 'live') timeline.goLive();
    else timeline.seek(shown.cursorMs);
  };

  return (
    <dialog
      ref={dialog}
      className="dialog film"
      aria-label={t('film.title')}
      onClose={() => photographStore.setState({ open: false })}
    >
      <header>
        <h2>{t('film.title')}</h2>
        <button
          type="button"
          className="dialog-close"
          aria-label={t('film.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <p className="muted">{t('film.hint')}</p>
      <section>
        <h3>{t('film.picture')}</h3>
        <p>{clock.moment(shownMs(shown))}</p>
        <button type="button" disabled={busy} onClick={() => void savePicture()}>
          {t('film.savePicture')}
        </button>
      </section>
      <section>
        <h3>{t('film.film')}</h3>
        {range === null ? (
          <p>{t('film.noRange')}</p>
        ) : (
          <>
            <p>
              {t('film.range', {
                from: clock.moment(range.fromMs),
                to: clock.moment(range.toMs),
                length: duration(range.toMs - range.fromMs),
              })}
            </p>
            <fieldset className="film-lengths" aria-label={t('film.kind')} disabled={busy}>
              {kinds.map((each) => (
                <label key={each} className="choice">
                  <input type="radio" name="film-kind" checked={kind === each} onChange={() => setKind(each)} />
                  {t(`film.kinds.${each}`)}
                </label>
              ))}
            </fieldset>
            <fieldset className="film-lengths" aria-label={t('film.length')} disabled={busy}>
              {lengths.map((each) => (
                <label key={each} className="choice">
                  <input type="radio" name="film-length" checked={seconds === each} onChange={() => setSeconds(each)} />
                  {t('film.seconds', { count: each })}
                </label>
              ))}
              <span className="muted">{speedWords(range.toMs - range.fromMs, seconds, t)}</span>
            </fieldset>
            {busy ? (
              <button type="button" onClick={() => stop.current?.abort()}>
                {t('film.stop')}
              </button>
            ) : (
              <button type="button" className="film-make" onClick={() => void saveFilm()}>
                {t('film.save')}
              </button>
            )}
          </>
        )}
      </section>
      {making.kind === 'making' && <Progress {...making} />}
      {making.kind === 'said' && (
        <p role="status" className={making.trouble ? 'film-trouble' : undefined}>
          {making.words}
        </p>
      )}
    </dialog>
  );
}

/** Enough pictures to tell how long the rest takes. */
const telling = 25;

function Progress({ done, all, startedMs }: Extract<Making, { readonly kind: 'making' }>) {
  const t = useText();
  const leftMs = ((nowMs() - startedMs) / done) * (all - done);
  return (
    <div className="film-progress">
      <progress value={done} max={all} aria-label={t('film.making', { done, all })} />
      <span>
        {t('film.making', { done: number(done), all: number(all) })}
        {done >= telling && done < all && ` · ${t('film.left', { time: duration(leftMs) })}`}
      </span>
    </div>
  );
}

/** The marked range, or else what the timeline shows, as far as there is a record of it. */
function filmedRange(): { readonly fromMs: number; readonly toMs: number } | null {
  const { extent } = twinStore.getState().recording;
  if (!extent) return null;
  const { fromMs, toMs } = timeStore.getState().loop ?? shownSpan();
  const range = { fromMs: Math.max(fromMs, extent.fromMs), toMs: Math.min(toMs, extent.toMs, nowMs()) };
  return range.toMs > range.fromMs ? range : null;
}

function speedWords(lengthMs: number, seconds: number, t: ReturnType<typeof useText>): string {
  const times = lengthMs / 1000 / seconds;
  if (times >= 1) return t('film.speed', { times: number(times, times < 10 ? 1 : 0) });
  return t('film.slow', { times: number(1 / times, 1) });
}

/** "bottling 2026-11-22 14.05.10": names sort by time, and are allowed everywhere. UTC, as files travel. */
const fileName = (plant: string, atMs: number): string =>
  `${plant} ${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')}`;
