import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { AskRequest } from '../../../protocol/messages.ts';
import type { Answer } from '../../../query/answer.ts';
import { languageStore, useText } from '../../languages/language.ts';
import { frame, select, selectionStore } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { Icon } from '../marks.tsx';
import { AnswerCard } from './answer-card.tsx';
import { examplesFor } from './examples.ts';
import './ask.css';

type Asked =
  | { readonly is: 'nothing' }
  | { readonly is: 'asking'; readonly request: AskRequest }
  | { readonly is: 'answered'; readonly request: AskRequest; readonly answer: Answer }
  | { readonly is: 'failed'; readonly request: AskRequest; readonly why: string };

const questionsKept = 50;
const longestQuestion = 500;

/** A question in words; its answer stands below until Escape. */
export function AskBar() {
  const t = useText();
  const { feed, index } = useSession();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Asked>({ is: 'nothing' });
  const [open, setOpen] = useState(false);
  const past = useRef<string[]>([]);
  const recalled = useRef<number | null>(null);
  const round = useRef(0);
  const box = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const selected = useStore(selectionStore, ({ machine }) => machine);

  /** Shows what comes back, and gives it where it is an answer; null when something else was asked since. */
  const show = useCallback(
    async (request: AskRequest): Promise<Answer | null> => {
      const mine = ++round.current;
      try {
        const answer = await feed.ask(request);
        if (mine !== round.current) return null;
        setAsked({ is: 'answered', request, answer });
        return answer;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        // An answer that is there already is worth more than why it cannot be had again.
        if (mine === round.current)
          setAsked((before) => (before.is === 'answered' ? before : { is: 'failed', request, why }));
        return null;
      }
    },
    [feed],
  );

  // What was said is in the language before: the same question again brings it in this one, and moves nothing.
  useEffect(() => {
    if (asked.is === 'nothing') return;
    return languageStore.subscribe(() => void show(asked.request));
  }, [asked, show]);

  const ask = async (question: string) => {
    const trimmed = question.trim();
    if (trimmed === '') return;
    if (past.current.at(-1) !== trimmed) past.current = [...past.current, trimmed].slice(-questionsKept);
    recalled.current = null;
    setText(trimmed);
    setOpen(true);
    const { mode, cursorMs } = timeStore.getState();
    const request: AskRequest = {
      text: trimmed,
      cursorMs: mode === 'past' ? cursorMs : null,
      selected: selectionStore.getState().machine,
    };
    setAsked({ is: 'asking', request });
    const answer = await show(request);
    const first = answer?.machines[0];
    if (answer?.kind === 'answer' && first !== undefined) {
      select(first);
      frame(answer.machines);
    }
  };

  const close = useCallback(() => {
    round.current++;
    setAsked({ is: 'nothing' });
    setOpen(false);
    box.current?.blur();
  }, []);

  const recall = (by: -1 | 1) => {
    const last = past.current.length;
    const at = Math.max(0, Math.min(last, (recalled.current ?? last) + by));
    recalled.current = at;
    setText(past.current[at] ?? '');
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowUp') recall(-1);
    else if (event.key === 'ArrowDown') recall(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // A press elsewhere puts suggestions away; an answer stays until it is closed.
  useEffect(() => {
    if (!open) return;
    // In the capture phase, so that Escape puts the answer away before it means anything else.
    const onEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      close();
    };
    const onPress = (event: globalThis.PointerEvent) => {
      if (asked.is === 'nothing' && event.target instanceof Node && !root.current?.contains(event.target))
        setOpen(false);
    };
    document.addEventListener('pointerdown', onPress);
    window.addEventListener('keydown', onEscape, true);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      window.removeEventListener('keydown', onEscape, true);
    };
  }, [open, asked, close]);

  return (
    <div ref={root} className="ask">
      <form
        className="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(text);
        }}
      >
        <Icon name="search" />
        <input
          ref={box}
          aria-label={t('ask.ask')}
          data-hotkey="ask"
          placeholder={t('ask.placeholder')}
          value={text}
          maxLength={longestQuestion}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="send"
          onFocus={() => setOpen(true)}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <kbd className="ask-key">{isMac() ? '⌘K' : 'Ctrl K'}</kbd>
      </form>
      {open && asked.is === 'nothing' && (
        <fieldset className="ask-card" aria-label={t('ask.start')}>
          <p className="muted ask-hint">{t('ask.forInstance')}</p>
          <Suggestions questions={examplesFor(index, selected)} onAsk={ask} />
        </fieldset>
      )}
      {asked.is !== 'nothing' && (
        <section className="ask-card" aria-label={t('ask.answer')} aria-live="polite" aria-busy={asked.is === 'asking'}>
          <button
            type="button"
            className="ask-close"
            aria-label={t('ask.closeAnswer')}
            title={t('ask.close')}
            onClick={close}
          >
            <Icon name="close" />
          </button>
          {asked.is === 'asking' && <p className="muted ask-text">{t('ask.looking')}</p>}
          {asked.is === 'failed' && <p className="ask-text">{t('ask.noAnswer', { why: asked.why })}</p>}
          {asked.is === 'answered' && <AnswerCard answer={asked.answer} />}
          {asked.is === 'answered' && <Suggestions questions={asked.answer.suggestions} onAsk={ask} />}
        </section>
      )}
    </div>
  );
}

interface SuggestionsProps {
  readonly questions: readonly string[];
  readonly onAsk: (question: string) => Promise<void>;
}

function Suggestions({ questions, onAsk }: SuggestionsProps) {
  if (questions.length === 0) return null;
  return (
    // Questions are read in English, whatever the language of the page.
    <ul className="ask-suggestions" lang="en">
      {questions.map((question) => (
        <li key={question}>
          <button type="button" onClick={() => void onAsk(question)}>
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);
