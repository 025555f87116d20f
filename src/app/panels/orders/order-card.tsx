import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isOpen, urgencyOf, type WorkOrder } from '../../../twin/work-order.ts';
import { languageStore, useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { forecastWords } from '../forecast/forecast-text.ts';
import { showForecast } from '../forecast/show-forecast.ts';
import { siteClock } from '../time/clock-text.ts';
import { useOrderActs } from './order-acts.ts';
import { ChangeForm, CloseForm, RejectForm } from './order-forms.tsx';
import './orders.css';

interface OrderCardProps {
  readonly order: WorkOrder;
  /** Says which machine it is of. */
  readonly named?: boolean;
  /** Called when it has shown something elsewhere on the page. */
  readonly onLeave?: () => void;
}

/** What is to be done and why, what was done with it, and what a person can do now. */
export function OrderCard({ order, named = false, onLeave }: OrderCardProps) {
  const t = useText();
  const { index, timeline } = useSession();
  const { evidence, title, state, log, finding, reason, draftedMs, minutes, parts, steps } = order;
  const machine = index.machineById.get(order.machine)?.machine;
  const component = machine?.components.find(({ id }) => id === order.component)?.name;
  const tag = index.tagById.get(evidence.tag);
  const clock = siteClock(index.plant.site.timeZone);
  const time = (timeMs: number): string => `${clock.day(timeMs)} ${clock.minute(timeMs)}`;
  const names = [named && (machine?.name ?? order.machine), component].filter(Boolean).join(' · ');
  const show = () => {
    showForecast({ slot: tag!.slot, fromMs: draftedMs, latestMs: evidence.latestMs }, index);
    timeline.seek(draftedMs);
    onLeave?.();
  };
  const urgency = isOpen(order) ? urgencyOf(order, nowMs()) : null;
  return (
    <li className="order" data-state={state}>
      <h3>{title}</h3>
      <p className="order-facts">
        {names !== '' && <span>{names}</span>}
        <span className="order-state">{t(`orders.state.${state}`)}</span>
        {urgency && (
          <span className="order-urgency" data-urgency={urgency} title={t('orders.urgencyWhy')}>
            {t(`orders.urgency.${urgency}`)}
          </span>
        )}
      </p>
      {tag && <p>{forecastWords({ ...evidence, slot: tag.slot }, index, draftedMs).what}</p>}
      <p className="muted">{t('orders.drafted', { time: time(draftedMs) })}</p>
      {log.map(({ event, atMs, by }) => (
        <p key={`${event} ${atMs}`} className="muted">
          {t(`orders.log.${event}`, { name: by.name, time: time(atMs) })}
        </p>
      ))}
      {reason && <p className="order-said">{reason}</p>}
      {finding && (
        <p className="order-said">
          {t(`orders.findings.${finding.kind}`)}
          {finding.text !== '' && `: ${finding.text}`}
        </p>
      )}
      <details>
        <summary className="order-fold">
          {t('orders.steps')} · {t('orders.work', { minutes })}
        </summary>
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <ul className="order-parts" aria-label={t('orders.parts')}>
          {parts.map((part) => (
            <li key={part.number}>{t('orders.part', { ...part })}</li>
          ))}
        </ul>
      </details>
      {tag && (
        <button type="button" className="order-show" onClick={show}>
          {t('orders.showMoment')}
        </button>
      )}
      {isOpen(order) && <Acts order={order} machine={machine?.name ?? order.machine} />}
    </li>
  );
}

/** The verbs that its state allows; those that need words open a form in their place. */
function Acts({ order, machine }: { readonly order: WorkOrder; readonly machine: string }) {
  const t = useText();
  const acts = useOrderActs();
  const connected = useStore(twinStore, ({ connection }) => connection === 'connected');
  const [form, setForm] = useState<'change' | 'reject' | 'close' | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => languageStore.subscribe(() => setTrouble('')), []); // it is in the language before
  const act = async (work: Promise<WorkOrder>) => {
    setTrouble('');
    try {
      await work;
      setForm(null);
    } catch (error) {
      setTrouble(t('orders.failed', { why: (error as Error).message }));
    }
  };
  const cancel = () => setForm(null);
  const words = { title: order.title, machine };
  return (
    <>
      {trouble !== '' && (
        <p className="order-trouble" role="alert">
          {trouble}
        </p>
      )}
      {form === 'change' && (
        <ChangeForm
          order={order}
          onCancel={cancel}
          onDone={(task) => void act(acts.accept({ ...task, id: order.id }))}
        />
      )}
      {form === 'reject' && (
        <RejectForm onCancel={cancel} onDone={(reason) => void act(acts.reject({ id: order.id, reason }))} />
      )}
      {form === 'close' && (
        <CloseForm onCancel={cancel} onDone={(found) => void act(acts.close({ ...found, id: order.id }))} />
      )}
      {form === null && (
        <div className="order-acts">
          {order.state === 'draft' && (
            <button
              type="button"
              className="order-main"
              disabled={!connected}
              aria-label={t('orders.acceptOne', words)}
              onClick={() => void act(acts.accept(order))}
            >
              {t('orders.accept')}
            </button>
          )}
          {order.state === 'accepted' && (
            <button
              type="button"
              className="order-main"
              disabled={!connected}
              aria-label={t('orders.startOne', words)}
              onClick={() => void act(acts.start(order.id))}
            >
              {t('orders.start')}
            </button>
          )}
          {order.state === 'inProgress' ? (
            <button type="button" className="order-main" disabled={!connected} onClick={() => setForm('close')}>
              {t('orders.close')}
            </button>
          ) : (
            <>
              <button type="button" disabled={!connected} onClick={() => setForm('change')}>
                {t('orders.change')}
              </button>
              <button type="button" disabled={!connected} onClick={() => setForm('reject')}>
                {t('orders.reject')}
              </button>
            </>
          )}
        </div>
      )}
    </>
  );
}
