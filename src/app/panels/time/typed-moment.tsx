import { type FormEvent, useId, useState } from 'react';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';
import { typedTime } from './typed-time.ts';

interface TypedMomentProps {
  readonly label: string;
  readonly onTime: (timeMs: number) => void;
  readonly onDone: () => void;
}

/** A field that takes the place of a moment; what is no time is answered with what can be typed. */
export function TypedMoment({ label, onTime, onDone }: TypedMomentProps) {
  const t = useText();
  const { index } = useSession();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const hint = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const timeMs = typedTime(index.plant.site, text, nowMs());
    if (timeMs === null) {
      setWrong(true);
      return;
    }
    onTime(timeMs);
    onDone();
  };
  return (
    <form className="transport-moment" onSubmit={submit}>
      <input
        className="transport-typed"
        aria-label={label}
        aria-invalid={wrong}
        aria-describedby={wrong ? hint : undefined}
        placeholder={t('time.typedHint')}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
        autoFocus
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
        onBlur={onDone}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      {wrong && (
        <p id={hint} className="transport-hint" role="alert">
          {t('time.notATime')}
        </p>
      )}
    </form>
  );
}
