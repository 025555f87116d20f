import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { longestOrderText, type OrderClosure } from '../../../protocol/work-orders.ts';
import { findingKinds, type WorkOrder, type WorkOrderTask } from '../../../twin/work-order.ts';
import { useText } from '../../languages/language.ts';
import '../dialog.css';

interface FormProps<Said> {
  readonly onDone: (said: Said) => void;
  readonly onCancel: () => void;
}

interface FrameProps {
  readonly verb: string;
  readonly ready: boolean;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

function Frame({ verb, ready, onSubmit, onCancel, children }: FrameProps) {
  const t = useText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onSubmit();
  };
  return (
    // What a key means to the page it does not mean in here.
    <form className="order-form" onSubmit={submit} onKeyDown={(event) => event.stopPropagation()}>
      {children}
      <div className="order-acts">
        <button type="submit" className="order-main" disabled={!ready}>
          {verb}
        </button>
        <button type="button" onClick={onCancel}>
          {t('orders.cancel')}
        </button>
      </div>
    </form>
  );
}

export function RejectForm({ onDone, onCancel }: FormProps<string>) {
  const t = useText();
  const [reason, setReason] = useState('');
  return (
    <Frame verb={t('orders.reject')} ready={reason.trim() !== ''} onSubmit={() => onDone(reason)} onCancel={onCancel}>
      <label>
        {t('orders.reason')}
        <textarea
          rows={2}
          maxLength={longestOrderText}
          value={reason}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Frame>
  );
}

export function CloseForm({ onDone, onCancel }: FormProps<Pick<OrderClosure, 'kind' | 'text'>>) {
  const t = useText();
  const name = useId();
  const [kind, setKind] = useState<OrderClosure['kind']>('confirmed');
  const [words, setWords] = useState('');
  return (
    <Frame
      verb={t('orders.close')}
      ready={kind === 'nothing' || words.trim() !== ''}
      onSubmit={() => onDone({ kind, text: words })}
      onCancel={onCancel}
    >
      <fieldset className="order-findings" aria-label={t('orders.finding')}>
        {findingKinds.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name={name} checked={kind === each} onChange={() => setKind(each)} />
            {t(`orders.findings.${each}`)}
          </label>
        ))}
      </fieldset>
      <label>
        {t(`orders.which.${kind}`)}
        <textarea
          rows={2}
          maxLength={longestOrderText}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
    </Frame>
  );
}

export function ChangeForm({ order, onDone, onCancel }: FormProps<WorkOrderTask> & { readonly order: WorkOrder }) {
  const t = useText();
  const [title, setTitle] = useState(order.title);
  const [steps, setSteps] = useState(order.steps.join('\n'));
  const [minutes, setMinutes] = useState(order.minutes);
  const [parts, setParts] = useState(order.parts);
  const lines = steps.split('\n').filter((line) => line.trim() !== '');
  const task: WorkOrderTask = { title, steps: lines, minutes, parts: parts.filter(({ quantity }) => quantity > 0) };
  return (
    <Frame
      verb={t('orders.save')}
      ready={title.trim() !== '' && lines.length > 0 && minutes > 0}
      onSubmit={() => onDone(task)}
      onCancel={onCancel}
    >
      <label>
        {t('orders.changeTitle')}
        <input maxLength={longestOrderText} value={title} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <label>
        {t('orders.steps')} ({t('orders.stepsHint')})
        <textarea rows={6} value={steps} onChange={(event) => setSteps(event.target.value)} />
      </label>
      {parts.map((part, at) => (
        <label key={part.number} className="order-part">
          <input
            type="number"
            min={0}
            step="any"
            aria-label={t('orders.quantity', { name: part.name })}
            value={part.quantity}
            onChange={(event) => setParts(parts.with(at, { ...part, quantity: event.target.valueAsNumber || 0 }))}
          />
          {part.number} {part.name}
        </label>
      ))}
      <label className="order-part">
        <input
          type="number"
          min={1}
          value={minutes}
          onChange={(event) => setMinutes(event.target.valueAsNumber || 0)}
        />
        {t('orders.minutes')}
      </label>
    </Frame>
  );
}
