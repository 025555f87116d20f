import {
  longestOrderText,
  mostOrderLines,
  type OrderClosure,
  type OrderRejection,
} from '../../protocol/work-orders.ts';
import type { SparePart } from '../../twin/plant.ts';
import { findingKinds, type WorkOrder, type WorkOrderTask, workOrderStates } from '../../twin/work-order.ts';
import { BadRequest } from '../requests.ts';
import { sentence } from '../sentence.ts';

/** An order's id as a person sent it, whatever it was; all of these throw a `BadRequest` that says what is wrong. */
export function checkOrderId(id: unknown): string {
  if (typeof id !== 'string') throw new BadRequest(sentence('workOrders.none'));
  return id;
}

export function checkAcceptance(sent: unknown): WorkOrderTask & { readonly id: string } {
  const { id, title, steps, parts, minutes } = fieldsOf(sent);
  if (!isText(title)) throw new BadRequest(sentence('workOrders.title', { most: longestOrderText }));
  if (!isLines(steps) || steps.length === 0 || !steps.every(isText)) {
    throw new BadRequest(sentence('workOrders.steps', { lines: mostOrderLines, most: longestOrderText }));
  }
  if (!isLines(parts) || !parts.every(isPart))
    throw new BadRequest(sentence('workOrders.parts', { lines: mostOrderLines }));
  if (!isNumber(minutes) || minutes <= 0) throw new BadRequest(sentence('workOrders.minutes'));
  return {
    id: checkOrderId(id),
    title: title.trim(),
    steps: steps.map((step) => step.trim()),
    parts: parts.map(({ number, name, quantity }) => ({ number, name, quantity })),
    minutes,
  };
}

export function checkRejection(sent: unknown): OrderRejection {
  const { id, reason } = fieldsOf(sent);
  if (!isText(reason)) throw new BadRequest(sentence('workOrders.reason', { most: longestOrderText }));
  return { id: checkOrderId(id), reason: reason.trim() };
}

export function checkClosure(sent: unknown): OrderClosure {
  const { id, kind, text } = fieldsOf(sent);
  const known = findingKinds.find((each) => each === kind);
  if (known === undefined) throw new BadRequest(sentence('workOrders.finding', { kinds: findingKinds.join(', ') }));
  if (known === 'nothing' ? text !== '' && !isText(text) : !isText(text)) {
    throw new BadRequest(sentence('workOrders.found', { most: longestOrderText }));
  }
  return { id: checkOrderId(id), kind: known, text: (text as string).trim() };
}

/** Whether this is an order as the journal has them; of the journal's own, so nothing is said. */
export function isWorkOrder(stored: unknown): stored is WorkOrder {
  const { machine, state, evidence, draftedMs, log } = fieldsOf(stored);
  const { kind, tag, fromMs, earliestMs, latestMs } = fieldsOf(evidence);
  checkAcceptance(stored);
  return (
    typeof machine === 'string' &&
    workOrderStates.some((each) => each === state) &&
    kind === 'forecast' &&
    typeof tag === 'string' &&
    [fromMs, earliestMs, latestMs, draftedMs].every(isNumber) &&
    Array.isArray(log)
  );
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longestOrderText;

const isLines = (value: unknown): value is unknown[] => Array.isArray(value) && value.length <= mostOrderLines;

function isPart(value: unknown): value is SparePart {
  const { number, name, quantity } = fieldsOf(value);
  return isText(number) && isText(name) && isNumber(quantity) && quantity > 0;
}
