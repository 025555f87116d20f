import { useEffect, useId, useState } from 'react';
import { useText } from '../../languages/language.ts';
import { setViewing, viewingStore } from '../../stores/viewing.ts';
import { bounded, type Viewing, viewingBounds, wallTextPx } from '../../viewing.ts';

/** Nobody may be in front of it. */
const patienceSecs = 30;

/**
 * Asks for the viewing distance and the screen's size; a line of it follows as they are typed. On a first run
 * (nobody `asked` for it) it does not wait for ever.
 */
export function SetupCard({ asked, onDone }: { readonly asked: boolean; readonly onDone: () => void }) {
  const t = useText();
  const [start] = useState(() => viewingStore.getState().viewing);
  const [distance, setDistance] = useState(String(start.distance));
  const [diagonal, setDiagonal] = useState(String(start.diagonal));
  const [left, setLeft] = useState(patienceSecs);
  const [touched, setTouched] = useState(asked);
  const meant: Viewing = {
    distance: bounded('distance', distance) ?? start.distance,
    diagonal: bounded('diagonal', diagonal) ?? start.diagonal,
  };
  const use = () => {
    setViewing(meant);
    onDone();
  };
  useEffect(() => {
    if (touched) return;
    const timer = setTimeout(() => {
      if (left > 1) return setLeft(left - 1);
      setViewing(start);
      onDone();
    }, 1000);
    return () => clearTimeout(timer);
  }, [left, touched, start, onDone]);
  const preview = wallTextPx(meant, screen.width, screen.height);
  const field = (key: keyof Viewing, text: string, set: (text: string) => void) => (
    <Field
      name={key}
      text={text}
      onType={(typed) => {
        setTouched(true);
        set(typed);
      }}
    />
  );
  return (
    <form
      className="wall-setup"
      aria-label={t('wall.setupTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <h2>{t('wall.setupTitle')}</h2>
      <p>{t('wall.setupLead')}</p>
      {field('distance', distance, setDistance)}
      {field('diagonal', diagonal, setDiagonal)}
      <p className="wall-setup-preview" style={{ fontSize: preview }}>
        {t('wall.preview')}
      </p>
      <button type="submit" className="wall-setup-use">
        {t('wall.use')}
        {!touched && <span aria-live="off">{t('wall.usedIn', { count: left })}</span>}
      </button>
    </form>
  );
}

interface FieldProps {
  readonly name: keyof Viewing;
  readonly text: string;
  readonly onType: (text: string) => void;
}

function Field({ name, text, onType }: FieldProps) {
  const t = useText();
  const id = useId();
  const [from, to] = viewingBounds[name];
  const wrong = bounded(name, text) === null;
  return (
    <div className="wall-setup-field">
      <label htmlFor={id}>{t(`wall.${name}`)}</label>
      <input
        id={id}
        // biome-ignore lint/a11y/noAutofocus: the only thing on an empty wall that waits for somebody
        autoFocus={name === 'distance'}
        inputMode="decimal"
        value={text}
        aria-invalid={wrong}
        aria-describedby={`${id}-bounds`}
        onChange={(event) => onType(event.target.value)}
      />
      <span id={`${id}-bounds`} className={wrong ? 'wall-grave' : undefined}>
        {t('wall.outOfBounds', { from, to })}
      </span>
    </div>
  );
}
